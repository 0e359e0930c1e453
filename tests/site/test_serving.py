"""`mkdocs serve` while its author works, and what a build does with mistakes."""

import queue
import socket
import threading
import time
import urllib.error
import urllib.request

import pytest

SECONDS = 60


class Server:
    """A running `mkdocs serve`: what it answers, and what it says."""

    def __init__(self, process, url: str):
        self.url = url
        self._said = queue.Queue()
        threading.Thread(target=self._listen, args=[process.stdout], daemon=True).start()

    def _listen(self, stream) -> None:
        for line in stream:
            self._said.put(line)

    def wait_for_line(self, words: str) -> list[str]:
        """All it says until a line with `words`, that line included."""
        lines = []
        while not lines or words not in lines[-1]:
            try:
                lines.append(self._said.get(timeout=SECONDS))
            except queue.Empty:
                pytest.fail(f"waited for {words!r}, heard:\n{''.join(lines)}")
        return lines

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_for_page(self, path: str, words: str) -> None:
        end = time.monotonic() + SECONDS
        while words not in self.get(path)[1]:
            assert time.monotonic() < end, f"{path} never showed {words!r}"
            time.sleep(0.05)


@pytest.fixture
def server(small_site, mkdocs):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    process = mkdocs("serve", "-a", address, root=small_site, PYTHONUNBUFFERED="1")
    server = Server(process, f"http://{address}/")
    server.wait_for_line("Serving on")
    return server


def edit(path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_one_server_shows_both_languages_and_what_becomes_of_them(server, small_site):
    assert server.get("")[0] == server.get("zh/")[0] == server.get("en/")[0] == 200
    for path, words in (("zh/nothing/", "没有这个页面"), ("en/a/b", "There is no such page")):
        status, page = server.get(path)
        assert status == 404 and words in page

    chinese = server.get("zh/")[1].partition("livereload(")[0]
    edit(small_site / "docs/en/index.md", "Prose in en", "New prose in en")
    server.wait_for_page("en/", "New prose in en")
    said = "".join(server.wait_for_line("Reloading"))
    # MkDocs leaves out a line it has said before, such as one of the same tenths of a second.
    assert said.count("Documentation built") <= 1
    assert server.get("zh/")[1].partition("livereload(")[0] == chinese

    edit(small_site / "snippets/greeting.py", "'hello'", "'good morning'")
    server.wait_for_page("zh/", ">good morning<")
    server.wait_for_page("en/", ">good morning<")
    server.wait_for_line("Reloading")

    edit(small_site / "snippets/greeting.py", "'good morning'", "1 / 0")
    said = "".join(server.wait_for_line("The site stays as it was"))
    assert "snippets/greeting.py:hello (line 2): ZeroDivisionError" in said
    assert ">good morning<" in server.get("zh/")[1]
    assert ">good morning<" in server.get("en/")[1]

    edit(small_site / "snippets/greeting.py", "1 / 0", "'good night'")
    server.wait_for_page("en/", ">good night<")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_broken_link_in_either_language_fails_a_quiet_build(small_site, mkdocs, language):
    edit(small_site / f"docs/{language}/index.md", "Prose", "[Prose](nowhere.md)")
    build = mkdocs("build", "--strict", "--quiet", root=small_site)
    said, _ = build.communicate()
    assert build.returncode != 0
    assert "nowhere.md" in said


def test_a_failing_cell_fails_a_quiet_build_and_leaves_the_last_site(small_site, mkdocs):
    last = small_site / "site" / "zh" / "index.html"
    last.parent.mkdir(parents=True)
    last.write_text("the last good site")
    edit(small_site / "snippets/greeting.py", "'hello'", "1 / 0")
    build = mkdocs("build", "--quiet", root=small_site)
    said, _ = build.communicate()
    assert build.returncode != 0
    assert "snippets/greeting.py:hello (line 2): ZeroDivisionError" in said
    assert last.read_text() == "the last good site"


def test_an_address_from_the_environment_is_that_of_every_page(small_site, mkdocs):
    build = mkdocs("build", "--strict", root=small_site, SITE_URL="https://example.org/notes/")
    said, _ = build.communicate()
    assert build.returncode == 0, said
    site = small_site / "site"
    for language in ("zh", "en"):
        page = (site / language / "index.html").read_text("utf-8")
        assert f'<link rel="canonical" href="https://example.org/notes/{language}/">' in page
        assert f'href="/notes/{language}/' in (site / language / "404.html").read_text("utf-8")
    assert 'href="/notes/en/"' in (site / "404.html").read_text("utf-8")
