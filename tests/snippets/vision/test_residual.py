"""Facts that the page on residual networks tells its reader."""

import itertools

import pytest
import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from torchvision.models import resnet18

from snippets.vision.resnet import BasicBlock, ResNet18, TwoBlockNet, WideBlock


@pytest.mark.parametrize("shortcut", [True, False])
def test_with_shortcuts_the_first_layers_get_their_gradient(shortcut):
    layers = [nn.Linear(32, 32) for _ in range(30)]
    out = torch.randn(64, 32)
    for layer in layers:
        change = torch.tanh(layer(out))
        out = out + change if shortcut else change
    out.sum().backward()
    first, last = (layer.weight.grad.norm() for layer in (layers[0], layers[-1]))
    assert (first.item() > last.item() / 100) is shortcut


@pytest.mark.parametrize(("into", "out", "stride"), [(8, 8, 1), (8, 16, 2), (8, 8, 2), (8, 4, 1)])
@pytest.mark.parametrize("training", [True, False])
def test_the_block_is_torchvisions(into, out, stride, training):
    around = None
    if stride != 1 or into != out:
        around = nn.Sequential(nn.Conv2d(into, out, 1, stride, bias=False), nn.BatchNorm2d(out))
    theirs = torchvision.models.resnet.BasicBlock(into, out, stride, around)
    block = BasicBlock(into, out, stride)
    block.load_state_dict(theirs.state_dict())
    block.train(training), theirs.train(training)
    x = torch.randn(2, into, 8, 8)
    torch.testing.assert_close(block(x), theirs(x))


@pytest.mark.parametrize("size", [32, 64])
def test_our_resnet18_is_torchvisions_with_another_start(size):
    theirs = resnet18(weights=None, num_classes=7)
    theirs.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    theirs.maxpool = nn.Identity()
    ours = ResNet18(num_classes=7)
    ours.load_state_dict(theirs.state_dict())
    x = torch.rand(2, 3, size, size)
    torch.testing.assert_close(ours.eval()(x), theirs.eval()(x))


def test_resnet18_has_18_layers_beside_the_ways_around():
    weighted = [m for m in ResNet18().modules() if isinstance(m, nn.Conv2d | nn.Linear)]
    assert len(weighted) == 21
    around = [m for m in weighted if isinstance(m, nn.Conv2d) and m.kernel_size == (1, 1)]
    assert len(weighted) - len(around) == 18


def test_each_stage_halves_the_maps_and_doubles_the_channels():
    net = ResNet18()
    x = torch.rand(1, 64, 32, 32)
    shapes = []
    for layer in (net.layer1, net.layer2, net.layer3, net.layer4):
        x = layer(x)
        shapes.append(tuple(x.shape[1:]))
    assert shapes == [(64, 32, 32), (128, 16, 16), (256, 8, 8), (512, 4, 4)]


def test_the_published_start_leaves_one_pixel_of_32(page):
    parts = list(page.published.named_children())[:8]
    x = torch.rand(2, 3, 32, 32)
    sizes = {name: (x := part(x)).shape[-1] for name, part in parts}
    assert sizes["maxpool"] == 8 and sizes["layer4"] == 1


def test_parameter_counts(page):
    assert page.count(TwoBlockNet()) == 347_498
    assert page.count(resnet18()) == 11_689_512
    assert page.count(resnet18(num_classes=10)) == 11_181_642
    assert page.count(ResNet18()) == 11_173_962


def test_the_small_net_has_seven_layers_and_nearly_all_weights_in_one(page):
    net = TwoBlockNet()
    weighted = [m for m in net.modules() if isinstance(m, nn.Conv2d | nn.Linear)]
    assert len(weighted) == 7
    parts = {name: page.count(part) for name, part in net.named_children()}
    assert parts == {"stem": 480, "blocks": 4_704 + 14_624, "fc": 327_690}
    assert parts["fc"] / sum(parts.values()) > 0.94


def test_with_pooling_any_size_will_do(page):
    assert page.count(page.pooled[-1]) == 330
    assert page.count(page.pooled) == 20_138
    for size in (20, 32, 64):
        assert page.pooled(torch.rand(2, 3, size, size)).shape == (2, 10)


def test_one_step_moves_the_weights(page):
    model = resnet18(weights=None)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, momentum=0.9)
    before = model.fc.weight.detach().clone()
    loss = F.cross_entropy(model(torch.rand(1, 3, 64, 64)), torch.tensor([3]))
    loss.backward()
    optimizer.step()
    torch.testing.assert_close(model.fc.weight, before - 1e-2 * model.fc.weight.grad)


def test_evaluate_counts_images_and_switches_to_eval(page):
    model = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    images, labels = torch.rand(10, 3, 4, 4), torch.randint(3, (10,))
    expected = (model(images).argmax(dim=1) == labels).float().mean().item()
    model.train()
    for batch_size in (3, 10, 64):
        share = page.evaluate(model, images, labels, batch_size)
        assert share == pytest.approx(expected)
    assert not model.training


def test_the_brightest_colour_names_the_class(page):
    images, labels = page.train
    assert len(images) == 200 and len(page.test[0]) == 40
    assert (images.mean(dim=(2, 3)).argmax(dim=1) == labels).float().mean() > 0.9


def test_without_the_last_relu_negative_numbers_come_out():
    x = torch.randn(2, 16, 8, 8)
    assert (WideBlock(16, 16)(x) < 0).any()
    assert (BasicBlock(16, 16)(x) >= 0).all()


def test_the_way_around_is_the_blocks_own(page):
    for into, out, stride in itertools.product((4, 8), (4, 8), (1, 2)):
        around, own = page.shortcut(into, out, stride), BasicBlock(into, out, stride).downsample
        around.load_state_dict(own.state_dict())
        x = torch.rand(2, into, 6, 6)
        torch.testing.assert_close(around(x), own(x))


def test_the_size_of_a_block(page):
    for settings in itertools.product((4, 8), (4, 8), (1, 2)):
        assert page.block_size(*settings) == page.count(BasicBlock(*settings))


def test_a_block_can_start_as_identity_and_still_learn(page):
    block = BasicBlock(4, 4)
    page.start_as_identity(block)
    x = torch.randn(2, 4, 6, 6)
    assert torch.equal(block(x), x.relu())
    block(x).square().sum().backward()
    assert block.bn2.weight.grad.abs().max() > 0
    theirs = resnet18(zero_init_residual=True).layer1[0].bn2.weight
    assert (theirs == 0).all()


def test_a_third_of_the_images_is_redder_greener_or_bluer(page):
    assert page.images.shape == (240, 3, 16, 16)
    brightest = page.images.mean(dim=(2, 3)).argmax(dim=1)
    assert (brightest == page.labels).float().mean() > 0.9


def test_training_and_test_images_are_different_ones(page):
    assert (len(page.train[0]), len(page.test[0])) == (200, 40)
