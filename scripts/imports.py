"""Import statements: what they bind, and how our linter sorts them."""

import ast
import sys
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 78


@dataclass(frozen=True)
class Import:
    """One name that an import statement binds: `target` is what of `module`, or empty for all."""

    name: str
    module: str
    target: str
    ref: str
    line: int

    @property
    def thing(self) -> str:
        """What is bound, however the import is spelled."""
        if self.target:
            return f"{self.module}.{self.target}"
        root = self.module.split(".")[0]
        return root if self.name == root else self.module

    @property
    def place(self) -> str:
        return f"snippets/{self.ref}.py:{self.line}"


def imported(node: ast.Import | ast.ImportFrom, ref: str) -> list[Import]:
    """What an import statement binds."""
    if isinstance(node, ast.ImportFrom):
        return [
            Import(a.asname or a.name, node.module or "", a.name, ref, node.lineno)
            for a in node.names
        ]
    return [
        Import(a.asname or a.name.split(".")[0], a.name, "", ref, node.lineno) for a in node.names
    ]


def import_lines(imports: Iterable[Import]) -> str:
    """The imports as our linter sorts them, each thing once."""
    plain: dict[int, set[str]] = {0: set(), 1: set(), 2: set()}
    merged: dict[tuple[int, str], set[str]] = {}
    whole = {(i.name, i.thing) for i in imports if not i.target}
    for i in imports:
        root = i.module.split(".")[0]
        section = 0 if root == "__future__" else 1 if root in sys.stdlib_module_names else 2
        if not i.target:
            plain[section].add(f"import {i.module}" + (f" as {i.name}" if i.name != root else ""))
        elif (i.name, i.thing) not in whole:
            name = i.target if i.name == i.target else f"{i.target} as {i.name}"
            merged.setdefault((section, i.module), set()).add(name)
    parts = []
    for section, lines in plain.items():
        froms = [_from(m, names) for (s, m), names in sorted(merged.items()) if s == section]
        parts += ["\n".join([*sorted(lines), *froms])] if lines or froms else []
    return "\n\n".join(parts)


def _from(module: str, names: set[str]) -> str:
    ordered = sorted(names, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in ordered) + ")"
