"""What the page on the ladder shows of its records."""

import re

import pytest

from scripts import ladder_chart, paths
from scripts.records import RecordError

RUNGS = {"walk/bad": "bad & slow", "walk/good": "good"}
both = pytest.mark.parametrize("language", paths.LANGUAGES)


@both
def test_the_chart_has_a_dot_for_each_run_and_a_number_for_each_rung(walks, language):
    walks.record("walk/bad", 0.5, 0.52, seconds=0.0)
    walks.record("walk/good", 0.8, 0.81, 0.82, seconds=900.0)
    shown = ladder_chart.chart(RUNGS, language)
    assert shown.count("<circle") == 5
    assert re.findall(r'class="label [^>]*>(\d)<', shown) == ["0", "1"]
    assert "<th>" in shown and "2026-11-21" in shown
    assert "bad & slow" not in shown and "http" not in shown and "\n\n" not in shown


@both
def test_what_is_missing_is_said_and_the_rest_is_shown(walks, language):
    walks.record("walk/good", 0.8)
    shown = ladder_chart.chart(RUNGS, language)
    assert shown.count("<circle") == 1
    assert "python scripts/dev.py record walk/bad" in shown


@both
def test_with_no_record_at_all_there_is_no_chart(walks, language):
    shown = ladder_chart.chart(RUNGS, language)
    assert "<svg" not in shown and "record walk/good" in shown


def test_records_of_other_code_are_an_error(walks):
    walks.record("walk/bad", 0.5, digest="0123456789ab")
    walks.record("walk/good", 0.8)
    with pytest.raises(RecordError, match="other code"):
        ladder_chart.chart(RUNGS, "en")


def test_names_of_rungs_do_not_cover_each_other():
    places = {1: (20.0, 100.0), 2: (21.0, 98.0), 3: (60.0, 99.0), 4: (22.0, 97.0)}
    moved = ladder_chart._apart(places)
    assert moved[1] == (20.0, 100.0) and moved[3] == (60.0, 99.0)
    assert [moved[n][1] for n in (2, 4)] == [100 - ladder_chart.LINE, 100 - 2 * ladder_chart.LINE]


def test_a_perfect_accuracy_can_be_drawn(walks):
    walks.record("walk/good", 1.0)
    assert "<circle" in ladder_chart.chart(RUNGS, "en")
