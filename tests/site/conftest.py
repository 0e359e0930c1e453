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
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts import file_lock, paths

collect_ignore = ["example"]  # a page, its modules and its definitions, for the tests of notebooks
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK = {"width": 1280, "height": 900}
HOST = "notes.localhost"  # a name that browsers trust like https, so that pages may copy


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


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves without a word; X-Searchless asks for an index of the search without pages."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        if "X-Searchless" not in self.headers or not self.path.endswith("/search_index.json"):
            return super().do_GET()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(_without_pages(self.translate_path(self.path)))


@functools.cache
def _without_pages(index: str) -> bytes:
    return json.dumps(json.loads(Path(index).read_text("utf-8")) | {"docs": []}).encode()


@dataclass
class Site:
    folder: Path
    url: str = f"http://{HOST}/"

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Both languages, built once for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    made = Site((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "whole-site")
    outcome = made.folder.with_suffix(".txt")
    with file_lock.held(made.folder.with_suffix(".lock")):
        if not outcome.exists():
            build = start_mkdocs(
                "build", "--strict", "--quiet", "-d", str(made.folder), SITE_URL=made.url
            )
            said, _ = build.communicate()
            outcome.write_text(said if build.returncode else "", encoding="utf-8")
    if said := outcome.read_text("utf-8"):
        pytest.fail(f"the site cannot be built:\n{said}", pytrace=False)
    return made


@pytest.fixture(scope="session")
def port(site):
    """Where this process serves the site."""
    handler = functools.partial(Handler, directory=str(site.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def _chromium() -> str | None:
    found = [shutil.which(name) for name in CHROMIUM]
    found += [path for path in INSTALLED if Path(path).exists()]
    return next(filter(None, found), None)


@pytest.fixture(scope="session")
def browser(port):
    """Chromium or Chrome of this system; tests that need it are skipped where there is none.

    It finds the site under its address, wherever it is served, and nothing else.
    """
    program = _chromium()
    if program is None:
        reason = "no Chromium or Chrome was found on this system"
        if os.environ.get("PYTORCH_NOTES_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    hosts = f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}, MAP * ~NOTFOUND"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*SWITCHES, hosts])
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser, site):
    """`reader(path, **context)` opens a page of the site."""
    contexts = []

    def open_page(path: str, **settings):
        context = browser.new_context(**{"viewport": DESK, "locale": "en", **settings})
        contexts.append(context)
        page = context.new_page()
        page.goto(site.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def small_site(tmp_path, tmp_path_factory, monkeypatch):
    """A repository with our tools and two pages of one cell: to be broken, edited, served."""
    # What one test kept another finds, so that not each has to load torch.
    monkeypatch.setenv("PYTORCH_NOTES_CACHE", str(tmp_path_factory.getbasetemp() / "small-cache"))
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
