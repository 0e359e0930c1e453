"""What the tests of the examples share."""

import os
from statistics import fmean, stdev

import pytest
import torch

from scripts import data_used, experiments, records
from scripts.recorded_words import is_fraction

LIMIT = 5  # CPU seconds that a part may take for a test; PYTORCH_NOTES_RERUN=all runs every one
FACTOR, POINTS, SHARE = 4, 0.02, 0.1


@pytest.fixture
def short_rerun():
    """`short_rerun("lenet/lenet")`: the first part of seed 0, run again, is like the recorded ones.

    Another machine rounds differently, and training makes much of little differences: a number
    counts as like the recorded first parts if it is within four standard deviations of their mean,
    or within two points for an accuracy, a tenth of the mean for anything else.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield _rerun
    torch.set_num_threads(threads)


def _rerun(name: str) -> None:
    known = [record for record in records.read(name) if record.curve]
    if not known:
        pytest.skip(f"not recorded yet: {records.command(name)}")
    seconds = known[0].seconds["cpu"] / len(known[0].curve)
    if seconds > LIMIT and os.environ.get("PYTORCH_NOTES_RERUN") != "all":
        pytest.skip(f"a part of {name} takes {seconds:.0f} s; PYTORCH_NOTES_RERUN=all runs it")
    (experiment,) = experiments.named(name)
    function = experiment.load()
    with data_used.noted() as data:
        run = function(seed=0)
    if any(used["standin"] for used in data):
        pytest.skip("the real data is not there")
    if data != known[0].receipt["data"]:
        pytest.skip(f"{name} was recorded on other data than the one that is here")
    for what, found in run.advance().items():
        first = [record.curve[0][what] for record in known]
        assert _like(found, [number for number in first if number is not None], what), what


def _like(found: float, numbers: list[float], what: str) -> bool:
    mean = fmean(numbers)
    spread = stdev(numbers) if len(numbers) > 1 else 0
    least = POINTS if is_fraction(what) else SHARE * abs(mean)
    return abs(found - mean) <= max(FACTOR * spread, least)
