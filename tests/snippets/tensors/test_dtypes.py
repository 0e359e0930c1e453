"""Facts that the page on dtypes and devices tells its reader."""

import numpy as np
import pytest
import torch

OLD_CLASSES = {
    torch.bool: torch.BoolTensor,
    torch.uint8: torch.ByteTensor,
    torch.int8: torch.CharTensor,
    torch.int16: torch.ShortTensor,
    torch.int32: torch.IntTensor,
    torch.int64: torch.LongTensor,
    torch.float16: torch.HalfTensor,
    torch.bfloat16: torch.BFloat16Tensor,
    torch.float32: torch.FloatTensor,
    torch.float64: torch.DoubleTensor,
}


@pytest.mark.parametrize("dtype", OLD_CLASSES, ids=str)
def test_each_dtype_of_the_table_has_its_old_class(page, dtype):
    assert dtype in page.dtypes
    assert isinstance(torch.empty(0, dtype=dtype), OLD_CLASSES[dtype])


def test_byte_has_no_sign_and_char_has_one():
    assert (torch.iinfo(torch.uint8).min, torch.iinfo(torch.uint8).max) == (0, 255)
    assert (torch.iinfo(torch.int8).min, torch.iinfo(torch.int8).max) == (-128, 127)


def test_limits_agree_with_numpy():
    for name in ("float16", "float32", "float64"):
        ours, theirs = torch.finfo(getattr(torch, name)), np.finfo(name)
        assert (ours.max, ours.eps) == (theirs.max, theirs.eps)


def test_bfloat16_has_the_range_of_float32_and_less_precision_than_float16(page):
    assert page.x.to(torch.float16)[0].isinf()
    assert page.x.to(torch.bfloat16).isfinite().all()
    assert page.x.to(torch.bfloat16)[1] == 1
    assert page.x.to(torch.float16)[1] != 1


def test_float32_cannot_count_past_two_to_the_24(page):
    assert page.big.float() + 1 == page.big.float()
    assert page.big + 1 != page.big


def test_float8_takes_one_byte_and_rounds_coarsely(page):
    assert page.small.element_size() == 1
    torch.testing.assert_close(page.small.float(), torch.tensor([0.1, 1.1, 300]), rtol=0.05, atol=0)


def test_casting_to_integers_truncates_towards_zero_as_numpy_does(page):
    expected = page.values.numpy().astype(np.int64)
    assert np.array_equal(page.values.to(torch.int64).numpy(), expected)


def test_to_returns_the_same_tensor_when_nothing_changes(page):
    assert page.values.to(torch.float32) is page.values
    assert page.values.to(torch.float32, copy=True) is not page.values


def test_a_sum_of_float32_and_float64_is_already_float64(page):
    assert page.total.dtype == torch.float64
    assert page.total.to("cpu", torch.double) is page.total


def test_kind_wins_over_width():
    assert torch.promote_types(torch.int64, torch.float16) == torch.float16
    assert torch.promote_types(torch.uint8, torch.int8) == torch.int16
    assert torch.promote_types(torch.float16, torch.bfloat16) == torch.float32


def test_numbers_and_scalars_do_not_widen(page):
    for weak in (2.5, torch.tensor(2.5, dtype=torch.float64)):
        assert (page.half * weak).dtype == torch.float16
    assert (page.half * torch.tensor([2.5]).double()).dtype == torch.float64


def test_what_was_made_for_the_device_and_what_was_moved_there_meet(page):
    assert page.batch.device == page.labels.device


def test_a_meta_tensor_has_a_shape_and_costs_nothing(page):
    assert page.plan.is_meta
    assert page.plan.nbytes == 4 * 100_000**2
    assert (page.plan @ page.plan).shape == page.plan.shape


def test_a_module_is_cast_in_place_and_returns_itself():
    layer = torch.nn.Linear(2, 1)
    weight = layer.weight
    assert layer.to("cpu", torch.float64) is layer
    assert layer.weight is weight
    assert layer.weight.dtype == torch.float64


def test_a_tensor_is_not_cast_in_place():
    weights = torch.ones(2)
    assert weights.to(torch.float64) is not weights
    assert weights.dtype == torch.float32


def test_bytes_wrap_around_as_in_numpy(page):
    expected = page.pixels.numpy() + np.uint8(10)
    assert np.array_equal((page.pixels + 10).numpy(), expected)


def test_a_wider_dtype_and_a_clamp_keep_bright_pixels_bright(page):
    assert page.brighter.clamp(0, 255).tolist() == [255, 110]


def test_the_old_class_is_true_for_one_dtype_only(page):
    assert isinstance(page.prices, torch.FloatTensor)
    assert not isinstance(page.double, torch.FloatTensor)
    assert page.double.is_floating_point()


def test_common_dtype_is_that_of_the_sum(page):
    a, b = torch.tensor([1], dtype=torch.uint8), torch.tensor([-1], dtype=torch.int8)
    left, right = page.common_dtype(a, b)
    assert left.dtype == right.dtype == (a + b).dtype == torch.int16


def test_every_level_of_a_byte_survives_floats_and_back(page):
    levels = torch.arange(256, dtype=torch.uint8)
    assert torch.equal(page.to_pixels(levels / 255), levels)
    assert page.to_pixels(torch.tensor([-0.5, 0.999, 2.0])).tolist() == [0, 255, 255]


def test_survives_looks_for_loss_in_the_original_dtype(page):
    assert page.survives(torch.tensor([1.5]), torch.float16)
    assert not page.survives(torch.tensor([1.5]), torch.int64)
    assert not page.survives(torch.tensor([2**24 + 1]), torch.float32)
