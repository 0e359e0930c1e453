"""Facts that the page on taking a model elsewhere tells its reader."""

import pytest
import torch
from torch import nn


@pytest.mark.parametrize("count", [2, 7, 100])
def test_a_program_saved_and_loaded_computes_the_same_for_any_batch(page, count):
    x = torch.randn(count, 2)
    assert torch.equal(page.loaded(x), page.net(x))


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (40, 200)])
def test_rounding_errs_by_half_a_step_at_most(page, shape):
    weight = torch.randn(shape) * torch.logspace(-3, 3, shape[0])[:, None]
    for quantise in (page.quantise, page.per_row):
        integers, scale = quantise(weight)
        assert integers.dtype == torch.int8 and integers.abs().max() == 127
        assert ((integers * scale - weight).abs() <= scale * 0.50001).all()


def test_int8_takes_a_quarter_of_float32_and_a_scale_for_each_row(page):
    weight = nn.Linear(300, 20).weight.detach()
    wide, small = page.byte_count([weight]), page.byte_count(page.quantise(weight))
    assert wide == 4 * 300 * 20 and small == wide // 4 + 4 * 20


def test_quantised_weights_hardly_change_the_answers(page):
    assert (page.before == page.after).float().mean() > 0.95


def test_a_row_of_zeros_stays_zero(page):
    integers, scale = page.per_row(torch.zeros(2, 3))
    assert integers.eq(0).all() and scale.isfinite().all()


def test_where_exports_both_ways_of_a_branch(page):
    x = torch.randn(3)
    assert page.flip(x).sum() >= 0 and torch.equal(page.flip(x), page.flip(-x))


def test_errors_say_what_is_missing_and_what_is_fixed(errors):
    assert "onnxscript" in errors["onnx"]
    assert "== 4" in errors["fixed-batch"]


def test_a_program_made_from_four_rows_takes_four_rows_only(page):
    assert len(page.example) == 4
    fixed = torch.export.export(page.net, (page.example,)).module()
    x = torch.randn(4, 2)
    torch.testing.assert_close(fixed(x), page.net(x))
    with pytest.raises(AssertionError, match="== 4"):
        fixed(torch.randn(5, 2))


def test_the_scales_come_from_the_largest_weight_of_each_row(page):
    expected = page.weight.abs().amax(dim=1, keepdim=True) / 127
    torch.testing.assert_close((page.small * expected - page.weight).abs(), page.error)
    assert page.error.max() <= expected.max() / 2 + 1e-7


def test_only_weights_were_quantised_and_biases_kept(page):
    for name, tensor in page.net.state_dict().items():
        assert torch.equal(page.back[name], tensor) == name.endswith("bias")


def test_the_network_learnt_what_it_was_trained_on(page):
    """It never saw the second half."""
    right = page.net(page.x).argmax(dim=1) == page.y
    assert right[:300].float().mean() > 0.8 and right[300:].float().mean() > 0.8
    assert len(page.x) == 600 and page.y.bincount().tolist() == [200] * 3
