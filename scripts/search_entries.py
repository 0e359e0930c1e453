"""Keep what the search plugin found in a page: parsing it and finding its words is slow."""

import importlib.metadata
import json
import sys
from functools import cache

from scripts import keep, paths
from scripts.cells import digest

LIBRARIES = ("mkdocs-material", "jieba")


class Entries:
    """The entries of a language by digest of the page, kept in a file between builds."""

    def __init__(self, language: str):
        self._path = paths.CACHE / "search" / f"{language}.json"
        self._known = self._load()
        self._used: dict[str, list] = {}

    def _load(self) -> dict[str, list]:
        try:
            return json.loads(keep.read(self._path))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            print(f"damaged cache file {self._path.name} ({error}): made again", file=sys.stderr)
            return {}

    def remember(self, index) -> None:
        """Let `index`, the search plugin's, read only pages that it has not read before."""
        read = index.add_entry_from_context

        def add(page) -> None:
            made_from = [page.url, page.title, page.content, page.meta, _versions()]
            key = digest(json.dumps(made_from, default=str))
            if key not in self._known:
                before = len(index.entries)
                read(page)
                self._used[key] = index.entries[before:]
            else:
                index.entries.extend(self._known[key])
                self._used[key] = self._known[key]

        index.add_entry_from_context = add

    def save(self) -> None:
        """Keep the entries of this build's pages, and no others."""
        if self._used.keys() != self._known.keys():
            try:
                keep.write(self._path, json.dumps(self._used))
            except OSError as error:
                print(f"the search entries are not kept: {error.strerror}", file=sys.stderr)
        self._known, self._used = self._used, {}


@cache
def _versions() -> list[str]:
    return [importlib.metadata.version(name) for name in LIBRARIES]
