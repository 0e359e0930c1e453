"""Facts that the page on pooling and upsampling tells its reader."""

import random

import pytest
import torch
import torch.nn.functional as F
from torch import nn


def test_the_spellings_of_max_pooling_agree(page):
    assert F.max_pool2d(page.x, 2).tolist() == [[[[5, 2], [2, 9]]]]
    for layer in (nn.MaxPool2d(2, 2), nn.MaxPool2d(2, stride=2), nn.MaxPool2d(2)):
        assert torch.equal(layer(page.x), F.max_pool2d(page.x, (2, 2)))


def test_pooling_has_nothing_to_learn_and_keeps_the_channels():
    for layer in (nn.MaxPool2d(2), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(1)):
        assert not list(layer.parameters())
        x = torch.rand(2, 5, 8, 8)
        apart = torch.cat([layer(x[:, c : c + 1]) for c in range(5)], dim=1)
        torch.testing.assert_close(layer(x), apart)


def test_only_the_winner_gets_a_gradient(page):
    winners = page.leaf.grad[0, 0].bool()
    assert sorted(page.x[0, 0][winners].tolist()) == [2, 2, 5, 9]


def test_sizes_are_rounded_down_unless_ceil_mode(page):
    assert nn.MaxPool2d(2)(page.maps).shape[2] == 6
    assert nn.MaxPool2d(2, ceil_mode=True)(page.maps).shape[2] == 7
    for _ in range(50):
        size, k, s = random.randint(5, 40), random.randint(1, 5), random.randint(1, 5)
        p = random.randint(0, k // 2)
        length = nn.MaxPool2d(k, s, p)(torch.rand(1, 1, size, size)).shape[2]
        assert length == (size + 2 * p - k) // s + 1


def test_the_border_never_wins_a_maximum():
    x = torch.full((1, 1, 4, 4), -5.0)
    assert F.max_pool2d(x, 3, stride=2, padding=1).eq(-5).all()


def test_the_border_counts_in_a_mean_unless_left_out(page):
    counted = F.avg_pool2d(page.ones, 3, stride=2, padding=1)
    assert counted.flatten().tolist() == pytest.approx([4 / 9, 6 / 9, 6 / 9, 1])
    left_out = F.avg_pool2d(page.ones, 3, stride=2, padding=1, count_include_pad=False)
    assert left_out.eq(1).all()


@pytest.mark.parametrize("size", [1, 7, 32])
def test_global_average_pooling_is_the_mean_over_height_and_width(page, size):
    x = torch.rand(2, 6, size, size + 1)
    torch.testing.assert_close(page.pool(x), x.mean(dim=(2, 3), keepdim=True))


@pytest.mark.parametrize(("length", "count"), [(7, 3), (10, 4), (5, 5), (3, 4)])
def test_adaptive_windows_are_as_the_page_says(length, count):
    row = torch.rand(1, length)
    windows = [
        row[0, n * length // count : -(-(n + 1) * length // count)].mean() for n in range(count)
    ]
    torch.testing.assert_close(F.adaptive_avg_pool1d(row, count)[0], torch.stack(windows))


def test_nearest_doubles_every_pixel(page):
    expected = torch.kron(page.small[0, 0], torch.ones(2, 2))
    assert torch.equal(F.interpolate(page.small, scale_factor=2)[0, 0], expected)


def test_align_corners_keeps_the_corners_on_an_even_scale(page):
    edge = page.corners[0, 0, 0]
    torch.testing.assert_close(edge, torch.linspace(1, 2, 4))


def test_a_transposed_convolution_stamps_the_kernel(page):
    assert torch.equal(page.canvas, torch.kron(page.small[0, 0], page.kernel[0, 0]))
    x, kernel = torch.rand(1, 1, 3, 4), torch.rand(1, 1, 3, 3)
    stamped = torch.zeros(7, 9)
    for i in range(3):
        for j in range(4):
            stamped[2 * i : 2 * i + 3, 2 * j : 2 * j + 3] += x[0, 0, i, j] * kernel[0, 0]
    torch.testing.assert_close(F.conv_transpose2d(x, kernel, stride=2)[0, 0], stamped)


def test_the_transposed_convolution_is_the_gradient_of_the_convolution(page):
    x = torch.rand(1, 3, 8, 8, requires_grad=True)
    out = F.conv2d(x, page.down.weight, stride=2, padding=1)
    (gradient,) = torch.autograd.grad(out.sum(), x)
    back = F.conv_transpose2d(torch.ones_like(out), page.down.weight, stride=2, padding=1)
    torch.testing.assert_close(back, gradient)


def test_the_way_down_and_up_restores_the_shape(page):
    images = torch.rand(2, 3, 32, 32)
    assert page.up(page.down(images)).shape == images.shape
    assert page.down.weight.shape == page.up.weight.shape == (16, 3, 4, 4)


def test_the_size_formula_of_transposed_convolution():
    for _ in range(100):
        size, k, s = (random.randint(1, most) for most in (9, 6, 4))
        d, extra = random.randint(1, 3), random.randint(0, s - 1)
        p = random.randint(0, (k - 1) * d // 2)
        expected = (size - 1) * s + d * (k - 1) + 1 - 2 * p + extra
        layer = nn.ConvTranspose2d(1, 1, k, s, p, output_padding=extra, dilation=d)
        if expected > 0:
            assert layer(torch.zeros(1, 1, size, size)).shape[2] == expected


def test_seven_and_eight_both_become_four_and_output_padding_chooses(page):
    for size in (7, 8):
        assert page.halve(torch.rand(1, 1, size, size)).shape[2] == 4
    for extra in (0, 1):
        back = nn.ConvTranspose2d(1, 1, output_padding=extra, **page.options)
        assert back(page.x4).shape[2] == 7 + extra


def test_stamps_overlap_evenly_where_the_stride_divides_the_kernel():
    ones = torch.ones(1, 1, 1, 9)
    for k, even in ((2, True), (3, False), (4, True), (5, False)):
        out = F.conv_transpose2d(ones, torch.ones(1, 1, 1, k), stride=2)[0, 0, 0, k:-k]
        assert bool((out == out[0]).all()) is even


def test_the_second_argument_of_interpolate_is_a_size(page):
    assert F.interpolate(page.maps, 2).shape[2:] == (2, 2)
    assert F.interpolate(page.maps, scale_factor=2).shape[2:] == (26, 26)


def test_three_axes_are_read_as_signals(page):
    assert F.interpolate(page.picture, scale_factor=2).shape == (3, 8, 16)
    assert F.interpolate(page.picture[None], scale_factor=2)[0].shape == (3, 16, 16)


def test_max_pooling_by_splitting_axes(page):
    x = torch.randn(2, 3, 10, 14)
    assert torch.equal(page.max_pool(x), F.max_pool2d(x, 2))


@pytest.mark.parametrize("factor", [1, 2, 5])
def test_enlarging_by_repeating_is_nearest(page, factor):
    x = torch.randn(2, 3, 4, 6)
    assert torch.equal(page.enlarge(x, factor), F.interpolate(x, scale_factor=factor))


def test_transposed_sizes_agree_with_layers_of_random_settings(page):
    for _ in range(50):
        size, k, s = (random.randint(1, most) for most in (9, 6, 4))
        p = random.randint(0, (k - 1) // 2)
        length = nn.ConvTranspose2d(1, 1, k, s, p)(torch.zeros(1, 1, size, size)).shape[2]
        assert page.transposed_size(size, k, s, p) == length
