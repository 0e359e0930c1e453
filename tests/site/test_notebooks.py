"""Example pages as their readers get them: pages like all others, and notebooks to take away."""

import copy
import json
import re
import shutil
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from scripts import pages, paths

EXAMPLE = Path(__file__).parent / "example"
SECONDS = 90
PAGES = [f"{r}/" for r in pages.page_refs("zh") if re.fullmatch(r"examples/(?!index)\w+", r)]
every_example = pytest.mark.parametrize("page", PAGES)
by_language = pytest.mark.parametrize("language", paths.LANGUAGES)


def notebook(page: str) -> str:
    """Where the notebook of a page lies."""
    return f"{page}{page.split('/')[-2]}.ipynb"


@by_language
@every_example
def test_a_page_offers_its_notebook(site, page, language):
    html = site.read(f"{language}/{page}index.html")
    name = notebook(page)
    assert f'href="{name.rpartition("/")[2]}" download' in html
    made = json.loads(site.read(f"{language}/{name}"))
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    assert f"{site.url}{language}/{page}" in made["cells"][0]["source"]


@by_language
@every_example
def test_a_page_is_as_light_as_others(site, page, language):
    """What mkdocs-jupyter would add: its styles, and scripts from elsewhere."""
    html = site.read(f"{language}/{page}index.html")
    assert "<style" not in html and "mathjax" not in html.lower() and "jp-Cell" not in html
    assert "<!--" not in re.sub(r"<!--\[if.*?-->", "", html.partition("<article")[2])


@by_language
@pytest.mark.parametrize("page", PAGES[:1])
def test_a_page_has_what_all_pages_have(reader, page, language):
    shown = reader(f"{language}/{page}")
    shown.locator(".md-annotation").first.wait_for()
    shown.locator(".highlight").first.hover()
    for part in (
        "h1 + .page-line + .notebook-link",
        ".receipt",
        ".output",
        ".highlight .md-code__nav",
    ):
        assert shown.locator(part).count(), part
    identifiers = shown.evaluate("[...document.querySelectorAll('h2[id]')].map(h => h.id)")
    links = shown.evaluate(
        "[...document.querySelectorAll('.md-sidebar--secondary a')].map(a => a.hash.slice(1))"
    )
    source = pages.page_path(language, page.rstrip("/")).read_text("utf-8")
    assert identifiers == re.findall(r"(?m)^## .*\{#([\w-]+)\}", source)
    assert set(identifiers) <= set(links)


@pytest.fixture
def example(small_site):
    """A repository with one example."""
    (small_site / "snippets/examples").mkdir(parents=True)
    for file in EXAMPLE.glob("*.py"):
        shutil.copy(file, small_site / "snippets/examples")
    for language in paths.LANGUAGES:
        folder = small_site / "docs" / language / "examples"
        folder.mkdir()
        shutil.copy(EXAMPLE / f"{language}.txt", folder / "small.md")
        (folder / "index.md").write_text("# Examples {#examples}\n\n[small](small.md#train)\n")
    config = small_site / "mkdocs.yml"
    nav = "nav:\n  - index.md\n  - Examples: [examples/index.md, examples/small.md]\n"
    text = config.read_text("utf-8").replace("nav:\n  - index.md\n", nav)
    config.write_text(text, encoding="utf-8")
    return small_site


class Server:
    """`mkdocs serve` of a repository."""

    def __init__(self, root: Path, mkdocs):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{listener.getsockname()[1]}"
        self.url = f"http://{address}/"
        self.process = mkdocs("serve", "--strict", "-a", address, root=root)

    def get(self, path: str, words: str) -> str:
        """What stands at the path, as soon as the words are in it."""
        end, text = time.monotonic() + SECONDS, ""
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:
                    text = answer.read().decode()
            except OSError:
                text = ""
            if words in text:
                return text
            assert self.process.poll() is None, self.process.stdout.read()
            time.sleep(0.1)
        pytest.fail(f"{path} never showed {words!r}")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_example_is_served_follows_its_sources_and_runs(example, mkdocs):
    server = Server(example, mkdocs)
    for language, words in (("zh", "把一条直线找回来"), ("en", "Finding a line again")):
        html = server.get(f"{language}/examples/small/", words)
        assert html.count('class="language-python highlight"') == 9
        assert "<figcaption>" in html and 'class="admonition tip"' in html
        assert '<span class="filename">' in html and "RuntimeError: " in html
        assert server.get(f"{language}/examples/small/small.ipynb", words)
    run(json.loads(server.get("zh/examples/small/small.ipynb", "把一条直线找回来")))
    edit(example / "docs/en/examples/small.md", "Finding a line", "Finding the line")
    server.get("en/examples/small/", "Finding the line")
    server.get("en/examples/small/small.ipynb", "Finding the line")
    edit(example / "snippets/examples/small.py", "print(torch.rand(2))", 'print("changed")')
    for language in paths.LANGUAGES:
        server.get(f"{language}/examples/small/", ">changed<")
        server.get(f"{language}/examples/small/small.ipynb", '"changed\\n"')


def test_builds_at_the_same_time_keep_their_addresses(example, mkdocs):
    addresses = {name: f"https://{name}.test/notes/" for name in ("one", "two")}
    builds = [
        mkdocs("build", "--strict", "-d", str(example / name), root=example, SITE_URL=address)
        for name, address in addresses.items()
    ]
    for build in builds:
        said, _ = build.communicate()
        assert build.returncode == 0, said
    for name, address in addresses.items():
        made = (example / name / "zh/examples/small/small.ipynb").read_text("utf-8")
        assert f"{address}zh/examples/small/" in made
        assert not [a for a in addresses.values() if a != address and a in made]


def run(made: dict) -> None:
    """In a kernel of its own, as a reader does."""
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    shown = nbformat.from_dict(made)
    nbformat.validate(shown)
    ran = copy.deepcopy(shown)
    nbclient.NotebookClient(ran, timeout=SECONDS).execute()
    for before, after in zip(shown.cells, ran.cells, strict=True):
        if before.cell_type == "code":
            assert printed(before) == printed(after)


def printed(cell) -> list[str]:
    return [o.text for o in cell.outputs if o.get("name") == "stdout"]
