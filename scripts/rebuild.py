"""What the development server does beside MkDocs: after a change build the languages that show it,
and survive; tell readers in their language that a page is not there."""

import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts import paths

SHARED = "docs/assets docs/glossary.yml docs/map docs/records overrides snippets".split()
SHARED += ["mkdocs.yml", "mkdocs.en.yml", "tests/transcripts"]
KINDS = {".md", ".py", ".yml", ".css", ".js", ".svg", ".html", ".xml", ".jsonl", ".txt"}


def sources(language: str) -> list[Path]:
    """What the site of a language is made of."""
    places = (paths.ROOT / source for source in (f"docs/{language}", *SHARED))
    return [place for place in places if place.exists()]


def state_of(language: str) -> dict[Path, int]:
    """When each source was written; editors put files with a dot beside those they have open."""
    files = (f for source in sources(language) for f in [source, *source.rglob("[!.]*")])
    return {file: file.stat().st_mtime_ns for file in files if file.suffix in KINDS}


class Language:
    """A language's site while it is served: what it is made of, where it lies, how it is built."""

    def __init__(
        self, language: str, site: Path, build: Callable[[], object], built_from: dict[Path, int]
    ):
        self._language = language
        self._folder = site / language
        self._build = build
        self._built_from = built_from

    def update(self) -> None:
        """Build if a source has changed. A build that fails leaves what was there before."""
        state = state_of(self._language)
        if state == self._built_from:
            return
        aside = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}-", dir=self._folder.parent))
        kept = self._folder.rename(aside / "kept")
        try:
            self._build()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            kept.replace(self._folder)
            aside.rmdir()
            raise
        self._built_from = state
        threading.Thread(target=shutil.rmtree, args=(aside,)).start()  # nobody need wait for it


def update(languages: Iterable[Language]) -> None:
    """Bring all languages up to date, or print why that cannot be."""
    try:
        for language in languages:
            language.update()
    except (Exception, SystemExit) as error:
        print(f"\n{error}\n\nThe site stays as it was until this is mended.", file=sys.stderr)


def answer_in_the_language_asked_for(server, site: Path, base: str) -> None:
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
