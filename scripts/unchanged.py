"""While serving: what MkDocs made of a page is used again as long as it would come out the same."""

import functools
import re
from collections.abc import Callable
from pathlib import Path

from mkdocs.structure.pages import Page

from scripts import approve, pages, paths, prepare
from scripts.glossary import Term
from scripts.shown import Survey

# What MkDocs keeps of a page that it has rendered
RENDERED = "content toc _title_from_render present_anchor_ids links_to_anchors".split()
SHOWN = re.compile(r"""\bsnippet=["']([^"':]+)""")
MARK = re.compile(r"[ >]*(#|```|~~~)")
CALLED = re.compile(r"(?m)^[ >]*from scripts\.(\w+) import ")
LOOKS = ("mkdocs.yml", "mkdocs.en.yml", "overrides")


class Unchanged:
    """Pages and their HTML files, by source, with what each was made from."""

    def __init__(self):
        self._rendered: dict[str, tuple[tuple, dict]] = {}
        self._finished: dict[str, tuple[tuple, str]] = {}
        self._filled: dict[str, tuple[tuple, str]] = {}
        self._notebooks: dict[str, tuple[tuple, tuple[str, str]]] = {}

    def begin(self, survey: Survey) -> None:
        """A build begins, in which the pages show the modules of `survey`."""
        self._modules = survey.modules
        self._looks = [_state(paths.ROOT / name) for name in LOOKS]
        self._code = [module for module in survey.modules.values() if module.is_definitions]
        self._made_from = self._listed(survey)

    def _listed(self, survey: Survey) -> dict[str, list]:
        """What the fences with `exec` show, by the module of scripts/ that they call."""
        printed = prepare.latest()
        cells = [(ref, cell, r.names) for ref, t in printed.items() for cell, r in t.cells.items()]
        headings = [_headings(paths.ROOT / page) for page in survey.by_page]
        records = [self._code, _state(paths.DOCS / "records")]
        return {
            "api_index": [cells, headings],
            "hover": _state(paths.DOCS / "glossary.yml"),
            "ladder_chart": records,
            "notes_map": [_state(paths.DOCS / "map"), headings],
            "recorded": records,
            "recorded_change": records,
            "recorded_classes": records,
            "status": [survey.modules, dict(printed), _state(approve.APPROVED)],
        }

    def render(self, page: Page, render: Callable, markdown: str, config, files) -> None:
        """`render`, the page's own, but for a page that would come out as in the last build."""
        source = (markdown, self._shown(markdown), self._looks, set(files.src_uris))
        known = self._rendered.get(page.file.abs_src_path)
        if known is None or known[0] != source:
            render(config, files)
            made = {name: getattr(page, name) for name in RENDERED}
            self._rendered[page.file.abs_src_path] = source, made
            return
        vars(page).update(known[1])
        page.links_to_anchors = {
            files.src_uris[file.src_uri]: links
            for file, links in (page.links_to_anchors or {}).items()
        }

    def _shown(self, markdown: str) -> list:
        """What the fences of a page show."""
        refs = sorted(set(SHOWN.findall(markdown)))
        # A page on how to write pages names some modules that there are not.
        modules = [self._modules[ref] for ref in refs if ref in self._modules]
        printed = [prepare.transcript(module.ref) for module in modules if module.cells]
        called = sorted(set(CALLED.findall(markdown)))
        if "exec=" in markdown and not self._made_from.keys() >= {*called} > set():
            return [object()]  # like nothing before: nobody knows what it is made from
        return [modules, printed, [self._made_from[name] for name in called]]

    def notebook(
        self, language: str, ref: str, make: Callable[[], tuple[str, str]]
    ) -> tuple[str, str]:
        """`make()`, the notebooks of a page, but for a page of which they would come out the
        same."""
        path = pages.page_path(language, ref)
        markdown = path.read_text("utf-8")
        source = (markdown, self._shown(markdown), self._code)
        return _kept(self._notebooks, str(path), source, make)

    def finish(self, page: Page, html: str, terms: list[Term], finish: Callable[[str], str]) -> str:
        """`finish(html)`, which explains `terms`, kept from one build to the next."""
        make = functools.partial(finish, html)
        return _kept(self._finished, page.file.abs_src_path, (html, terms), make)

    def fill(self, render: Callable[[dict], str], context: dict) -> str:
        """`render`, of the template of all pages, but for a page that would come out the same."""
        page = context["page"]
        source = (page.content, page.title, page.meta, str(context["nav"]), self._looks)
        make = functools.partial(render, context)
        return _kept(self._filled, page.file.abs_src_path, source, make)


unchanged = Unchanged()


def _kept(known: dict[str, tuple], key: str, source: tuple, make: Callable):
    """`make()`, or what it made for this key when the source was the same."""
    if key not in known or known[key][0] != source:
        known[key] = source, make()
    return known[key][1]


def _state(path: Path) -> list[tuple[str, int]]:
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file())
    return [(str(file), file.stat().st_mtime_ns) for file in files]


def _headings(page: Path) -> list[str]:
    """What tables made from all pages depend on: the headings of a page, and what it shows."""
    return [line for line in page.read_text("utf-8").splitlines() if MARK.match(line)]
