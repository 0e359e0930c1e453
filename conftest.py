"""What all tests share: one execution of the cells, and the fences of the pages as tests."""

import functools
import multiprocessing
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_markdown_docs._runners import _Runner, register_runner

from scripts import cells, datasets, file_lock, pages, paths, prepare, shown
from scripts.problems import Problems, report

LOCK = paths.CACHE / "tests.lock"

# Threads of processes that share the cores wait for each other, and burn as they wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.pop("GITHUB_ACTIONS", None)  # annotations come from the build, once
os.environ[datasets.VARIABLE] = str(datasets.folder())  # cells run in folders of their own


@functools.cache
def outcome():
    """(transcripts, problems) of all cells modules, kept from a build or made now."""
    survey = shown.survey()
    with file_lock.held(LOCK):  # of several processes of a test run, one runs the cells
        transcripts, failed = prepare.run(list(survey.modules.values()))
    return transcripts, survey.problems + failed


@pytest.fixture(scope="session")
def transcripts():
    """Transcripts of all cells modules by ref."""
    return outcome()[0]


def _ref(request) -> str:
    """tests/snippets/tensors/test_views.py is about snippets/tensors/views.py."""
    path = Path(request.path).relative_to(paths.ROOT / "tests" / "snippets")
    return (path.parent / path.stem.removeprefix("test_")).as_posix()


@pytest.fixture(scope="module")
def page(request, tmp_path_factory):
    """The module of the page under test, its cells executed in order; its values are attributes."""
    from scripts.loader import CellFailure, execute

    module = cells.parse(_ref(request).removesuffix("_errors"))
    try:
        yield execute(module, tmp_path_factory.mktemp("streams"))
    except CellFailure as failure:
        pytest.fail(f"{module.shown_path}:{failure.cell.name} (line {failure.line}): {failure}")
    finally:
        # Workers that stay would keep this process's pipes open, those to the browser too.
        for worker in multiprocessing.active_children():
            worker.terminate()
            worker.join()


@pytest.fixture(scope="module")
def errors(request, transcripts):
    """What the cells of the page's `_errors` module raised: {cell: "TypeError: …"}."""
    ref = _ref(request).removesuffix("_errors") + "_errors"
    return {name: result.error for name, result in transcripts[ref].cells.items()}


class Fences:
    """In the place of a CommonMark parser: our reading of the fences, indented ones too."""

    def parse(self, text: str) -> list[SimpleNamespace]:
        found, _, problems = pages.split("page", text, 1)
        if problems:
            raise Problems(problems)
        return [
            SimpleNamespace(type="fence", info=f.language, content=f.body, map=(f.line - 1, f.line))
            for f in found
        ]


def pytest_markdown_docs_markdown_it():
    return Fences()


@register_runner(default=True)
class CellRunner(_Runner):
    """A fence passes when its cell did what it says; its body is notes, not code."""

    def runtest(self, test, args):
        path = Path(test.source_path)
        fence = next(f for f in pages.fences(path) if f.line == test.start_line)
        transcripts, problems = outcome()
        if "exec" in fence.options:
            exec(compile(test.source, str(path), "exec"), args)
            return
        ref, name = shown.target(fence)
        module = f"snippets/{ref}.py"
        wrong = [
            p
            for p in problems
            if (p.path, p.line) == (fence.path, fence.line)
            or (p.path == module and p.cell in ("", name))
        ]
        if wrong:
            raise Problems(wrong)
        has_cells = cells.exists(ref) and not cells.parse(ref).is_definitions
        if has_cells and (ref not in transcripts or name not in transcripts[ref].cells):
            raise AssertionError(f"{module} did not get as far as the cell {name}")

    def repr_failure(self, test, excinfo, style=None):
        if isinstance(excinfo.value, Problems):
            return report(excinfo.value.problems)
        return str(excinfo.getrepr(style="native"))
