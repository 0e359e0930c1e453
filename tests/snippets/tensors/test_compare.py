"""What counts as the same in the table of arrays and tensors."""

import numpy as np
import pytest
import torch

from snippets.tensors.compare import same, same_answer, same_range, same_shape


def test_equal_values_print_their_shape_and_both_dtypes(capsys):
    same(np.ones((2, 3)), torch.ones(2, 3))
    assert capsys.readouterr().out == "(2, 3) · float64 → float32\n"


def test_values_may_differ_by_the_rounding_of_float32():
    same(np.array([1 / 3]), torch.tensor([1 / 3]))


@pytest.mark.parametrize("tensor", [torch.tensor([1.0, 2.1]), torch.ones(1, 2)])
def test_other_values_or_another_shape_are_not_the_same(tensor):
    with pytest.raises(AssertionError):
        same(np.array([1.0, 2.0]), tensor)


def test_a_shape_that_would_broadcast_is_not_the_same():
    with pytest.raises(AssertionError):
        same(np.ones((3, 1)), torch.ones(3))


def test_values_that_cannot_be_equal_need_only_agree_in_shape(capsys):
    same_shape(np.array([np.nan]), torch.tensor([1.0]))
    assert capsys.readouterr().out == "(1,) · float64 → float32\n"
    with pytest.raises(AssertionError):
        same_shape(np.random.rand(9), torch.rand(3, 3))


def test_random_values_must_keep_to_their_range():
    same_range(np.random.rand(9), torch.rand(9), 0, 1)
    for outside in (-1.0, 2.0):
        with pytest.raises(AssertionError):
            same_range(np.zeros(1), torch.tensor([outside]), 0, 1)
        with pytest.raises(AssertionError):
            same_range(np.array([outside]), torch.zeros(1), 0, 1)
    with pytest.raises(AssertionError):
        same_range(np.zeros(2), torch.zeros(1), 0, 1)


def test_answers_are_printed_and_must_be_equal(capsys):
    same_answer(3, 3)
    assert capsys.readouterr().out == "3\n"
    with pytest.raises(AssertionError):
        same_answer((2, 3), (3, 2))
