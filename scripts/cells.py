"""Read snippet modules: cut cells modules at their `# %%` lines, vet definitions modules.

A cells module is a flat script; each line `# %% name [option=value …]` opens a cell. A module
without such a line is a definitions module. Nothing is executed here.
"""

import ast
import difflib
import hashlib
import json
import re
import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scripts import paths
from scripts.problems import Problem, Problems

HEADER = re.compile(r"^# %%(?P<rest>.*)$")
NAME = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*")
MARKER = re.compile(r"#\s*\((\d+)\)!")
OPTIONS = {"raises", "warns", "varies", "fails-with"}
SHADOWED = sys.stdlib_module_names | {"torch", "torchvision", "numpy", "matplotlib", "PIL"}
PURE = {"dict", "enumerate", "frozenset", "len", "list", "range", "set", "sorted", "tuple", "zip"}
INERT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Cell:
    """A named piece of a cells module: `line` of its header, `start` of its code."""

    name: str
    line: int
    start: int
    code: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """A set-up cell that no page shows."""
        return self.name.startswith("_")

    @property
    def notes(self) -> int:
        """How many `# (1)!` markers the cell has."""
        return len(MARKER.findall(self.code))

    def compile(self, path: Path):
        """Compile with the line numbers of the module."""
        return compile("\n" * (self.start - 1) + self.code, str(path), "exec")


@dataclass(frozen=True)
class Module:
    """A snippet module; `ref` is its path below snippets/ without the suffix."""

    ref: str
    path: Path
    text: str
    cells: dict[str, Cell]

    @property
    def name(self) -> str:
        return "snippets." + self.ref.replace("/", ".")

    @property
    def shown_path(self) -> str:
        return f"snippets/{self.ref}.py"

    @property
    def is_definitions(self) -> bool:
        return not self.cells

    def definition(self, name: str) -> str | None:
        """Source of the top-level definition or constant `name`, decorators included."""
        return _definitions(self.text).get(name)


@cache
def _definitions(text: str) -> dict[str, str]:
    lines = text.splitlines()
    found = {}
    for node in ast.parse(text).body:
        targets = [t.id for t in getattr(node, "targets", []) if isinstance(t, ast.Name)]
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        for name in {getattr(node, "name", None), *targets} - {None}:
            found.setdefault(name, "\n".join(lines[first - 1 : node.end_lineno]))
    return found


def refs() -> list[str]:
    """Every snippet module, cells and definitions, sorted."""
    found = (p for p in paths.SNIPPETS.rglob("[!.]*.py") if p.name != "__init__.py")
    return sorted(p.relative_to(paths.SNIPPETS).with_suffix("").as_posix() for p in found)


def exists(ref: str) -> bool:
    """Whether there is a snippet module `ref`."""
    return (paths.SNIPPETS / f"{ref}.py").exists()


def named(asked: Iterable[str]) -> list[Module]:
    """The cells modules that someone asks for by name.

    Raises:
        Problems: all that is wrong with the files, and every name that no cells module has.
    """
    found, problems = [], []
    for ref in asked:
        try:
            found.append(_named(ref))
        except Problems as wrong:
            problems += wrong.problems
    if problems:
        raise Problems(problems)
    return found


def _named(ref: str) -> Module:
    shown = f"snippets/{ref}.py"
    if not exists(ref):
        near = ", ".join(difflib.get_close_matches(ref, refs()))
        hint = f"; near it are {near}" if near else ""
        raise Problems([Problem(shown, 1, f"there is no such module{hint}")])
    module = parse(ref)
    if module.is_definitions:
        raise Problems([Problem(shown, 1, "has no cells, only definitions that other modules use")])
    return module


def parse(ref: str) -> Module:
    """Read the module `ref`.

    Raises:
        Problems: all that is wrong with the file: syntax, headers, names.
    """
    path = paths.SNIPPETS / f"{ref}.py"
    stat = path.stat()
    return _parse(ref, path, stat.st_mtime_ns, stat.st_size)


@cache
def _parse(ref: str, path: Path, _mtime: int, _size: int) -> Module:
    text = path.read_text("utf-8")
    shown = path.relative_to(paths.ROOT).as_posix()
    try:
        tree = ast.parse(text, str(path))
    except SyntaxError as error:
        raise Problems([Problem(shown, error.lineno or 1, f"SyntaxError: {error.msg}")]) from None
    cells, problems = _cut(text, shown)
    if path.stem in SHADOWED:
        problems.append(
            Problem(shown, 1, f"the name {path.stem} shadows a library: rename the module")
        )
    if not cells:
        problems += _active_lines(tree, shown)
    if problems:
        raise Problems(problems)
    return Module(ref, path, text, cells)


def _cut(text: str, shown: str) -> tuple[dict[str, Cell], list[Problem]]:
    lines = text.splitlines()
    headers = [(n, m["rest"]) for n, line in enumerate(lines, 1) if (m := HEADER.match(line))]
    if not headers:
        return {}, []
    ends = [n for n, _ in headers[1:]] + [len(lines) + 1]
    cells: dict[str, Cell] = {}
    problems = _preamble(lines[: headers[0][0] - 1], shown)
    for (line, rest), end in zip(headers, ends, strict=True):
        body = lines[line : end - 1]
        blank = next((n for n, text in enumerate(body) if text.strip()), 0)
        code = "\n".join(body[blank:]).rstrip()
        try:
            name, options = _header(rest)
            _whole(code)
        except ValueError as error:
            problems.append(Problem(shown, line, str(error)))
            continue
        cell = Cell(name, line, line + 1 + blank, code, options)
        if name in cells:
            message = f"a cell named {name} stands on line {cells[name].line} already"
            problems.append(Problem(shown, line, message, cell=name))
        elif options.get("fails-with", name) not in [*cells, name]:
            message = f"fails-with={options['fails-with']} names no earlier cell"
            problems.append(Problem(shown, line, message, cell=name))
        elif problem := _markers(cell, shown):
            problems.append(problem)
        cells.setdefault(name, cell)
    return cells, problems


def _preamble(lines: list[str], shown: str) -> list[Problem]:
    try:
        body = ast.parse("\n".join(lines)).body
    except SyntaxError as error:
        message = f"what stands above the first cell must be whole: {error.msg}"
        return [Problem(shown, error.lineno or 1, message)]
    extra = [n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    message = "code above the first cell would never run: put it in a cell"
    return [Problem(shown, extra[0].lineno, message)] if extra else []


def _whole(code: str) -> None:
    try:
        ast.parse(code)
    except SyntaxError as error:
        raise ValueError(f"a cell must be whole Python by itself: {error.msg}") from None


def _header(rest: str) -> tuple[str, dict[str, str]]:
    words = shlex.split(rest)
    if not words or not NAME.fullmatch(words[0]):
        raise ValueError("a cell header is `# %% name`, the name in lower-case words and hyphens")
    options = {}
    for word in words[1:]:
        key, equals, value = word.partition("=")
        if key not in OPTIONS or not equals or not value:
            raise ValueError(
                f"unknown cell option {word!r}: there are {', '.join(sorted(OPTIONS))}"
            )
        options[key] = value
    return words[0], options


def _markers(cell: Cell, shown: str) -> Problem | None:
    numbers = [int(n) for n in MARKER.findall(cell.code)]
    if numbers == list(range(1, len(numbers) + 1)):
        return None
    message = f"markers must count 1, 2, 3 …, found {numbers}"
    return Problem(shown, cell.line, message, cell=cell.name)


def _active_lines(tree: ast.Module, shown: str) -> list[Problem]:
    message = (
        "a definitions module holds imports, constants, def and class only, this line does "
        "something on import: cut the module in cells (`# %% name`) or move it into a function"
    )
    return [Problem(shown, n.lineno, message) for n in tree.body if not _inert(n)]


def _inert(node: ast.stmt) -> bool:
    if isinstance(node, INERT):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return all(_pure(n) for n in ast.walk(node) if isinstance(n, ast.Call))
    return False


def _pure(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in PURE


def imported(module: Module) -> list[str]:
    """Refs of the snippet modules that `module` imports, directly and through others."""
    found: list[str] = []
    queue = [(module.ref, module.text)]
    while queue:
        for ref in _imports(*queue.pop()):
            if ref not in found and exists(ref):
                found.append(ref)
                queue.append((ref, parse(ref).text))
    return sorted(found)


@cache
def _imports(importer: str, text: str) -> frozenset[str]:
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            above = ["snippets", *importer.split("/")][: -node.level] if node.level else []
            module = ".".join(filter(None, [*above, node.module]))
            names |= {module, *(f"{module}.{a.name}" for a in node.names)}
        elif isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
    prefix = "snippets."
    return frozenset(n[len(prefix) :].replace(".", "/") for n in names if n.startswith(prefix))


def code_digest(module: Module) -> str:
    """Digest of what `module` computes: its cells and every snippet module that it imports.

    Syntax trees and options count, so do the boundaries of cells; comments and blank lines do not.
    """
    own = [(c.name, sorted(c.options.items()), tree(c.code)) for c in module.cells.values()]
    others = [(ref, tree(parse(ref).text)) for ref in imported(module)]
    return digest(json.dumps([own, others]))


@cache
def tree(code: str) -> str:
    """The syntax tree of `code` as text."""
    return ast.dump(ast.parse(code))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
