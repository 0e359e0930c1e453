"""All that knows MkDocs: both languages from one `mkdocs build`, and from one `mkdocs serve`.

MkDocs itself builds the Chinese site. When building, the English one is made at the same time by a
second process; when serving, by this one, and each language only if something it shows has changed.
"""

import contextlib
import functools
import logging
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import FileSystemBytecodeCache
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
    api_index,
    chinese,
    english,
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
from scripts.english import CONFIG, English  # noqa: E402
from scripts.problems import Problems  # noqa: E402
from scripts.runner import Runner  # noqa: E402
from scripts.search_entries import Entries  # noqa: E402
from scripts.shown import Survey  # noqa: E402
from scripts.unchanged import unchanged  # noqa: E402

FONT = "assets/stix-two-math.woff2"

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)

log = logging.getLogger("mkdocs.plugins.pytorch_notes")


class Session:
    """What lasts for one call of mkdocs: how it was called, and the processes it started."""

    command = "build"
    runner: Runner | None = None  # kept warm while serving
    survey: Survey | None = None  # of this build, or of this change while serving
    english: English | None = None
    entries: dict[str, Entries] = {}  # of the search, by language
    built_from: dict[str, dict[Path, int]] = {}  # of what is served first, by language


class Build:
    """What lasts for one build of one language."""

    def __init__(self, language: str):
        self.language = language
        self.survey: Survey | None = None
        self.terms: list[glossary.Term] = []
        self.pages: dict[str, Page] = {}  # by their place below docs/<language>
        self.characters: set[str] = set()  # in formulas
        self.drawings: list[str] = []  # of the page now at hand
        self.taught: dict[str, list[str]] = {}  # names that are to be found there first, by page


session = Session()
current: Build


def on_startup(command, dirty):
    session.command = command
    if command == "serve":
        session.runner = Runner()
        session.built_from = {language: rebuild.state_of(language) for language in paths.LANGUAGES}
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
        session.english = English(config)
    return config


def on_pre_build(config):
    """Run what has to run, before anything of the last site is touched."""
    if english.is_waiting():
        current.survey, current.terms, transcripts = english.wait()
        prepare.latest().update(transcripts)
        return
    if session.command == "serve" and session.survey:  # made for the other language just now
        current.survey, current.terms = session.survey, glossary.load()
        return
    try:
        current.survey = session.survey = prepare.prepare(session.runner)
        current.terms = glossary.load()
    except Problems as problems:
        raise Abort(str(problems)) from None
    if session.command == "serve":
        unchanged.begin(current.survey)
    if session.english:
        session.english.hand_over((current.survey, current.terms, prepare.latest()))


def on_files(files, config):
    """Both languages use one folder of assets, which lies in neither."""
    for asset in sorted((paths.DOCS / "assets").rglob("*")):
        if asset.is_file():
            uri = asset.relative_to(paths.DOCS).as_posix()
            files.append(File(uri, str(paths.DOCS), config.site_dir, config.use_directory_urls))
    return files


def on_page_markdown(markdown, page, config, files):
    if session.command == "serve":
        page.render = functools.partial(unchanged.render, page, page.render, markdown)


def on_page_content(html, page, config, files):
    finish = functools.partial(_finish, page.file.src_uri)
    if session.command == "serve":
        html = unchanged.finish(page, html, current.terms, finish)
    else:
        html = finish(html)
    current.characters |= mathml.characters(html)
    return html


def _finish(src_uri: str, html: str) -> str:
    try:
        html = mathml.convert(html)
    except ValueError as error:
        log.warning("%s: %s", src_uri, error)
    if current.language == "zh":
        html = chinese.join_lines(html)
    if src_uri == "glossary.md":
        return html  # explains its terms itself
    return hover.explain(html, current.terms, current.language)


def on_env(env, config, files):
    """A section is called what its index page is called."""
    current.pages = {file.src_uri: file.page for file in files.documentation_pages()}
    for page in current.pages.values():
        if page.is_index and page.parent:
            page.parent.title = page.title
    if current.language not in session.entries:
        session.entries[current.language] = Entries(current.language)
    _keep_templates(env)
    current.taught = api_index.taught(current.language)
    session.entries[current.language].remember(config.plugins["material/search"].search_index)
    if session.command == "serve":
        main = env.get_template("main.html")
        main.render = functools.partial(unchanged.fill, main.render)
    return env


def _keep_templates(env) -> None:
    """Compiling the theme's templates takes a tenth of a build."""
    folder = paths.CACHE / "templates"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))


@event_priority(100)
def _before_search(context, page, config, nav):
    """Hide drawings from the search index, as nobody looks for the numbers along an axis, and give
    it the names that a reader is to find on this page first."""
    current.drawings = SVG.findall(page.content)
    page.content = SVG.sub("<svg/>", page.content)
    page.meta["tags"] = current.taught.get(page.file.src_uri.removesuffix(".md"), [])
    return context


@event_priority(-100)
def _after_search(context, page, config, nav):
    """Show the drawings, the line below the title, and at the foot where the outputs come from."""
    del page.meta["tags"]
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
    session.entries[current.language].save()
    if current.characters:
        Path(config.site_dir, FONT).write_bytes(mathml.font(current.characters))
    if current.language == "zh":
        _write_root_pages(Path(config.site_dir).parent, urlsplit(config.extra["root"]).path)
    if session.english:
        beside, session.english = session.english, None
        beside.finish()


def _write_root_pages(site: Path, base: str) -> None:
    (site / "index.html").write_text(rootpage.index(), encoding="utf-8")
    (site / "404.html").write_text(rootpage.not_found(base), encoding="utf-8")


def on_build_error(error):
    if session.english:
        session.english.kill()


def on_serve(server, config, builder):
    """Serve both languages, and after a change build those that show it."""
    site = Path(config.site_dir).parent
    root = config.extra["root"]

    def build_english():
        other = load_config(str(CONFIG), site_dir=str(site), strict=config.strict)
        other.site_url = root
        build(other, serve_url=root)

    build_english()
    session.runner.start()  # so that the first change of a cell need not wait for torch
    sites = [
        rebuild.Language("zh", site, builder, session.built_from["zh"]),
        rebuild.Language("en", site, build_english, session.built_from["en"]),
    ]

    def update():
        session.survey = None
        rebuild.update(sites)

    update()  # what was edited while the first build ran
    server.builder = update
    for language in paths.LANGUAGES:
        for source in rebuild.sources(language):
            server.watch(str(source))
    rebuild.answer_in_the_language_asked_for(server, site, urlsplit(root).path)
    return server
