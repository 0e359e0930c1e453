"""Change what cells compute, one at a time, and show which tests notice.

`python scripts/dev.py mutate [CELLS] [SEED] [TOPIC ...]` draws CELLS cells (10) at random, changes
one number, operator or function in each, runs the tests of its module in a copy of the repository,
and prints a table. It exits non-zero when a change goes unnoticed. What no reader could miss is not
changed: stubs of exercises, which are wrong on purpose; their checks, which are tests themselves,
proved by stub and solution; in a cell that must fail, whatever its error does not name; and how
large or bold a picture is, how exact a comparison, how long a wait, which random numbers are drawn.
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

from scripts import approve, cells, paths
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
# Arguments that decide how something looks, how exact a comparison is, how long it may take, and
# which random numbers are drawn.
ASIDE = {
    "alpha", "atol", "azim", "ccount", "computed_zorder", "elev", "figsize", "fontsize",
    "linewidth", "linewidths", "lw", "markersize", "min_run_time", "pad", "rcount", "rotation",
    "rtol", "s", "seed", "timeout", "zorder",
}  # fmt: skip
LARGE = 10_000  # one more is hardly another number
NUMBER = re.compile(r"\b\d+(?:\.\d+)?\b")
TIMES = re.compile(r"(?<=\d)x(?=\d)")  # (2x3 and 4x5): four numbers; mat1: a name
COPIED = ("conftest.py", "pyproject.toml", "docs", "scripts", "snippets", "tests")
SUMMARY = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    line: int  # of the module
    start: int  # columns within the line
    end: int
    new: str


def changes(cell: Cell, named: set[str] | None = None) -> list[Change]:
    """Every single change of a number, operator or function name that we know how to make.

    Of a cell that must fail only numbers change, those `named` in its error.
    """
    code = cell.code.encode().splitlines()
    tree = ast.parse(cell.code)
    aside = {id(part) for node in ast.walk(tree) if _aside(node) for part in ast.walk(node)}
    found = [
        _change(node, code)
        for node in ast.walk(tree)
        if id(node) not in aside and (named is None or _number(node) in named)
    ]
    return [
        Change(cell.start - 1 + line, start, end, new)
        for line, start, end, new in filter(None, found)
    ]


def _aside(node: ast.AST) -> bool:
    """Whether nothing within `node` has a part in what the cell computes."""
    if isinstance(node, ast.keyword):
        return node.arg in ASIDE or ast.unparse(node) == "strict=True"
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "manual_seed"
    return isinstance(node, ast.JoinedStr)


def _number(node: ast.AST) -> str | None:
    """A number as an error names it."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return f"{node.value:g}"
    return None


def _named(module: Module, cell: Cell) -> set[str] | None:
    """The numbers in the approved error of a cell that must fail, None for any other cell."""
    if "raises" not in cell.options:
        return None
    path = approve.path_of(module.ref)
    shown = approve.loads(path.read_text("utf-8")) if path.exists() else {}
    error = TIMES.sub(" ", "\n".join(shown.get(cell.name, [])))
    return {f"{float(n):g}" for n in NUMBER.findall(error)}


def _change(node: ast.AST, code: list[bytes]) -> tuple[int, int, int, str] | None:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        more = 2 * node.value if node.value >= LARGE else node.value + 1
        return node.lineno, node.col_offset, node.end_col_offset, repr(more)
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


def candidates(topics: list[str]) -> list[tuple[Module, Cell, list[Change]]]:
    """The shown cells of `topics` (of all without any) that can be changed, and the changes."""
    refs = [ref for ref in cells.refs() if not topics or ref.split("/")[0] in topics]
    modules = [module for module in map(cells.parse, refs) if module.cells]
    found = [
        (module, cell, changes(cell, _named(module, cell)))
        for module in modules
        for cell in module.cells.values()
        if not cell.hidden and cell.name not in _stubs(module) and "fails-with" not in cell.options
    ]
    return [(module, cell, possible) for module, cell, possible in found if possible]


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
        for module, cell, possible in draw.sample(candidates(options.topics), count):
            change = draw.choice(possible)
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
