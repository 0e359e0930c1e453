"""All that knows MkDocs: both languages from one `mkdocs build`, and from one `mkdocs serve`.

MkDocs itself builds the Chinese site. When building, the English one is made at the same time by a
second process; when serving, by this one, and each language only if something it shows has changed.
"""

import contextlib
import functools
import logging
import os
import pickle
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import (  # noqa: E402
    chinese,
    glossary,
    hover,
    languages,
    mathml,
    paths,
    prepare,
    rebuild,
    receipt,
    rootpage,
)
from scripts.problems import Problems  # noqa: E402
from scripts.runner import Runner  # noqa: E402
from scripts.shown import Survey  # noqa: E402

ENGLISH = ROOT / "mkdocs.en.yml"
CONFIGS = ("mkdocs.yml", "mkdocs.en.yml")
SHARED = ("docs/assets", "docs/glossary.yml", "overrides", "snippets", *CONFIGS)
WAIT = "PYTORCH_NOTES_WAIT"  # set for the build of a language that waits for the other's word
FONT = "assets/stix-two-math.woff2"

# What MkDocs keeps of a page that it has rendered
RENDERED = "content toc _title_from_render present_anchor_ids links_to_anchors".split()
SHOWN = re.compile(r'\bsnippet="([^":]+)')
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)

log = logging.getLogger("mkdocs.plugins.pytorch_notes")


class Session:
    """What lasts for one call of mkdocs: how it was called, and the processes it started."""

    command = "build"
    runner: Runner | None = None  # kept warm while serving
    english: subprocess.Popen | None = None
    # While serving, by source file: what a page was made from, and what MkDocs made of it
    rendered: dict[str, tuple[tuple, dict]] = {}


class Build:
    """What lasts for one build of one language."""

    def __init__(self, language: str):
        self.language = language
        self.survey: Survey | None = None
        self.terms: list[glossary.Term] = []
        self.pages: dict[str, Page] = {}  # by their place below docs/<language>
        self.characters: set[str] = set()  # in formulas
        self.drawings: list[str] = []  # of the page now at hand


session = Session()
current: Build


def on_startup(command, dirty):
    session.command = command
    if command == "serve":
        session.runner = Runner()
    logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells of its dictionary
    mkdocs = logging.getLogger("mkdocs")
    if mkdocs.level > logging.WARNING:  # --quiet: MkDocs would not even count the warnings
        mkdocs.setLevel(logging.WARNING)


def on_shutdown():
    if session.runner:
        session.runner.close()


def on_config(config):
    """Give the language its place below the site, and the fences their meaning."""
    global current
    language = config.theme["language"]
    current = Build(language)
    config.extra["root"] = config.site_url
    config.site_url = f"{config.site_url.rstrip('/')}/{language}/"
    config.site_dir = str(Path(config.site_dir, language))
    # MkDocs imports the extensions of its configuration before this file has made ours importable.
    config.markdown_extensions.append("scripts.fence")
    config.mdx_configs["scripts.fence"] = {"language": language}
    if language == "zh" and session.command == "build":
        session.english = _start_english(config)
    return config


def on_pre_build(config):
    """Run what has to run, before anything of the last site is touched."""
    if os.environ.pop(WAIT, None):
        _wait_for_outputs()
        return
    try:
        current.survey = prepare.prepare(session.runner)
        current.terms = glossary.load()
    except Problems as problems:
        raise Abort(str(problems)) from None
    if session.english:
        with contextlib.suppress(OSError):  # it has ended: _finish_english tells why
            outputs = current.survey, current.terms, prepare.latest()
            pickle.dump(outputs, session.english.stdin.buffer)
            session.english.stdin.flush()


def _wait_for_outputs() -> None:
    """Until the build that started this one has run all cells; it hands over what it found."""
    try:
        current.survey, current.terms, transcripts = pickle.load(sys.stdin.buffer)
    except EOFError:
        raise Abort("The build of both languages has ended.") from None
    prepare.latest().update(transcripts)


def _start_english(config) -> subprocess.Popen:
    """Build the other language on another core; it gets ready while cells still run."""
    site = Path(config.site_dir).parent
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(ENGLISH), "-d", str(site)]
    if config.strict:
        command.append("--strict")
    if logging.getLogger("mkdocs").level >= logging.WARNING:
        command.append("--quiet")
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {WAIT: "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def on_files(files, config):
    """Both languages use one folder of assets, which lies in neither."""
    for asset in sorted((paths.DOCS / "assets").rglob("*")):
        if asset.is_file():
            uri = asset.relative_to(paths.DOCS).as_posix()
            files.append(File(uri, str(paths.DOCS), config.site_dir, config.use_directory_urls))
    return files


def on_page_markdown(markdown, page, config, files):
    if session.command == "serve" and "exec=" not in markdown:
        page.render = functools.partial(_render_if_new, page, page.render, markdown)


def _render_if_new(page: Page, render, markdown: str, config, files) -> None:
    """Page.render, but for a page that would come out as in the last build."""
    named = sorted(set(SHOWN.findall(markdown)))  # a page on writing pages names some that are not
    modules = [current.survey.modules[ref] for ref in named if ref in current.survey.modules]
    outputs = [prepare.transcript(module.ref) for module in modules if module.cells]
    settings = [(ROOT / name).stat().st_mtime_ns for name in CONFIGS]
    source = (markdown, modules, outputs, settings, set(files.src_uris))
    known = session.rendered.get(page.file.abs_src_path)
    if known is None or known[0] != source:
        render(config, files)
        session.rendered[page.file.abs_src_path] = source, {n: getattr(page, n) for n in RENDERED}
        return
    vars(page).update(known[1])
    page.links_to_anchors = {
        files.src_uris[file.src_uri]: links for file, links in (page.links_to_anchors or {}).items()
    }


def on_page_content(html, page, config, files):
    try:
        html = mathml.convert(html)
    except ValueError as error:
        log.warning("%s: %s", page.file.src_uri, error)
    current.characters |= mathml.characters(html)
    if current.language == "zh":
        html = chinese.join_lines(html)
    if page.file.src_uri == "glossary.md":
        return html  # explains its terms itself
    return hover.explain(html, current.terms, current.language)


def on_env(env, config, files):
    """A section is called what its index page is called."""
    current.pages = {file.src_uri: file.page for file in files.documentation_pages()}
    for page in current.pages.values():
        if page.is_index and page.parent:
            page.parent.title = page.title
    return env


@event_priority(100)
def _before_search(context, page, config, nav):
    """Hide drawings from the search index: nobody looks for the numbers along an axis."""
    current.drawings = SVG.findall(page.content)
    page.content = SVG.sub("<svg/>", page.content)
    return context


@event_priority(-100)
def _after_search(context, page, config, nav):
    """Show the drawings, the line below the title, and at the foot where the outputs come from."""
    drawings = iter(current.drawings)
    page.content = re.sub("<svg/>", lambda _: next(drawings), page.content)
    needs = [_link(ref, page) for ref in page.meta.get("needs", [])]
    line = languages.page_line(page.meta.get("minutes"), needs, current.language)
    page.content = page.content.replace("</h1>", f"</h1>{line}", 1)
    if refs := current.survey.by_page.get(Path(page.file.abs_src_path).as_posix()):
        transcripts = [prepare.transcript(ref) for ref in refs]
        page.content += receipt.footer(transcripts, current.language)
    return context


on_page_context = CombinedEvent(_before_search, _after_search)


def _link(ref: str, page) -> tuple[str, str]:
    """(title, address) of a page, as seen from another one."""
    target = current.pages.get(f"{ref}.md")
    if target is None:
        log.warning("%s needs %s, which is no page", page.file.src_uri, ref)
        return ref, ""
    return target.title, get_relative_url(target.url, page.url)


@event_priority(-100)  # after the search index is written
def on_post_build(config):
    if current.characters:
        Path(config.site_dir, FONT).write_bytes(mathml.font(current.characters))
    if current.language == "zh":
        _write_root_pages(Path(config.site_dir).parent, urlsplit(config.extra["root"]).path)
    if session.english:
        _finish_english()


def _write_root_pages(site: Path, base: str) -> None:
    (site / "index.html").write_text(rootpage.index(), encoding="utf-8")
    (site / "404.html").write_text(rootpage.not_found(base), encoding="utf-8")


def _finish_english() -> None:
    english, session.english = session.english, None
    said, _ = english.communicate()
    print(said, end="", file=sys.stderr)
    if english.returncode:
        raise Abort("The English site could not be built: see above.")


def on_build_error(error):
    if session.english:
        session.english.kill()


def on_serve(server, config, builder):
    """Serve both languages, and after a change build those that show it."""
    site = Path(config.site_dir).parent
    root = config.extra["root"]

    def build_english():
        english = load_config(str(ENGLISH), site_dir=str(site), strict=config.strict)
        english.site_url = root
        build(english, serve_url=root)

    build_english()
    sites = [
        rebuild.Language(_sources("zh"), site / "zh", builder),
        rebuild.Language(_sources("en"), site / "en", build_english),
    ]
    server.builder = lambda: rebuild.update(sites)
    for source in _sources("zh") + _sources("en"):
        server.watch(str(source))
    _answer_in_the_language_asked_for(server, site, urlsplit(root).path)
    return server


def _sources(language: str) -> list[Path]:
    return [ROOT / source for source in (f"docs/{language}", *SHARED)]


def _answer_in_the_language_asked_for(server, site: Path, base: str) -> None:
    """MkDocs shows one 404 page and does not tell it which address was asked for."""
    asked = threading.local()

    def application(environ, start_response):
        asked.language = environ["PATH_INFO"].removeprefix(base).partition("/")[0]
        return server.serve_request(environ, start_response)

    def error_page(code: int) -> bytes | None:
        pages = [site / asked.language / f"{code}.html", site / f"{code}.html"]
        return next((page.read_bytes() for page in pages if page.is_file()), None)

    server.set_app(application)
    server.error_handler = error_page
