"""When two printed outputs say the same."""

import pytest

from scripts.printed import same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tensor([1., 2.])", "tensor([1.0000, 2.0000])"),
        ("tensor([[1, 2],\n        [3, 4]])", "tensor([[1, 2],\n    [3, 4]])"),
        ("tensor([1.])", "tensor([0.9999])"),
        ("999.9", "9.9990e+02"),
        ("0.3333", "0.3334"),
        ("2.9802e-08", "-1.1921e-08"),
        ("-0.0000", "0.0000"),
        ("loss 2.30", "loss 2.3026"),
        ("0.5", "0.5012"),
        ("1.7e-03", "0.0017"),
    ],
)
def test_rounding_and_layout_are_no_difference(left, right):
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("3", "4"),
        ("torch.Size([2, 3])", "torch.Size([3, 2])"),
        ("torch.float32", "torch.float64"),
        ("0.3333", "0.3343"),
        ("1.0", "1"),
        ("True", "False"),
        ("1.5 2.5", "1.5"),
        ("1.0000e-02", "2.0000e-02"),
        ("tensor([1., nan])", "tensor([1., 2.])"),
        ("tensor([1.])", "tensor([2.])"),
        ("1234.", "1235."),
        ("1.", "0.5403"),
        ("tensor([0., 1.])", "tensor([0.1667, 1.0000])"),
        ("0.5", "0.6"),
        ("0.0012", "0.0013"),
    ],
)
def test_values_shapes_dtypes_and_words_are_differences(left, right):
    assert not same(left, right)


def test_a_cell_that_opts_out_still_keeps_its_words():
    assert same("epoch 1 loss 0.52", "epoch 1 loss 0.61", digits=False)
    assert not same("epoch 1 loss 0.52", "epoch 1 accuracy 0.52", digits=False)
