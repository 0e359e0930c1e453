"""Which classes recorded runs have lost."""

from types import SimpleNamespace

import pytest

from scripts import records
from scripts.recorded_classes import never_answered

WHOLE, LOST = [[5, 0, 1], [1, 4, 0], [0, 0, 6]], [[6, 0, 0], [5, 0, 0], [0, 0, 6]]


@pytest.fixture
def recorded(monkeypatch):
    def record(*tables):
        found = [SimpleNamespace(seed=n, result={"confusion": t}) for n, t in enumerate(tables)]
        monkeypatch.setattr(records, "read", lambda name: found)

    return record


def test_only_seeds_that_lost_classes_have_a_row(recorded):
    recorded(WHOLE, LOST, WHOLE)
    shown = never_answered("digits/wrong", "en")
    assert "<tr><td>1</td><td>1</td></tr>" in shown
    assert shown.count("<td>") == 2
    assert "the other 2 seeds" in shown


def test_it_says_so_when_no_class_is_lost_and_nothing_when_nothing_is_recorded(recorded):
    recorded(WHOLE, WHOLE)
    assert never_answered("digits/right", "zh") == "<p>2 个种子，每个类别都至少被答出过一次。</p>\n"
    recorded()
    assert never_answered("digits/right", "zh") == ""


def test_all_seeds_may_have_lost_some(recorded):
    recorded(LOST, LOST)
    assert "<p>" not in never_answered("digits/wrong", "en")
