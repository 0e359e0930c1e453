"""One notebook, one namespace: names that the cells of a page's modules would take from each other.

On the page each module ran by itself. In a notebook all cells share their names with each other and
with the definitions at the top, so a name must mean there what it means on the page.
"""

import ast
import symtable
from dataclasses import dataclass, field

from scripts import definitions
from scripts.cells import Cell, Module
from scripts.imports import imported
from scripts.problems import Problem, Problems

DEFINED = "the definitions"


@dataclass
class Names:
    """The cells of a notebook in order, and whether each finds what it is to find."""

    cells: list[tuple[Module, Cell]] = field(default_factory=list)

    def add(self, module: Module, cell: Cell) -> None:
        self.cells.append((module, cell))

    def check(self, defined: str) -> None:
        """Raises Problems; `defined` is the source of the definitions."""
        meaning = _bound(defined)
        shared = set(definitions.global_names(defined)) & set(meaning)
        own: dict[str, dict[str, str]] = {}
        problems = []

        def problem(module: Module, cell: Cell, message: str) -> None:
            text = f"{message}; a notebook has one namespace: rename one"
            problems.append(Problem(module.shown_path, cell.line, text, cell=cell.name))

        for module, cell in self.cells:
            known = own.setdefault(module.ref, {})
            for name in _read(cell.code):
                if name in known and meaning[name] != known[name]:
                    problem(module, cell, f"{name} was made by {meaning[name]} before")
            for name, what in _bound(cell.code, f"{module.shown_path}:{cell.name}").items():
                if what.startswith(definitions.PREFIX):
                    what = meaning.setdefault(name, what)
                    if what != DEFINED and not what.startswith("snippets/"):
                        problem(module, cell, f"{name} was made by {what} before")
                elif name in shared and what != meaning[name]:
                    problem(module, cell, f"{name} is a definition that others use")
                meaning[name] = known[name] = what
        if problems:
            raise Problems(problems)


def _read(code: str) -> list[str]:
    """Names that a cell takes from those before it."""
    read, made = [], set()
    for node in ast.parse(code).body:
        text = ast.unparse(node)
        read += [name for name in sorted(definitions.global_names(text)) if name not in made]
        made |= _bound(text).keys()
    return read


def _bound(code: str, place: str = DEFINED) -> dict[str, str]:
    """What a piece of code binds: the thing that an import names, else where it was made."""
    table = symtable.symtable(code, "cell", "exec")
    names = {s.get_name(): place for s in table.get_symbols() if s.is_assigned()}
    for node in ast.parse(code).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {i.name: i.thing for i in imported(node, "")}
    return names
