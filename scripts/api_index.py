"""The API index: each name of torch and torchvision, and every section whose cells use it."""

from collections import Counter, defaultdict

from scripts import prepare, sections
from scripts.sections import Section

HERE = "api"
GROUPS = (
    "torch.Tensor",
    "torch.nn.functional",
    "torch.nn",
    "torch.optim",
    "torch.utils",
    "torchvision",
)


def used() -> dict[str, list[tuple[str, str]]]:
    """(module ref, cell) of every use, by name; what torch calls private is left out."""
    found = defaultdict(list)
    for ref, transcript in prepare.all_transcripts().items():
        for cell, result in transcript.cells.items():
            for name in result.names:
                if "._" not in name:
                    found[name].append((ref, cell))
    return dict(sorted(found.items()))


def places(language: str) -> dict[str, list[Section]]:
    """The sections that show a cell with the name; names that no page shows are left out."""
    by_cell = _by_cell(language)
    found = {
        name: list(dict.fromkeys(s for cell in cells for s in by_cell[cell]))
        for name, cells in used().items()
    }
    return {name: shown for name, shown in found.items() if shown}


def _by_cell(language: str) -> dict[tuple[str, str], list[Section]]:
    """The sections that show a cell, in reading order."""
    found = defaultdict(list)
    for section in sections.of_all(language):
        for cell in section.cells:
            found[cell].append(section)
    return found


def taught(language: str) -> dict[str, list[str]]:
    """By page, the names that more cells of it use than of any other page, without what stands
    before the last dot; of equals the first page has it."""
    by_cell = _by_cell(language)
    pages = {cell: list(dict.fromkeys(s.page for s in shown)) for cell, shown in by_cell.items()}
    found = defaultdict(set)
    for name, cells in used().items():
        if uses := Counter(page for cell in cells for page in pages.get(cell, ())):
            found[max(uses, key=uses.get)].add(name.rpartition(".")[2])
    return {page: sorted(names) for page, names in found.items()}


def table(language: str) -> str:
    """Markdown headings, and below each the table of a group of names; tables are HTML, since
    Markdown takes half a second for so many links."""
    groups = defaultdict(list)
    for name, shown in places(language).items():
        groups[_group(name)].append((name, shown))
    name, where = ("名称", "用在哪里") if language == "zh" else ("name", "where it is used")
    head = f"<thead><tr><th>{name}</th><th>{where}</th></tr></thead>"
    parts = []
    for group in sorted(groups):
        rows = "".join(_row(name.removeprefix(group + "."), shown) for name, shown in groups[group])
        parts += [f"## {group} {{#{group.lower().replace('.', '-')}}}", ""]
        parts += [f"<table>{head}<tbody>{rows}</tbody></table>", ""]
    return "\n".join(parts)


def _row(name: str, shown: list[Section]) -> str:
    links = (f'<a href="{s.url(HERE)}">{s.title_html}</a>' for s in shown)
    return f"<tr><td><code>{name}</code></td><td>{' · '.join(links)}</td></tr>"


def _group(name: str) -> str:
    for group in GROUPS:
        if name.startswith(group + "."):
            return group
    return name.rpartition(".")[0]
