"""Facts that the page on LeNet tells its reader."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from snippets.networks.lenet import LeNet


def count(net):
    return sum(p.numel() for p in net.parameters())


def test_the_network_is_the_composition_that_the_page_walks_through(page):
    net, x = LeNet(), torch.rand(3, 1, 32, 32)
    maps = F.max_pool2d(net.conv2(F.max_pool2d(net.conv1(x).relu(), 2)).relu(), 2)
    assert maps.shape == (3, 16, 5, 5)
    hidden = net.fc2(net.fc1(maps.flatten(1)).relu()).relu()
    torch.testing.assert_close(net(x), net.fc3(hidden))


def test_logits_are_not_cut_off_at_zero():
    assert LeNet()(torch.rand(8, 1, 32, 32)).min() < 0


def test_it_has_ten_tensors_and_61706_parameters_most_of_them_in_fc1(page):
    assert len(list(page.net.parameters())) == 10
    assert count(page.net) == 156 + 2416 + 48120 + 10164 + 850 == 61706
    assert count(page.net.fc1) > 0.75 * count(page.net)


def test_colour_adds_to_the_first_convolution_only(page):
    assert count(page.colour) - count(page.net) == 2 * 6 * 5 * 5
    assert count(page.colour) == 62006


def test_small_kernels_make_more_parameters(page):
    assert count(page.small) == 60 + 880 + 69240 + 10164 + 850 == 81194
    assert page.small.fc1.in_features == 576


def test_a_square_window_is_one_number(page):
    x = torch.rand(2, 3, 8, 8)
    assert torch.equal(F.max_pool2d(x, (2, 2)), F.max_pool2d(x, 2))


@pytest.mark.parametrize("n", [1, 5])
def test_the_batch_keeps_its_size(n):
    assert LeNet()(torch.rand(n, 1, 32, 32)).shape == (n, 10)


def test_layers_take_a_single_image_and_agree_with_a_batch_of_one(page):
    image = torch.rand(1, 32, 32)
    torch.testing.assert_close(page.net.conv1(image), page.net.conv1(image[None])[0])
    assert nn.MaxPool2d(2)(image).shape == (1, 16, 16)
    logits = torch.randn(10)
    single = F.cross_entropy(logits, torch.tensor(3))
    torch.testing.assert_close(single, F.cross_entropy(logits[None], torch.tensor([3])))


def test_a_gradient_for_the_output_is_a_weighted_sum(page):
    net, weights = LeNet(), torch.randn(1, 10)
    x = torch.rand(1, 1, 32, 32)
    net(x).backward(weights)
    first = net.conv1.bias.grad.clone()
    net.zero_grad()
    assert net.conv1.bias.grad is None
    (net(x) * weights).sum().backward()
    torch.testing.assert_close(net.conv1.bias.grad, first)


def test_one_small_step_makes_the_loss_smaller():
    net, x = LeNet(), torch.rand(4, 1, 32, 32)
    for loss, target in (
        (F.mse_loss, torch.randn(4, 10)),
        (F.cross_entropy, torch.randint(10, (4,))),
    ):
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
        before = loss(net(x), target)
        optimizer.zero_grad()
        before.backward()
        optimizer.step()
        assert loss(net(x), target) < before


def test_view_with_minus_one_at_the_batch_makes_more_samples(page):
    assert page.Viewed()(torch.rand(4, 1, 52, 52)).shape == (16, 10)
    assert page.Viewed()(torch.rand(4, 1, 32, 32)).shape == (4, 10)
    with pytest.raises(RuntimeError, match="cannot be multiplied"):
        LeNet()(torch.rand(4, 1, 52, 52))


def test_padded_digits_lie_in_the_middle():
    digits = torch.rand(2, 1, 28, 28)
    padded = F.pad(digits, (2, 2, 2, 2))
    assert torch.equal(padded[..., 2:-2, 2:-2], digits) and padded.shape[-2:] == (32, 32)


@pytest.mark.parametrize("size", [16, 28, 32, 53])
@pytest.mark.parametrize("kernel", [1, 3, 5])
def test_feature_count_agrees_with_the_layers(page, size, kernel):
    x = torch.rand(1, 1, size, size)
    for layer in (nn.Conv2d(1, 6, kernel), nn.Conv2d(6, 16, kernel)):
        x = F.max_pool2d(layer(x), 2)
    assert page.feature_count(size, kernel) == x.numel()


def test_the_sequential_has_other_names_and_the_same_parameters(page):
    shapes = [[p.shape for p in net.parameters()] for net in (page.sequential(), LeNet())]
    assert shapes[0] == shapes[1]
    assert page.sequential().state_dict().keys() != LeNet().state_dict().keys()


@pytest.mark.parametrize("lr", [0.001, 0.3])
def test_our_step_equals_that_of_sgd(page, lr):
    ours, theirs = nn.Linear(5, 3), nn.Linear(5, 3)
    theirs.load_state_dict(ours.state_dict())
    x = torch.randn(7, 5)
    for layer in (ours, theirs):
        layer(x).square().mean().backward()
    page.sgd_step(ours, lr)
    torch.optim.SGD(theirs.parameters(), lr=lr).step()
    torch.testing.assert_close(ours.weight, theirs.weight)
    torch.testing.assert_close(ours.bias, theirs.bias)
