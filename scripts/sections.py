"""Where on a page a cell is shown: under which heading."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts import pages, shown

CODE = re.compile("`([^`]+)`")
HEADING = re.compile(r"^(?P<level>#+)\s+(?P<title>.*?)\s*\{\s*#(?P<id>[\w-]+)\s*\}\s*$")


@dataclass(frozen=True)
class Section:
    page: str  # tensors/views
    id: str
    title: str
    level: int
    cells: tuple[tuple[str, str], ...]  # (module ref, cell or definition) in the order shown

    @property
    def title_html(self) -> str:
        return CODE.sub(r"<code>\1</code>", html.escape(self.title, quote=False))

    @property
    def place(self) -> str:
        return f"{self.page}#{self.id}"

    def url(self, here: str) -> str:
        """Address of the section, seen from the built page `here`."""
        up = "../" * (here.count("/") + 1)
        page = self.page.removesuffix("index")
        return f"{up}{page}{'' if page.endswith('/') or not page else '/'}#{self.id}"


def of_page(language: str, ref: str) -> Iterator[Section]:
    """The sections of a page in order; the cells of one are those before the next heading."""
    page = pages.read(pages.page_path(language, ref))
    headings = [(line, m) for line, text in page.prose if (m := HEADING.match(text))]
    ends = [line for line, _ in headings[1:]] + [float("inf")]
    for (line, heading), end in zip(headings, ends, strict=True):
        cells = tuple(
            (shown.target(fence)[0], name)
            for fence in page.fences
            if shown.is_ours(fence) and line < fence.line < end
            for name in shown.shown_cells(fence)
        )
        yield Section(ref, heading["id"], heading["title"], len(heading["level"]), cells)


def of_all(language: str) -> list[Section]:
    return [section for ref in pages.page_refs(language) for section in of_page(language, ref)]


def with_subsections(section: Section, sections: list[Section]) -> list[Section]:
    """The section and those below it, which follow it on its page."""
    start = sections.index(section)
    found = [section]
    for other in sections[start + 1 :]:
        if other.page != section.page or other.level <= section.level:
            break
        found.append(other)
    return found
