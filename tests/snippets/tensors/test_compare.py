"""What counts as the same in the table of arrays and tensors."""

import numpy as np
import pytest
import torch

from snippets.tensors.compare import same, same_answer, same_shape


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


def test_random_values_need_only_agree_in_shape_and_range():
    same_shape(np.random.rand(9), torch.rand(9), low=0, high=1)
    with pytest.raises(AssertionError):
        same_shape(np.random.rand(9), torch.rand(3, 3))
    for outside in (-1.0, 2.0):
        with pytest.raises(AssertionError):
            same_shape(np.zeros(1), torch.tensor([outside]), low=0, high=1)
        with pytest.raises(AssertionError):
            same_shape(np.array([outside]), torch.zeros(1), low=0, high=1)


def test_answers_are_printed_and_must_be_equal(capsys):
    same_answer(3, 3)
    assert capsys.readouterr().out == "3\n"
    with pytest.raises(AssertionError):
        same_answer((2, 3), (3, 2))
