"""Execute the cells of one module in this process, as a real module, and take what each one shows.

The runner calls `execute` in a fresh process for every module; the tests' `page` fixture calls it
in theirs to get at the values. Seeds 0 for torch, NumPy and `random`, one thread, CPU, a temporary
working directory: whoever executes a module gets the same.
"""

import dataclasses
import os
import random
import re
import sys
import tempfile
import time
import traceback
import types
import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy
import torch

from scripts import figures, names
from scripts.capture import ANSI, Capture
from scripts.cells import Cell, Module
from scripts.transcript import Result

SEED = 0
INTERNAL = re.compile(r"\s*\(Triggered internally at [^)]*\)")


class CellFailure(Exception):
    """A cell did not do what it says; the message says which way."""

    def __init__(self, cell: Cell, line: int, message: str, detail: str = ""):
        super().__init__(message)
        self.cell, self.line, self.message, self.detail = cell, line, message, detail


def execute(
    module: Module,
    folder: Path,
    begin: Callable[[Cell], None] = lambda cell: None,
    end: Callable[[Cell, Result], None] = lambda cell, result: None,
) -> types.ModuleType:
    """Run every cell of `module` in order and report to `begin` and `end`.

    `folder` receives the captured streams. Returns the module object, which stays in `sys.modules`
    for pickle and for whoever imports it by name.

    Raises:
        CellFailure: at the first cell that fails.
    """
    namespace = types.ModuleType(module.name, module.text.split("\n", 1)[0].strip('"'))
    namespace.__file__ = str(module.path)
    sys.modules[module.name] = namespace
    with Capture(folder) as capture, _surroundings(folder) as shown_warnings:
        imports: dict[str, str] = {}
        for cell in module.cells.values():
            begin(cell)
            result = _run(cell, module, namespace, capture, shown_warnings)
            used = names.used(cell.code, imports, vars(namespace))
            end(cell, dataclasses.replace(result, names=used))
    return namespace


class _surroundings:
    """Seeds, threads, style, working directory and warnings; all put back afterwards."""

    def __init__(self, folder: Path):
        self._place = folder  # goes with its owner, also where the process is killed

    def __enter__(self) -> list[Warning]:
        self._cwd, self._threads = os.getcwd(), torch.get_num_threads()
        self._warn_always = torch.is_warn_always_enabled()
        self._style = dict(matplotlib.rcParams)
        self._folder = tempfile.TemporaryDirectory(dir=self._place, ignore_cleanup_errors=True)
        os.chdir(self._folder.name)
        random.seed(SEED), numpy.random.seed(SEED), torch.manual_seed(SEED)
        torch.set_num_threads(1)
        torch.set_warn_always(True)  # once a process would be too seldom for the tests
        matplotlib.rcParams.update(figures.STYLE)
        self._catcher = warnings.catch_warnings()
        self._catcher.__enter__()
        warnings.simplefilter("default")
        warnings.filterwarnings("ignore", category=ResourceWarning)  # of whatever ran before
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("default", category=DeprecationWarning, module=r"snippets\.")
        warnings.filterwarnings("default", category=DeprecationWarning, module=r"torch(vision)?\b")
        warnings.filterwarnings("ignore", message=".* is non-interactive")  # plt.show()
        shown: list[Warning] = []
        warnings.showwarning = lambda message, *_, **__: _show(message, shown)
        return shown

    def __exit__(self, *_) -> None:
        self._catcher.__exit__(None, None, None)
        matplotlib.rcParams.update(self._style)
        torch.set_warn_always(self._warn_always)
        torch.set_num_threads(self._threads)
        os.chdir(self._cwd)
        self._folder.cleanup()


def _show(message: Warning, shown: list[Warning]) -> None:
    shown.append(message)
    print(f"{type(message).__name__}: {INTERNAL.sub('', str(message))}", file=sys.stderr)


def _run(cell: Cell, module: Module, namespace, capture: Capture, shown: list[Warning]) -> Result:
    if stub := cell.options.get("fails-with"):
        _prove_that_the_stub_fails(cell, module.cells[stub], module, namespace)
        capture.take()
    shown.clear()
    expected = cell.options.get("raises")
    error = ""
    started = time.perf_counter()
    try:
        exec(cell.compile(module.path), vars(namespace))
    except BaseException as raised:
        if expected not in [c.__name__ for c in type(raised).__mro__]:
            raise _failure(cell, module, raised) from None
        error = _last_line(raised)
    seconds = time.perf_counter() - started
    if expected and not error:
        raise CellFailure(cell, cell.line, f"should raise {expected} and raises nothing")
    _check_warnings(cell, shown)
    stdout, stderr = capture.take()
    svgs, drawn = figures.take()
    return Result(stdout, stderr, error, svgs, drawn, seconds=round(seconds, 4))


def _prove_that_the_stub_fails(cell: Cell, stub: Cell, module: Module, namespace) -> None:
    copy = dict(vars(namespace))
    states = torch.get_rng_state(), numpy.random.get_state(), random.getstate()
    try:
        exec(stub.compile(module.path), copy)
        exec(cell.compile(module.path), copy)
    except AssertionError:
        return
    except Exception as raised:
        raise _failure(cell, module, raised) from None
    finally:
        torch.set_rng_state(states[0])
        numpy.random.set_state(states[1])
        random.setstate(states[2])
        figures.plt.close("all")
    raise CellFailure(cell, cell.line, f"passes with the stub {stub.name}: it checks nothing")


def _check_warnings(cell: Cell, shown: list[Warning]) -> None:
    expected = cell.options.get("warns")
    names = [c.__name__ for warning in shown for c in type(warning).__mro__]
    if expected and expected not in names:
        raise CellFailure(cell, cell.line, f"should warn with {expected} and does not")
    if shown and not expected:
        name = type(shown[0]).__name__
        message = f"shows a {name}: mend the code, or say warns={name}"
        raise CellFailure(cell, cell.line, message, str(shown[0]))


def _failure(cell: Cell, module: Module, raised: BaseException) -> CellFailure:
    frames = traceback.extract_tb(raised.__traceback__)
    ours = [n for n, frame in enumerate(frames) if frame.filename == str(module.path)]
    if not ours:
        line, frames = getattr(raised, "lineno", None) or cell.start, frames[:0]
    else:
        line, frames = frames[ours[-1]].lineno, frames[ours[0] :]
    for frame in frames:
        frame.filename = _short(frame.filename)
    text = "".join(traceback.StackSummary.from_list(frames).format())
    said = _last_line(raised)
    message = f"{type(raised).__name__}: {raised.msg}" if isinstance(raised, SyntaxError) else said
    return CellFailure(cell, line, message, text + said)


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for anchor in ("site-packages", "snippets"):
        if anchor in parts:
            at = len(parts) - parts[::-1].index(anchor)
            return "/".join(parts[at - (anchor == "snippets") :])
    return Path(filename).name


def _last_line(raised: BaseException) -> str:
    text = "".join(traceback.format_exception_only(raised)).strip()
    return INTERNAL.sub("", ANSI.sub("", text))
