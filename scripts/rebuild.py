"""What a development server does after a change: build the languages that show it, and survive."""

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

KINDS = {".md", ".py", ".yml", ".css", ".js", ".svg", ".html", ".xml"}


class Language:
    """A language's site while it is served: what it is made of, where it lies, how it is built."""

    def __init__(self, sources: Iterable[Path], folder: Path, build: Callable[[], object]):
        self._sources = list(sources)
        self._folder = folder
        self._build = build
        self._built_from = self._state()

    def _state(self) -> dict[Path, int]:
        files = (f for source in self._sources for f in [source, *source.rglob("*")])
        return {file: file.stat().st_mtime_ns for file in files if file.suffix in KINDS}

    def update(self) -> None:
        """Build if a source has changed. A build that fails leaves what was there before."""
        state = self._state()
        if state == self._built_from:
            return
        kept = self._folder.with_name(f"{self._folder.name}.kept")
        self._folder.replace(kept)
        try:
            self._build()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            kept.replace(self._folder)
            raise
        shutil.rmtree(kept)
        self._built_from = state


def update(languages: Iterable[Language]) -> None:
    """Bring all languages up to date, or print why that cannot be."""
    try:
        for language in languages:
            language.update()
    except (Exception, SystemExit) as error:
        print(f"\n{error}\n\nThe site stays as it was until this is mended.", file=sys.stderr)
