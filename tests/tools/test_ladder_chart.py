"""What the page on the ladder shows of its records."""

import re

import pytest

from scripts import experiments, ladder_chart, paths, records
from scripts.records import Record, RecordError

RUNS = "def low(seed):\n    return seed\n\n\ndef high(seed):\n    return -seed\n"
RUNGS = {"steps/low": "low & slow", "steps/high": "high"}
both = pytest.mark.parametrize("language", paths.LANGUAGES)


@pytest.fixture(autouse=True)
def steps(tree, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tree.root / ".cache")
    tree.write("snippets/examples/steps_runs.py", RUNS)
    return tree


def add(name, *accuracies, seconds=100.0, digest=None):
    (experiment,) = experiments.named(name)
    for seed, accuracy in enumerate(accuracies):
        receipt = {
            "digest": digest or experiment.digest(),
            "device": "cpu",
            "data": [],
            "versions": {"torch": "2.15.0"},
            "machine": {"cpu": "one", "cores": 2},
            "date": "2026-11-21",
            "command": records.command(name),
        }
        result = {"test_accuracy": accuracy, "mirrored_accuracy": accuracy + 0.01}
        time = {"cpu": seconds, "wall": seconds}
        records.add(name, Record(seed, result, [], time, receipt))


@both
def test_the_chart_has_a_dot_for_each_run_and_a_number_for_each_rung(language):
    add("steps/low", 0.5, 0.52, seconds=0.0)
    add("steps/high", 0.8, 0.81, 0.82, seconds=900.0)
    shown = ladder_chart.chart(RUNGS, language)
    assert shown.count("<circle") == 5
    assert re.findall(r'class="label [^>]*>(\d)<', shown) == ["0", "1"]
    assert "<th>" in shown and "2026-11-21" in shown
    assert "low & slow" not in shown and "http" not in shown and "\n\n" not in shown


@both
def test_what_is_missing_is_said_and_the_rest_is_shown(language):
    add("steps/high", 0.8)
    shown = ladder_chart.chart(RUNGS, language)
    assert shown.count("<circle") == 1
    assert "python scripts/dev.py record steps/low" in shown
    assert "record steps/low" in ladder_chart.change("steps/low", "steps/high", language)


@both
def test_with_no_record_at_all_there_is_no_chart(language):
    shown = ladder_chart.chart(RUNGS, language)
    assert "<svg" not in shown and "record steps/high" in shown


@pytest.mark.parametrize(
    ("high", "verdict"),
    [((0.7, 0.71), "more"), ((0.3, 0.31), "less"), ((0.5, 0.53), "luck"), ((0.7,), "unknown")],
)
@both
def test_a_change_is_told_with_how_sure_it_is(high, verdict, language):
    add("steps/low", 0.5, 0.51, seconds=100.0)
    add("steps/high", *high, seconds=40.0)
    said = ladder_chart.change("steps/low", "steps/high", language)
    assert ladder_chart.WORDS[language][verdict] in said
    assert "0.4" in said and "50.50" in said


def test_two_numbers_of_the_same_runs_can_be_compared():
    add("steps/high", 0.8, 0.8)
    said = ladder_chart.change("steps/high", "steps/high", "en", after="mirrored_accuracy")
    assert "80.00% to 81.00%" in said and "CPU time" not in said


def test_times_are_compared_where_there_are_two():
    add("steps/low", 0.1, 0.1, seconds=0.0)
    add("steps/high", 0.8, 0.8, seconds=40.0)
    assert "CPU time" not in ladder_chart.change("steps/low", "steps/high", "en")
    records.path("steps/low").unlink()
    add("steps/low", 0.1, 0.1, seconds=16.0)
    assert "takes 2.5 times the CPU time" in ladder_chart.change("steps/low", "steps/high", "en")


def test_records_of_other_code_are_an_error():
    add("steps/low", 0.5, digest="0123456789ab")
    add("steps/high", 0.8)
    with pytest.raises(RecordError, match="other code"):
        ladder_chart.chart(RUNGS, "en")
    with pytest.raises(RecordError, match="other code"):
        ladder_chart.change("steps/low", "steps/high", "en")


def test_both_languages_say_the_same_things():
    fields = [
        {key: sorted(re.findall(r"{\w+}", text)) for key, text in words.items()}
        for words in ladder_chart.WORDS.values()
    ]
    assert fields[0] == fields[1]


def test_names_of_rungs_do_not_cover_each_other():
    places = {1: (20.0, 100.0), 2: (21.0, 98.0), 3: (60.0, 99.0), 4: (22.0, 97.0)}
    moved = ladder_chart._apart(places)
    assert moved[1] == (20.0, 100.0) and moved[3] == (60.0, 99.0)
    assert [moved[n][1] for n in (2, 4)] == [100 - ladder_chart.LINE, 100 - 2 * ladder_chart.LINE]


def test_a_perfect_accuracy_can_be_drawn():
    add("steps/high", 1.0)
    assert "<circle" in ladder_chart.chart(RUNGS, "en")
