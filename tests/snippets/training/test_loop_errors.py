"""What the page on the training loop says goes wrong loudly."""

import pytest


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("misspelt-loss", "loass"),
        ("misspelt-batch", "tragets"),
        ("another-name", "net_dropout"),
    ],
)
def test_a_misspelt_name_is_not_defined(errors, cell, name):
    assert errors[cell] == f"NameError: name '{name}' is not defined"


def test_there_is_no_train_with_a_number(errors):
    assert errors["train-with-a-number"].endswith("has no attribute 'train5'")


def test_labels_are_no_logits(errors):
    assert errors["swapped"].endswith("not implemented for 'Long'")


def test_a_format_without_places_takes_no_numbers(errors):
    assert errors["percent"] == "TypeError: not all arguments converted during string formatting"


def test_what_was_not_recorded_has_no_backward(errors):
    assert "does not require grad" in errors["inside-no-grad"]
