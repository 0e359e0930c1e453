"""Change what cells compute, one at a time, and show which tests notice.

`python scripts/dev.py mutate [CELLS] [SEED] [TOPIC ...]` draws CELLS cells (10) at random, changes
one number, operator or function in each, runs the tests of its module in a copy of the repository,
and prints a table. It exits non-zero when a change goes unnoticed. Stubs of exercises are left out:
they are wrong on purpose, and must only go on failing their check.
"""

import argparse
import ast
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts import cells, paths
from scripts.cells import Cell, Module

SWAPS = {
    "sum": "prod",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "zeros": "ones",
    "ones": "zeros",
    "cat": "stack",
    "floor": "ceil",
    "rand": "randn",
    "sqrt": "square",
    "square": "sqrt",
    "eq": "ne",
    "gt": "lt",
}
OPERATORS = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.Div: ("/", "*"),
    ast.MatMult: ("@", "*"),
    ast.Gt: (">", "<="),
    ast.Lt: ("<", ">="),
    ast.Eq: ("==", "!="),
}
COPIED = ("conftest.py", "pyproject.toml", "docs", "scripts", "snippets", "tests")
SUMMARY = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    line: int  # of the module
    start: int  # columns within the line
    end: int
    new: str


def changes(cell: Cell) -> list[Change]:
    """Every single change of a number, operator or function name that we know how to make."""
    code = cell.code.encode().splitlines()
    tree = ast.parse(cell.code)
    spoken = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }
    found = [_change(node, code) for node in ast.walk(tree) if id(node) not in spoken]
    return [
        Change(cell.start - 1 + line, start, end, new)
        for line, start, end, new in filter(None, found)
    ]


def _change(node: ast.AST, code: list[bytes]) -> tuple[int, int, int, str] | None:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.lineno, node.col_offset, node.end_col_offset, repr(node.value + 1)
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        return node.lineno, node.col_offset, node.end_col_offset, repr(not node.value)
    if isinstance(node, ast.Attribute) and node.attr in SWAPS:
        end = node.end_col_offset
        return node.end_lineno, end - len(node.attr), end, SWAPS[node.attr]
    if isinstance(node, ast.BinOp):
        return _swap(node.left, node.op, node.right, code)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _swap(node.left, node.ops[0], node.comparators[0], code)
    return None


def _swap(left, operator, right, code: list[bytes]) -> tuple[int, int, int, str] | None:
    if type(operator) not in OPERATORS or left.end_lineno != right.lineno:
        return None
    old, new = OPERATORS[type(operator)]
    at = code[right.lineno - 1].find(old.encode(), left.end_col_offset, right.col_offset)
    return (right.lineno, at, at + len(old), new) if at >= 0 else None


def apply(text: str, change: Change) -> str:
    lines = text.encode().split(b"\n")
    line = lines[change.line - 1]
    lines[change.line - 1] = line[: change.start] + change.new.encode() + line[change.end :]
    return b"\n".join(lines).decode()


def candidates(topics: list[str]) -> list[tuple[Module, Cell]]:
    """The shown cells of `topics` (of all without any) that can be changed, stubs excepted."""
    refs = [ref for ref in cells.refs() if not topics or ref.split("/")[0] in topics]
    modules = [module for module in map(cells.parse, refs) if module.cells]
    return [
        (module, cell)
        for module in modules
        for cell in module.cells.values()
        if not cell.hidden and cell.name not in _stubs(module) and changes(cell)
    ]


def _stubs(module: Module) -> set[str]:
    return {cell.options.get("fails-with", "") for cell in module.cells.values()}


def noticed(copy: Path, module: Module, change: Change) -> list[str]:
    """Tests that fail with the change in place; the copy is put back afterwards."""
    path = copy / module.shown_path
    tests = (copy / "tests" / "snippets" / module.ref).parent
    page = Path(module.ref).name.removesuffix("_errors").removesuffix("_diagrams")
    facts = sorted(tests.glob(f"test_{page}.py")) + sorted(tests.glob(f"test_{page}_*.py"))
    path.write_text(apply(module.text, change), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, facts),
         f"tests/test_transcripts.py::test_a_module_shows_what_was_approved[{module.ref}]"],
        cwd=copy, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    path.write_text(module.text, encoding="utf-8")
    if run.returncode not in (0, 1, 2):
        raise SystemExit(f"pytest could not run:\n{run.stdout}{run.stderr}")
    return SUMMARY.findall(run.stdout)


def main() -> int:
    parser = argparse.ArgumentParser("dev.py mutate", description=__doc__.split("\n")[0])
    parser.add_argument("count", metavar="CELLS", nargs="?", type=int, default=10)
    parser.add_argument("seed", metavar="SEED", nargs="?", type=int, default=0)
    parser.add_argument("topics", metavar="TOPIC", nargs="*")
    options = parser.parse_args()
    count, seed = options.count, options.seed
    draw = random.Random(seed)
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in COPIED:
            source = paths.ROOT / name
            (shutil.copytree if source.is_dir() else _copy)(source, copy / name)
        if paths.CACHE.is_dir():
            shutil.copytree(paths.CACHE, copy / ".cache" / "pytorch-notes")
        print("| cell | line | before | after | noticed by |\n| --- | --- | --- | --- | --- |")
        for module, cell in draw.sample(candidates(options.topics), count):
            change = draw.choice(changes(cell))
            failing = noticed(copy, module, change)
            unnoticed += not failing
            before = module.text.split("\n")[change.line - 1].strip()
            after = apply(module.text, change).split("\n")[change.line - 1].strip()
            names = _names(failing)
            place = f"{module.shown_path}:{cell.name}"
            print(f"| {place} | {change.line} | `{before}` | `{after}` | {names} |", flush=True)
    print(f"\n{count - unnoticed} of {count} changes noticed (seed {seed})")
    return bool(unnoticed)


def _names(failing: list[str]) -> str:
    """The first two tests that failed, and how many did."""
    if not failing:
        return "**nothing**"
    first = ", ".join(f"`{name.split('::', 1)[-1]}`" for name in failing[:2])
    return first if len(failing) <= 2 else f"{first} and {len(failing) - 2} more"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main())
