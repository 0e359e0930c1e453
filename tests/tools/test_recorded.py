"""What pages show of recorded runs."""

import re

import pytest

from scripts import (
    experiments,
    ladder_chart,
    paths,
    recorded,
    recorded_change,
    recorded_classes,
    recorded_words,
    records,
)
from scripts.recorded_scale import Scale
from scripts.records import Record, RecordError

LABELS = {"walk/good": "Good <& well>", "walk/bad": "Bad"}
both = pytest.mark.parametrize("language", paths.LANGUAGES)


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def test_experiments_are_public_functions_of_a_seed(walks):
    assert [e.name for e in experiments.everything()] == ["walk/good", "walk/bad"]


@both
def test_a_distribution_has_a_dot_for_every_seed_and_its_numbers(walks, language):
    walks.record("walk/good", 0.98, 0.99, 0.97)
    walks.record("walk/bad", 0.9)
    shown = recorded.distribution(LABELS, language)
    assert shown.count("<circle") == 4
    assert "97.00" in shown and "99.00" in shown and "1.00 " in shown  # lowest, highest, deviation
    assert "python scripts/dev.py record walk/good --seeds 3" in shown
    assert "2026-11-21" in shown and "torch 2.15.0" in shown and "12ab" in shown
    assert "–" in shown  # one run has no standard deviation


@both
def test_everything_is_escaped_and_asks_nothing_of_anybody(walks, language):
    walks.record("walk/good", 0.98, 0.99)
    walks.record("walk/bad", 0.9, 0.91)
    parts = [recorded.distribution(LABELS, language), recorded.curves(LABELS, language)]
    parts += [recorded.table(LABELS, language), recorded.ledger(language)]
    for part in parts:
        assert "<& well" not in part and "<fast>" not in part
        assert "http" not in part and "url(" not in part and "\n\n" not in part


@both
def test_what_is_not_recorded_is_said_with_the_command(walks, language):
    walks.record("walk/good", 0.98)
    calls = [recorded.distribution, recorded.curves, recorded.table]
    for call in calls:
        assert "python scripts/dev.py record walk/bad" in call(LABELS, language)
    assert "python scripts/dev.py record walk/bad" in recorded.your_number("walk/bad", language)
    ledger = recorded.ledger(language)
    assert "python scripts/dev.py record walk/bad" in ledger and "98.00" in ledger
    assert recorded.not_recorded() == ["walk/bad"]


def test_records_of_other_code_are_an_error(walks):
    walks.record("walk/good", 0.98, digest="0123456789ab")
    for call in (recorded.distribution, recorded.curves, recorded.table):
        with pytest.raises(RecordError, match="walk/good.jsonl was recorded with other code"):
            call(["walk/good"], "en")
    with pytest.raises(RecordError, match="--again"):
        recorded.ledger("en")


def test_runs_that_came_to_no_number_are_counted_and_not_drawn(walks):
    walks.record("walk/good", 0.98, None, 0.96)
    shown = recorded.distribution(["walk/good"], "en")
    assert shown.count("<circle") == 2
    assert "2, and 1 without a number" in shown and "97.00%" in shown


def test_a_value_that_was_not_recorded_is_named_with_those_that_were(walks):
    walks.record("walk/good", 0.98)
    with pytest.raises(RecordError, match="no 'recall'; they have: test_accuracy"):
        recorded.distribution(["walk/good"], "en", "recall")


@both
def test_curves_have_a_line_for_every_seed_and_one_for_the_mean(walks, language):
    walks.record("walk/good", 0.98, 0.99, 0.97)
    shown = recorded.curves(["walk/good"], language)
    assert shown.count('s0 single"') == 3 and shown.count('s0 mean"') == 1
    assert 'role="img"' in shown and "98.00" in shown


@pytest.mark.parametrize(
    ("amount", "written"),
    [(4231.6, "4232"), (999.7, "1000"), (66.14, "66.1"), (0.00048162, "0.000482"), (-0.5, "-0.5")],
)
def test_numbers_have_three_digits_or_those_before_the_point(amount, written):
    assert recorded_words.number(amount, "steps", "en") == written


@both
def test_the_words_of_the_box_fit_their_language(walks, language):
    walks.record("walk/good", 0.98, 0.99)
    box = recorded.your_number("walk/good", language)
    assert 'id="your-number-walk-good"' in box and 'for="your-number-walk-good"' in box
    assert 'aria-live="polite"' in box and "<noscript>" in box


@pytest.mark.parametrize(
    "module", [ladder_chart, recorded_change, recorded_classes, recorded_words]
)
def test_both_languages_say_the_same_things(module):
    zh, en = (module.WORDS[language] for language in paths.LANGUAGES)
    if "box" in zh:
        zh, en = zh | zh["box"], en | en["box"]
    fields = [
        {name: sorted(re.findall(r"{(\w*)}", str(text))) for name, text in words.items()}
        for words in (zh, en)
    ]
    assert fields[0] == fields[1]


@pytest.mark.parametrize(
    ("low", "high"), [(0.97, 0.99), (0.98931, 0.98955), (0, 2.3), (0.1, 0.1), (-3, 40), (0, 0)]
)
def test_ticks_are_few_and_span_everything(low, high):
    scale = Scale.of([low, high], "test_accuracy")
    assert 2 <= len(scale.marks) <= 7
    assert 0 <= scale.share(low) <= scale.share(high) <= 1
    labels = scale.labels("test_accuracy", "en")
    assert len(set(labels)) == len(labels)


def test_errors_of_different_magnitude_are_drawn_on_a_logarithmic_scale():
    scale = Scale.of([0.0004, 0.3], "free_mse")
    assert scale.logarithmic and scale.marks == pytest.approx([0.0001, 0.001, 0.01, 0.1, 1])
    assert scale.share(0.01) == pytest.approx(0.5)
    assert not Scale.of([0.2, 0.3], "free_mse").logarithmic
    assert not Scale.of([0.01, 0.99], "test_accuracy").logarithmic


def test_a_file_is_left_whole_when_the_same_seed_is_added_twice(walks):
    walks.record("walk/good", 0.98)
    walks.record("walk/good", 0.5)
    assert [record.result["test_accuracy"] for record in records.read("walk/good")] == [0.98]


def test_other_data_or_another_device_are_not_mixed_in(walks):
    walks.record("walk/good", 0.98)
    (known,) = records.read("walk/good")
    other = {"source": "MNIST", "images": 60_000, "digest": "34cd", "standin": False}
    for change, said in (
        ({"data": [other]}, r"recorded on other data \(MNIST 12ab; now MNIST 34cd"),
        ({"device": "cuda"}, "recorded on cpu, this is cuda"),
        ({"digest": "0123"}, "recorded with other code"),
    ):
        with pytest.raises(RecordError, match=said):
            records.add("walk/good", Record(1, {}, [], {}, known.receipt | change))
    assert len(records.read("walk/good")) == 1
