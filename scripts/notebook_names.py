"""Names in a notebook: its cells share them with the definitions at its top.

On the page a cell imports what it needs, and a definition uses what its own module holds. In a
notebook there is one namespace for all, so a name must not mean two things at the wrong time.
"""

import ast
import symtable
from collections.abc import Iterable

from scripts import definitions
from scripts.cells import Cell, Module
from scripts.definitions import Statement
from scripts.imports import Import, imported
from scripts.problems import Problem, Problems

RENAME = "a notebook has one namespace: rename one"


def check(
    cells: Iterable[tuple[Module, Cell]], statements: Iterable[Statement], imports: Iterable[Import]
) -> None:
    """Raises Problems for cells in the order of the notebook, and the definitions they use."""
    needed = {name for s in statements for name in s.uses}
    meaning = {name: s.place for s in statements for name in s.names}
    meaning |= {i.name: i.thing for i in imports}
    made: dict[str, str] = {}
    problems = []
    for module, cell in cells:
        place = f"{module.shown_path}:{cell.name}"
        for name, what in bound(cell.code, place).items():
            message = ""
            if what.startswith(definitions.PREFIX):
                if name in made:
                    message = f"imports {name}, which {made[name]} has made something else"
            elif name in needed & meaning.keys() and what != meaning[name]:
                message = f"makes {name} something else than {meaning[name]}, which others use"
            elif what == place:
                made[name] = place
            if message:
                problem = Problem(module.shown_path, cell.line, f"{message}; {RENAME}", cell.name)
                problems.append(problem)
    if problems:
        raise Problems(problems)


def bound(code: str, place: str) -> dict[str, str]:
    """What a piece of code binds: the thing that an import names, else where it was made."""
    table = symtable.symtable(code, "cell", "exec")
    names = {s.get_name(): place for s in table.get_symbols() if s.is_assigned()}
    for node in ast.parse(code).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {i.name: i.thing for i in imported(node, "")}
    return names
