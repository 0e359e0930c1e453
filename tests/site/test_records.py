"""The ledger of recorded runs, and the box in which a reader compares a result with it."""

import html
import json

import pytest

from scripts import experiments, paths, recorded, recorded_words, records

SCRIPT = (paths.DOCS / "assets" / "your-number.js").read_text("utf-8")


@pytest.mark.parametrize("experiment", experiments.everything(), ids=lambda e: e.name)
def test_records_were_made_by_the_code_that_stands_there(experiment):
    found = records.read(experiment.name)
    assert {r.receipt["digest"] for r in found} <= {experiment.digest()}, (
        f"{experiment.name} has changed since it was recorded: undo that, or record it anew with "
        f"`{records.again(experiment.name, found)}`"
    )


def test_every_experiment_is_recorded():
    assert recorded.not_recorded() == []


@pytest.mark.parametrize("experiment", experiments.everything(), ids=lambda e: e.name)
def test_records_are_one_kind_of_run_on_real_data(experiment):
    found = records.read(experiment.name)
    assert [r.seed for r in found] == sorted({r.seed for r in found})
    assert not any(data["standin"] for r in found for data in r.receipt["data"])
    for record in found[1:]:
        records.check_same(experiment.name, found[:1], record.receipt)


def test_every_file_of_records_belongs_to_an_experiment():
    folder = paths.DOCS / "records"
    files = {p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.jsonl")}
    assert files <= {experiment.name for experiment in experiments.everything()}


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_the_ledger_names_every_experiment_and_says_which_are_not_recorded(language):
    ledger = recorded.ledger(language)
    said = recorded_words.WORDS[language]["not_recorded"]
    assert ledger.count(said) == len(recorded.not_recorded())
    for experiment in experiments.everything():
        assert f"<code>{experiment.name}</code>" in ledger


@pytest.fixture
def box(browser, monkeypatch):
    """`box(values, language)` gives a function: what is said to a number that is typed."""
    pages = []

    def opened(values, language="en"):
        words = recorded_words.WORDS[language]
        data = {"values": values, "percent": words["percent"], "words": words["box"]}
        page = browser.new_page()
        pages.append(page)
        page.set_content("<html><body></body></html>")
        page.add_script_tag(content=SCRIPT)
        page.evaluate(  # later than the script, as instant navigation brings pages in
            "html => document.body.innerHTML = html",
            f'<div data-recorded="{html.escape(json.dumps(data))}"><input>'
            '<p role="status" aria-live="polite"></p></div>',
        )

        def typed(text):
            page.fill("input", text)
            page.wait_for_timeout(450)
            return page.inner_text("p")

        return typed

    yield opened
    for page in pages:
        page.close()


TWENTY = [0.970 + 0.001 * k for k in range(20)]  # 97.0 to 98.9 %


def test_the_box_tells_where_a_number_lies(box):
    typed = box(TWENTY)
    assert typed("97.55").startswith("Better than 6 of the 20 recorded runs and worse than 14")
    for same in ("97.55%", "97.55 %", "0.9755", "97,55", "９７.５５％", " .9755 ", "97。55"):
        assert "Better than 6 of the 20" in typed(same)
    assert "mean is 97.95%" in typed("98.9")
    assert typed("98.95").startswith("Better than all 20")
    assert "once in 21 runs" in typed("98.95")
    assert "once in 21 runs" in typed("96.5")
    assert "worth looking for a mistake" in typed("94")
    assert "same images" in box([0.90, 0.901, 0.902, 0.903, 0.904])("95")


def test_a_number_that_was_recorded_is_no_better_than_itself(box):
    typed = box([0.9187, 0.92, 0.921, 0.923, 0.9259])
    assert typed("92.59").startswith("Better than 4 of the 5 recorded runs and worse than 0")
    assert typed("92.3").startswith("Better than 3 of the 5 recorded runs and worse than 1")


@pytest.mark.parametrize(("percent", "share"), [("98", "0.98"), ("80", "0.8"), ("97", ".97")])
def test_a_percentage_and_a_share_are_told_the_same(box, percent, share):
    typed = box(TWENTY)
    assert typed(percent) == typed(share)


def test_the_box_says_what_it_cannot_read(box):
    typed = box(TWENTY)
    assert "Write a number" in typed("ninety")
    assert "Write a number" in typed("-3")
    assert "between 0 and 100%" in typed("101")
    assert typed("") == ""


def test_a_rounded_number_is_not_better_for_its_rounding(box):
    assert "Better than all" not in box([0.98, 0.9887])("98.9")
    assert "Better than all" in box([0.98, 0.9887])("98.93")


def test_few_runs_do_not_call_a_low_number_a_mistake(box):
    said = box([0.97, 0.971, 0.972])("90")
    assert "once in 4 runs" in said and "another seed" in said
    assert "worth looking" not in said


def test_the_box_speaks_chinese(box):
    assert box(TWENTY, "zh")("97.55").startswith("高于已记录的 20 次中的 6 次")
