"""What pages say of the gain of one experiment over another."""

import pytest

from scripts import paths, records
from scripts.recorded_change import WORDS, change
from scripts.records import RecordError

both = pytest.mark.parametrize("language", paths.LANGUAGES)


@pytest.mark.parametrize(
    ("high", "verdict"),
    [((0.7, 0.71), "more"), ((0.3, 0.31), "less"), ((0.5, 0.53), "luck"), ((0.7,), "unknown")],
)
@both
def test_a_change_is_told_with_how_sure_it_is(walks, high, verdict, language):
    walks.record("walk/bad", 0.5, 0.51, seconds=100.0)
    walks.record("walk/good", *high, seconds=40.0)
    said = change("walk/bad", "walk/good", language)
    assert WORDS[language][verdict] in said
    assert "0.4" in said and "50.50" in said


def test_two_numbers_of_the_same_runs_can_be_compared(walks):
    walks.record("walk/good", 0.8, 0.8)
    said = change("walk/good", "walk/good", "en", after="mirrored_accuracy")
    assert "80.00% to 81.00%" in said and "CPU time" not in said


def test_times_are_compared_where_there_are_two(walks):
    walks.record("walk/bad", 0.1, 0.1, seconds=0.0)
    walks.record("walk/good", 0.8, 0.8, seconds=40.0)
    assert "CPU time" not in change("walk/bad", "walk/good", "en")
    records.path("walk/bad").unlink()
    walks.record("walk/bad", 0.1, 0.1, seconds=16.0)
    assert "takes 2.5 times the CPU time" in change("walk/bad", "walk/good", "en")


@both
def test_what_is_not_recorded_is_said_with_the_command(walks, language):
    walks.record("walk/good", 0.8)
    assert "python scripts/dev.py record walk/bad" in change("walk/bad", "walk/good", language)


def test_records_of_other_code_are_an_error(walks):
    walks.record("walk/bad", 0.5, digest="0123456789ab")
    walks.record("walk/good", 0.8)
    with pytest.raises(RecordError, match="other code"):
        change("walk/bad", "walk/good", "en")
