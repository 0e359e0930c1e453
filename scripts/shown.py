"""What the fences of the pages show, and everything in it that does not hold."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import yaml

from scripts import cells, pages, parity, prose, settings
from scripts.cells import Cell, Module
from scripts.pages import Fence
from scripts.paths import LANGUAGES
from scripts.problems import Problem, Problems

OPTIONS = {"python": {"snippet", "show", "title"}, "figure": {"snippet"}, "twins": {"snippet"}}
SHOW = {"code", "output"}
OPENS = re.compile(r"^(`{3,}|~{3,})", re.MULTILINE)
NOTE = re.compile(r"^(\d+)\.\s", re.MULTILINE)
SIDES = ("array", "tensor")
LABEL = re.compile(r"\{([a-z][a-z0-9_-]*)\}")


def is_ours(fence: Fence) -> bool:
    """Whether the fence shows a snippet; one with `exec` belongs to markdown-exec."""
    return fence.language in ("figure", "twins") or "snippet" in fence.options


def target(fence: Fence) -> tuple[str, str]:
    """(module ref, cell or definition name); the name is empty where the fence names a module."""
    ref, _, name = fence.options.get("snippet", "").partition(":")
    return ref, name


def labels(fence: Fence) -> dict[str, str]:
    """The body of a `figure` or `twins` fence: words by key. Raises ValueError."""
    try:
        data = settings.load(fence.body) or {}
    except yaml.YAMLError as error:
        raise ValueError(f"the body is not YAML: {error}") from None
    if not isinstance(data, dict):
        raise ValueError("the body must be lines `key: words`")
    return {str(k): str(v) for k, v in data.items()}


def notes(fence: Fence) -> int:
    """How many notes the body of a `python` fence has. Raises ValueError if it is no list."""
    numbers = [int(n) for n in NOTE.findall(fence.body)]
    if numbers != list(range(1, len(numbers) + 1)) or (fence.body.strip() and not numbers):
        raise ValueError("the body of a snippet fence is a list of notes 1. 2. 3. …, or empty")
    return len(numbers)


def shown_cells(fence: Fence) -> list[str]:
    """Names of the cells that the fence shows."""
    if fence.language == "twins":
        return list(labels(fence))
    return [target(fence)[1]]


@dataclass(frozen=True)
class Survey:
    """All modules, who shows them, and what is wrong before anything ran."""

    modules: dict[str, Module]
    pages: dict[tuple[str, str], tuple[str, ...]]  # (ref, cell) -> pages that show it
    by_page: dict[str, tuple[str, ...]]  # page path -> refs of the cells modules that it shows
    problems: list[Problem]

    def pages_of(self, problem: Problem) -> tuple[str, ...]:
        ref = problem.path.removeprefix("snippets/").removesuffix(".py")
        return self.pages.get((ref, problem.cell), ())


def survey() -> Survey:
    """Read every module and every page and compare them; nothing is executed."""
    modules, problems = {}, []
    for ref in cells.refs():
        try:
            modules[ref] = cells.parse(ref)
        except Problems as error:
            problems += error.problems
    broken = set(cells.refs()) - set(modules)
    shown = defaultdict(list)
    by_page = {}
    for path in (pages.page_path(lang, ref) for lang in LANGUAGES for ref in pages.page_refs(lang)):
        try:
            page = pages.read(path)
        except Problems as error:
            problems += error.problems
            continue
        problems += prose.literal_code(page)
        fences = [fence for fence in page.fences if is_ours(fence)]
        for fence in fences:
            found = check(fence, modules, broken)
            problems += found
            for name in shown_cells(fence) if not found else []:
                shown[target(fence)[0], name].append(fence.path)
        refs = dict.fromkeys(target(fence)[0] for fence in fences)
        by_page[path.as_posix()] = tuple(r for r in refs if r in modules and modules[r].cells)
    problems += [problem for ref in parity.refs() for problem in parity.missing(ref)]
    problems += _unshown(modules, shown)
    return Survey(
        modules, {k: tuple(dict.fromkeys(v)) for k, v in shown.items()}, by_page, problems
    )


def check(fence: Fence, modules: dict[str, Module], broken: set[str]) -> list[Problem]:
    """What is wrong with one fence; a fence on a module that has problems itself is let be."""
    message = _check(fence, modules, broken)
    return [Problem(fence.path, fence.line, message)] if message else []


def _check(fence: Fence, modules: dict[str, Module], broken: set[str]) -> str | None:
    if OPENS.search(fence.body):
        return "the fence is not closed before the next one opens: end it with ```"
    if fence.language not in OPTIONS:
        return f"a {fence.language} fence shows no snippets: write python"
    if unknown := set(fence.options) - OPTIONS[fence.language]:
        return f"unknown option {', '.join(sorted(unknown))} of a {fence.language} fence"
    if fence.options.get("show", "code") not in SHOW:
        return 'show is "code" or "output"'
    ref, name = target(fence)
    if not ref:
        return 'name what is shown: snippet="topic/page:cell"'
    if ref in broken:
        return None
    if ref not in modules:
        return f"there is no module snippets/{ref}.py"
    module = modules[ref]
    try:
        if fence.language == "twins":
            return _check_twins(fence, module)
        if module.is_definitions:
            if module.definition(name) is None:
                return f"snippets/{ref}.py defines no {name or 'name; write snippet=module:name'}"
            return "a definition has no markers for notes" if notes(fence) else None
        if (cell := module.cells.get(name)) is None:
            known = ", ".join(n for n in module.cells if not n.startswith("_"))
            return f"snippets/{ref}.py has no cell {name!r}; it has {known}"
        if fence.language == "figure":
            return _check_figure(fence, cell)
        return _check_cell(fence, cell)
    except ValueError as error:
        return str(error)


def _check_cell(fence: Fence, cell: Cell) -> str | None:
    if cell.hidden:
        return f"{cell.name} is a set-up cell that no page shows"
    count = notes(fence)
    if fence.options.get("show") == "output":
        return "there is no code to note on where only the output is shown" if count else None
    if count != cell.notes:
        return f"{count} notes for {cell.notes} markers of cell {cell.name} (line {cell.line})"
    return None


def _check_figure(fence: Fence, cell: Cell) -> str | None:
    given, drawn = set(labels(fence)), drawn_words(cell.code)
    if "alt" not in given:
        return "a figure needs `alt: what is to be seen`, for those who cannot see it"
    if missing := drawn - given:
        return f"no words for {', '.join(sorted(missing))}, drawn by cell {cell.name}"
    return None


@cache
def drawn_words(code: str) -> set[str]:
    """Keys in braces in the strings of a cell; those of f-strings are values, not words."""
    nodes = list(ast.walk(ast.parse(code)))
    formatted = {id(part) for n in nodes if isinstance(n, ast.JoinedStr) for part in ast.walk(n)}
    strings = (n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {word for n in strings if id(n) not in formatted for word in LABEL.findall(n.value)}


def _check_twins(fence: Fence, module: Module) -> str | None:
    if unknown := [name for name in labels(fence) if name not in module.cells]:
        return f"{module.shown_path} has no cell {', '.join(unknown)}"
    for name in labels(fence):
        if missing := [side for side in SIDES if side not in sides(module.cells[name].code)]:
            return f"cell {name} of {module.shown_path} assigns nothing to {', '.join(missing)}"
    return None


def sides(code: str) -> dict[str, str]:
    """Source of what a row of twins assigns to `array` and to `tensor`."""
    return {
        node.targets[0].id: ast.get_source_segment(code, node.value)
        for node in ast.parse(code).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _unshown(modules: dict[str, Module], shown: dict) -> list[Problem]:
    """Cells that a language does not show at all."""
    problems = []
    for module in modules.values():
        for cell in module.cells.values():
            seen = {path.split("/")[1] for path in shown.get((module.ref, cell.name), ())}
            missing = [language for language in LANGUAGES if language not in seen]
            if not cell.hidden and missing:
                message = (
                    f"no page in {' and '.join(f'docs/{language}' for language in missing)} "
                    "shows this cell: show it, or begin its name with _"
                )
                problems.append(Problem(module.shown_path, cell.line, message, cell=cell.name))
    return problems
