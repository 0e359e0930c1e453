"""What became of the notes: each concept, mistake and gap, and the section that teaches it."""

from dataclasses import dataclass

from scripts import cells, paths, prepare, sections, settings
from scripts.problems import Problem
from scripts.sections import Section

MAP = paths.DOCS / "map"
HERE = "notes_map"
WORDS = {
    "zh": {
        "head": ("编号", "内容", "在哪里讲"),
        "groups": {"concept": "讲到的内容", "mistake": "改正的错误", "gap": "笔记里没有的"},
    },
    "en": {
        "head": ("id", "what", "where it is taught"),
        "groups": {"concept": "What the notes covered", "mistake": "Mistakes set right",
                   "gap": "What the notes did not have"},
    },
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    id: str
    zh: str
    en: str
    at: str  # page#heading
    api: str  # must occur in a cell of the section; empty for what only prose can say
    path: str
    line: int

    @property
    def group(self) -> str:
        return {"E": "mistake", "g": "gap"}.get(self.id[0], "concept")


def load() -> list[Entry]:
    """All entries of docs/map/*.yml, by id."""
    entries = []
    for path in sorted(MAP.glob("*.yml")):
        text = path.read_text("utf-8")
        starts = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("- ")]
        for line, item in zip(starts, settings.load(text) or [], strict=True):
            gap = item.get("gap", "")
            entries.append(
                Entry(
                    item.get("id") or f"gap {gap}",
                    str(item.get("zh", f"`{gap}`")),
                    str(item.get("en", f"`{gap}`")),
                    item["at"],
                    "" if item.get("prose") else str(item.get("api") or gap.rpartition(".")[2]),
                    paths.shown(path),
                    line,
                )
            )
    return sorted(entries, key=lambda entry: (entry.id.partition("-")[0], entry.id))


def problems(language: str) -> list[Problem]:
    """Entries whose section is not there, or shows no cell with the API."""
    every = sections.of_all(language)
    by_place = {section.place: section for section in every}
    found = []
    for entry in load():
        if entry.at not in by_place:
            message = f"{entry.id}: docs/{language} has no section {entry.at}"
        elif entry.api and entry.api not in _shown(by_place[entry.at], every):
            message = f"{entry.id}: no cell of docs/{language} {entry.at} holds {entry.api}"
        else:
            continue
        found.append(Problem(entry.path, entry.line, message))
    return found


def _shown(section: Section, every: list[Section]) -> str:
    """Code and output of the cells of a section and those below it."""
    parts = []
    for part in sections.with_subsections(section, every):
        for ref, name in part.cells:
            module = cells.parse(ref)
            if module.is_definitions:
                parts.append(module.definition(name))
                continue
            result = prepare.transcript(ref).cells[name]
            parts += [module.cells[name].code, result.stdout, result.stderr, result.error]
    return "\n".join(parts)


def table(language: str) -> str:
    """Markdown: a table for what was covered, for the mistakes, and for the gaps."""
    words = WORDS[language]
    titles = {section.place: section for section in sections.of_all(language)}
    entries = load()
    parts = []
    for group, title in words["groups"].items():
        parts += [f"## {title} {{#{group}s}}", ""]
        parts += ["| " + " | ".join(words["head"]) + " |", "| --- | --- | --- |"]
        for entry in entries:
            if entry.group == group:
                section = titles[entry.at]
                link = f"[{section.title}]({section.url(HERE)})"
                parts.append(f"| {entry.id} | {getattr(entry, language)} | {link} |")
        parts.append("")
    return "\n".join(parts)
