"""What the page on metrics says goes wrong loudly."""

import pytest


def test_the_third_of_two_samples_is_out_of_bounds(errors):
    assert errors["last-batch"].startswith("IndexError: index 2 is out of bounds")


def test_squeeze_leaves_no_axis_of_a_batch_of_one(errors):
    assert errors["last-one"].startswith("IndexError: invalid index of a 0-dim tensor")


@pytest.mark.parametrize(
    ("cell", "name"),
    [("no-classes", "classes"), ("two-spellings", "class_correct"), ("misspelt-labels", "labels")],
)
def test_a_name_is_not_defined(errors, cell, name):
    assert errors[cell] == f"NameError: name '{name}' is not defined"


def test_a_class_without_samples_divides_by_zero(errors):
    assert errors["by-zero"].startswith("ZeroDivisionError")
