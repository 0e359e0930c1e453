"""The site as its readers get it: built once, served, and opened in a real browser."""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sysconfig
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts import paths

collect_ignore = ["example"]  # a page, its modules and its definitions, for the tests of notebooks
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}


def start_mkdocs(*arguments: str, root: Path = paths.ROOT, **environment: str) -> subprocess.Popen:
    """`mkdocs …` as a child process whose output, errors included, is in `stdout`."""
    return subprocess.Popen(
        [str(Path(sysconfig.get_path("scripts"), "mkdocs")), *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.fixture
def mkdocs():
    """Starts `mkdocs …`, and sees to it that it ends."""
    started = []

    def start(*arguments: str, **options) -> subprocess.Popen:
        started.append(start_mkdocs(*arguments, **options))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@dataclass
class Site:
    folder: Path
    url: str

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Both languages, built from what the cells printed when the other tests ran them."""
    folder = tmp_path_factory.mktemp("site")
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    url = f"http://127.0.0.1:{server.server_port}/"
    build = start_mkdocs("build", "--strict", "--quiet", "-d", str(folder), SITE_URL=url)
    said, _ = build.communicate()
    if build.returncode:
        pytest.fail(f"the site cannot be built:\n{said}", pytrace=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(folder, url)
    server.shutdown()


def _chromium() -> str | None:
    found = [shutil.which(name) for name in CHROMIUM]
    found += [path for path in INSTALLED if Path(path).exists()]
    return next(filter(None, found), None)


@pytest.fixture(scope="session")
def browser():
    """Chromium or Chrome of this system; tests that need it are skipped where there is none."""
    program = _chromium()
    if program is None:
        reason = "no Chromium or Chrome was found on this system"
        if os.environ.get("PYTORCH_NOTES_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser, site):
    """`reader(path, **context)` opens a page of the site; no other origin can be reached."""
    contexts = []

    def open_page(path: str, **settings):
        context = browser.new_context(**{"viewport": DESK, "locale": "en", **settings})
        contexts.append(context)
        page = context.new_page()
        page.route(lambda url: not url.startswith(site.url), lambda route: route.abort())
        page.goto(site.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@dataclass
class Visit:
    """What was seen of a page on a phone."""

    elsewhere: list[str] = field(default_factory=list)  # addresses that are not the site's
    errors: list[str] = field(default_factory=list)
    width: int = 0
    repeated_ids: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def phone(browser, site):
    """`phone(path)` opens a page: the Chinese ones in light, the English ones in dark."""
    context = browser.new_context(viewport=PHONE)

    def opened(path: str, prepare=lambda page: None):
        page = context.new_page()
        page.emulate_media(color_scheme="dark" if path.startswith("en/") else "light")
        prepare(page)
        page.goto(site.url + path)
        page.wait_for_selector(".md-content, main")
        return page

    yield opened
    context.close()


@pytest.fixture(scope="session")
def visit(phone, site):
    """`visit(path)` looks at each page once; no other origin can be reached."""

    @functools.cache
    def visited(path: str) -> Visit:
        seen = Visit()

        def listen(page):
            page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
            page.on("pageerror", lambda error: seen.errors.append(str(error)))
            page.route(lambda url: not url.startswith((site.url, "data:", "blob:")), elsewhere)

        def elsewhere(route):
            seen.elsewhere.append(route.request.url)
            route.abort()

        page = phone(path, listen)
        seen.width = page.evaluate("document.documentElement.scrollWidth")
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        seen.repeated_ids = [name for name, count in Counter(ids).items() if count > 1]
        page.close()
        return seen

    return visited


@pytest.fixture(scope="session")
def examine(phone):
    """`examine(path)` gives the serious findings of axe."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def examined(path: str) -> list[str]:
        page = phone(path)
        found = _violations(axe.run(page, options={"resultTypes": ["violations"]}).response)
        page.close()
        return found

    return examined


def _violations(response: dict) -> list[str]:
    return [
        f"{found['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for found in response["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


@pytest.fixture
def small_site(tmp_path):
    """A repository with our tools and two pages of one cell: to be broken, edited, served."""
    for name in ("scripts", "overrides", "docs/assets", "snippets/drawing"):
        shutil.copytree(paths.ROOT / name, tmp_path / name)
    shutil.copy(paths.ROOT / "docs/glossary.yml", tmp_path / "docs")
    shutil.copy(paths.ROOT / "mkdocs.en.yml", tmp_path)
    config = (paths.ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?s)\nnav:\n.*?\n\n", "\nnav:\n  - index.md\n\n", config)
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "snippets" / "greeting.py").write_text("# %% hello\nprint('hello')\n")
    for language in paths.LANGUAGES:
        (tmp_path / "docs" / language).mkdir()
        page = (
            f'# Home {{#home}}\n\nProse in {language}.\n\n```python snippet="greeting:hello"\n```\n'
        )
        (tmp_path / "docs" / language / "index.md").write_text(page, encoding="utf-8")
    return tmp_path
