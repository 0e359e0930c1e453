"""Facts that the page on convolution tells its reader."""

import inspect
import random

import pytest
import torch
import torch.nn.functional as F
from torch import nn


def parameters(layer):
    return sum(p.numel() for p in layer.parameters())


def test_the_loop_over_windows_is_what_torch_computes(page):
    kernel = torch.tensor([[-1.0, 0.0, 1.0]]).repeat(3, 1)
    expected = F.conv2d(page.image[None, None], kernel[None, None])[0, 0]
    torch.testing.assert_close(page.output, expected)
    assert page.output.tolist() == [[27, 27, 0]] * 3


def test_a_layer_has_as_many_maps_as_kernels(page):
    assert page.maps.shape == (4, 16, 28, 28)
    assert page.conv.weight.shape == (16, 3, 5, 5)
    assert page.conv.bias.shape == (16,)


def test_one_number_comes_from_all_channels_of_its_window(page):
    torch.testing.assert_close(page.number, page.maps[0, 7, 10, 20])


def test_the_page_lists_every_argument_of_conv2d():
    expected = (
        "in_channels out_channels kernel_size stride padding dilation groups bias padding_mode "
        "device dtype"
    )
    assert list(inspect.signature(nn.Conv2d).parameters) == expected.split()


@pytest.mark.parametrize("padding", [0, 1, (0, 1), "valid", "same"])
def test_same_keeps_the_size_and_valid_is_none(page, padding):
    height, width = nn.Conv2d(3, 16, 3, padding=padding)(page.images).shape[2:]
    grown = {"valid": (0, 0), "same": (2, 2), 0: (0, 0), 1: (2, 2)}.get(padding, (0, 2))
    assert (height, width) == (30 + grown[0], 30 + grown[1])


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_padding_mode_of_a_layer_is_the_mode_of_pad(mode):
    x = torch.rand(1, 2, 6, 6)
    layer = nn.Conv2d(2, 3, 3, padding=1, padding_mode=mode)
    padded = F.pad(x, (1, 1, 1, 1), mode=mode)
    torch.testing.assert_close(layer(x), F.conv2d(padded, layer.weight, layer.bias))


def test_a_stride_skips_what_it_does_not_compute(page):
    kept = page.every(page.images)[:, :, ::2, ::2]
    torch.testing.assert_close(page.halved(page.images), kept)


def test_a_dilated_kernel_is_a_larger_one_with_zeros_in_the_gaps(page):
    assert page.spread.count_nonzero() == page.every.weight.numel()
    torch.testing.assert_close(page.dilated, F.conv2d(page.images, page.spread))


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_groups_are_convolutions_side_by_side(groups):
    layer = nn.Conv2d(6, 12, 3, groups=groups, bias=False)
    x = torch.rand(2, 6, 8, 8)
    pairs = zip(x.chunk(groups, dim=1), layer.weight.chunk(groups), strict=True)
    by_hand = torch.cat([F.conv2d(part, weight) for part, weight in pairs], dim=1)
    torch.testing.assert_close(layer(x), by_hand)


def test_depthwise_and_pointwise_have_a_seventh_of_the_weights(page):
    counts = [layer.weight.numel() for layer in (page.full, page.depthwise, page.pointwise)]
    assert counts == [9216, 288, 1024]
    assert 7 < counts[0] / (counts[1] + counts[2]) < 7.1


def test_a_pointwise_convolution_is_a_linear_layer_over_the_channels(page):
    x = torch.rand(2, 32, 5, 5)
    linear = F.linear(x.movedim(1, -1), page.pointwise.weight[:, :, 0, 0]).movedim(-1, 1)
    torch.testing.assert_close(page.pointwise(x), linear)


def test_the_formula_agrees_with_torch_or_torch_refuses(page):
    compared = refused = 0
    while compared < 300:
        size, k, s, p, d = (random.randint(1, most) for most in (60, 9, 5, 5, 4))
        layer, x = nn.Conv1d(1, 1, k, s, p, d), torch.zeros(1, 1, size)
        if (expected := page.output_size(size, k, s, p, d)) > 0:
            assert layer(x).shape[2] == expected, (size, k, s, p, d)
            compared += 1
        else:
            refused += 1
            with pytest.raises(RuntimeError, match="greater than actual input size"):
                layer(x)
    assert refused


def test_the_page_itself_checks_hundreds_of_settings(page):
    assert page.checked > 300


def test_the_short_formula_lacks_rounding_and_dilation(page):
    x = torch.zeros(1, 1, 32, 32)
    assert nn.Conv2d(1, 1, 5, stride=2)(x).shape[2] == page.output_size(32, 5, stride=2) == 14
    assert nn.Conv2d(1, 1, 5, dilation=2)(x).shape[2] == page.output_size(32, 5, dilation=2) == 24


def test_maps_shrink_from_32_to_5(page):
    x, sizes = page.images, []
    for layer in page.net:
        x = layer(x)
        sizes.append(x.shape[-1])
    assert sizes == [28, 28, 14, 10, 10, 5]
    assert x.flatten(1).shape == (4, 16 * 5 * 5)


def test_parameter_counts_of_the_layers_shown():
    assert parameters(nn.Conv2d(1, 3, 3)) == 27 + 3
    assert parameters(nn.Conv2d(3, 6, 5)) == 450 + 6
    assert parameters(nn.Conv2d(6, 16, 5)) == 2400 + 16


def test_two_small_kernels_see_as_far_as_one_large_one(page):
    assert (page.two[0].weight.numel() + page.two[1].weight.numel()) == 18
    x = torch.rand(1, 1, 9, 9, requires_grad=True)
    page.two(x)[0, 0, 2, 2].backward()
    rows, columns = x.grad[0, 0].nonzero(as_tuple=True)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (2, 6, 2, 6)


def test_one_image_is_taken_by_the_layer_and_spoilt_by_flatten(page):
    image = page.images[0]
    torch.testing.assert_close(page.conv(image), page.conv(image[None])[0])
    assert page.net(image).flatten(1).shape == (16, 25)
    assert page.net(image[None]).flatten(1).shape == (1, 400)


def test_bytes_of_a_photo_become_floats_with_channels_first(page):
    x = page.photo.permute(2, 0, 1).float() / 255
    assert x.shape == (3, 32, 48)
    assert torch.equal((x * 255).round().byte()[:, 4, 9], page.photo[4, 9])


def test_stride_2_with_padding_1_halves_even_sizes():
    for size in range(2, 40, 2):
        layer = nn.Conv2d(1, 1, 3, stride=2, padding=1)
        assert layer(torch.zeros(1, 1, size, size)).shape[2] == size // 2


@pytest.mark.parametrize("kernel", [1, 3, 5, 9])
@pytest.mark.parametrize("dilation", [1, 2, 4])
def test_same_padding_is_what_torch_works_out(page, kernel, dilation):
    padding = page.same_padding(kernel, dilation)
    assert page.output_size(50, kernel, padding=padding, dilation=dilation) == 50


def test_counts_agree_with_layers_of_random_settings(page):
    for _ in range(50):
        groups = random.randint(1, 4)
        into, out = (groups * random.randint(1, 5) for _ in range(2))
        kernel, bias = random.randint(1, 7), random.random() < 0.5
        layer = nn.Conv2d(into, out, kernel, groups=groups, bias=bias)
        assert page.count(into, out, kernel, groups, bias) == parameters(layer)


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_a_convolution_is_a_matrix_product_of_unfolded_windows(page, k):
    x, weight = torch.rand(2, 3, 9, 7), torch.randn(4, 3, k, k)
    torch.testing.assert_close(page.conv2d(x, weight), F.conv2d(x, weight))
