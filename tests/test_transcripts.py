"""What every cell shows is what was approved and reviewed."""

import pytest

from scripts import approve, cells, datasets, file_lock, paths, prepare
from scripts.problems import report

LOCK = paths.CACHE / "tests.lock"
MODULES = [module for module in map(cells.parse, cells.refs()) if module.cells]
CELLS = [cell for module in MODULES for cell in module.cells.values()]


@pytest.fixture(scope="module")
def transcripts():
    """On stand-in data, whatever data there is: so they were approved."""
    with datasets.only_standins(), file_lock.held(LOCK):
        return prepare.run(MODULES)[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.ref)
def test_a_module_shows_what_was_approved(module, transcripts):
    assert module.ref in transcripts, f"{module.shown_path} failed"
    problems = approve.differences(module, transcripts[module.ref])
    assert not problems, "\n" + report(problems)


def test_every_approved_transcript_has_its_module():
    assert approve.orphans() == []


def test_cells_that_must_fail_stand_apart_so_that_all_other_modules_can_be_imported():
    failing = [m.ref for m in MODULES if any("raises" in c.options for c in m.cells.values())]
    assert failing and all(ref.endswith("_errors") for ref in failing)


def test_few_cells_opt_out_of_their_digits():
    opted_out = [cell for cell in CELLS if "varies" in cell.options]
    assert len(opted_out) < 0.05 * len(CELLS)
