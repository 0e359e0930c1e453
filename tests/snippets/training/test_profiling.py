"""Facts that the page on profiling tells its reader."""

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


def test_a_loop_over_rows_calls_every_operation_once_a_row(page):
    assert page.calls["aten::relu"] == 100 + 1
    torch.testing.assert_close(page.rows, page.batch)


def test_the_schedule_waits_warms_up_and_records(page):
    names = [page.plan(step).name for step in range(4)]
    assert names == ["NONE", "WARMUP", "RECORD", "RECORD_AND_SAVE"]
    assert page.plan(4).name == "NONE"


def test_a_large_product_takes_longer_than_a_small_one(page):
    assert page.timings["large"].median > page.timings["small"].median > 0


@pytest.mark.parametrize(("n", "inputs", "outputs"), [(1, 3, 5), (17, 8, 2), (4, 64, 64)])
def test_a_product_of_matrices_takes_two_operations_a_pair(page, n, inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    with FlopCounterMode(display=False) as counter:
        layer(torch.randn(n, inputs))
    assert counter.get_total_flops() == 2 * n * inputs * outputs
    assert page.linear_flops(layer, n) == counter.get_total_flops()


def test_backward_skips_the_gradient_of_the_input(page):
    assert page.total == page.first * 2 + page.second * 3


def test_adam_keeps_two_numbers_for_each_parameter_and_sgd_none(page):
    net = nn.Linear(7, 3)
    for kind, factor in [(torch.optim.SGD, 0), (torch.optim.Adam, 2)]:
        optimizer = kind(net.parameters(), lr=0.1)
        net(torch.ones(1, 7)).sum().backward()
        optimizer.step()
        assert page.state_bytes(optimizer) == factor * sum(p.nbytes for p in net.parameters())


def test_activations_grow_with_the_batch_and_count_each_map_once(page):
    one = page.kept_for_backward(page.net, torch.randn(1, 3, 32, 32))
    assert one == 4 * 32 * 32 * (3 + 32 + 64)
    for n in (2, 5):
        assert page.kept_for_backward(page.net, torch.randn(n, 3, 32, 32)) == n * one


def test_channels_last_changes_strides_and_nothing_else(page):
    n, c, h, w = 2, 3, 4, 5
    assert page.images.stride() == (c * h * w, h * w, w, 1)
    assert page.last.stride() == (c * h * w, 1, w * c, c)
    assert torch.equal(page.images, page.last) and page.last.shape == (n, c, h, w)


def test_a_convolution_keeps_channels_last_and_its_results(page):
    assert page.found.is_contiguous(memory_format=torch.channels_last)
    torch.testing.assert_close(page.found, page.expected)


def test_memory_of_training_is_four_times_the_trained_parameters(page):
    net = nn.Sequential(nn.Linear(9, 9), nn.Linear(9, 1))
    weights = sum(p.nbytes for p in net.parameters())
    assert page.training_bytes(net) == 4 * weights
    assert page.training_bytes(net.requires_grad_(False)) == weights


def test_errors_say_what_to_do(errors):
    assert errors["globals"] == "NameError: name 'a' is not defined"
    assert "Use .reshape(...) instead" in errors["view"]
    assert "required rank 4" in errors["rank"]


def test_the_picture_stacks_megabytes_and_ends_at_all_of_them(page, drawn):
    (axes,) = drawn("batch size")
    areas = [area.get_paths()[0].get_extents() for area in axes.collections]
    assert [area.get_label() for area in axes.collections] == page.names
    assert (areas[0].y0, areas[0].x0, areas[0].x1) == (0, 1, 32)
    weights = sum(p.nbytes for p in page.net.parameters()) / 1e6
    tops = [area.y1 for area in areas]
    assert tops[:3] == pytest.approx([weights, 2 * weights, 4 * weights])
    assert tops[3] == pytest.approx(4 * weights + 32 * page.one / 1e6)
