"""Experiments: what can be recorded.

An experiment is a public function `(seed, …) -> Run` in snippets/examples/<page>_runs.py; its name
is <page>/<function>. What a Run is stands in snippets/examples/training.py.
"""

import ast
import importlib
from collections.abc import Callable
from dataclasses import dataclass

from scripts import cells, definitions, paths

ENDING = "_runs"
LOADERS = {f"datasets/{name}" for name in ("cifar10", "mnist", "place", "standin")}


class UnknownExperiment(Exception):
    """A sentence that says which ones there are."""


@dataclass(frozen=True)
class Experiment:
    page: str
    function: str

    @property
    def name(self) -> str:
        return f"{self.page}/{self.function}"

    @property
    def ref(self) -> str:
        return f"examples/{self.page}{ENDING}"

    def digest(self) -> str:
        """Digest of all the code that its results depend on; comments do not count.

        Nor do the loaders of data: what they gave is in the receipt, by content.
        """
        return definitions.digest(self.ref, self.function, LOADERS)[:12]

    def load(self) -> Callable:
        return getattr(importlib.import_module(cells.parse(self.ref).name), self.function)


def everything() -> list[Experiment]:
    files = sorted((paths.SNIPPETS / "examples").glob(f"*{ENDING}.py"))
    return [e for file in files for e in of_page(file.stem.removesuffix(ENDING))]


def of_page(page: str) -> list[Experiment]:
    tree = ast.parse(cells.parse(f"examples/{page}{ENDING}").text)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [Experiment(page, f.name) for f in functions if _is_experiment(f)]


def _is_experiment(function: ast.FunctionDef) -> bool:
    first = [argument.arg for argument in function.args.args[:1]]
    return first == ["seed"] and not function.name.startswith("_")


def named(name: str) -> list[Experiment]:
    """One experiment (lenet/lenet) or all of a page (lenet)."""
    page = name.partition("/")[0]
    file = paths.SNIPPETS / "examples" / f"{page}{ENDING}.py"
    found = [e for e in of_page(page) if name in (e.name, e.page)] if file.exists() else []
    if not found:
        known = ", ".join(e.name for e in everything()) or "none yet"
        raise UnknownExperiment(
            f"There is no experiment {name!r}: an experiment is a function with `seed` as its "
            f"first argument in snippets/examples/<page>{ENDING}.py. There are: {known}."
        )
    return found
