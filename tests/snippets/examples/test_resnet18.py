"""Facts that the page on ResNet-18 for small images tells its reader."""

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models import resnet18


def count(model):
    return sum(p.numel() for p in model.parameters())


def test_it_has_the_parameters_of_the_published_one_but_for_stem_and_head(page):
    published = resnet18(weights=None)
    stem = 64 * 3 * (7 * 7 - 3 * 3)
    head = 513 * (1000 - 10)
    assert count(page.ResNet18()) == count(published) - stem - head == 11_173_962


def test_torchvisions_weights_fit_and_give_the_same_answers(page):
    theirs = page.adapt(resnet18(weights=None), classes=10)
    ours = page.ResNet18().eval()
    ours.load_state_dict(theirs.state_dict())
    images = torch.rand(2, 3, 32, 32)
    torch.testing.assert_close(ours(images), theirs.eval()(images))


def test_only_stem_and_head_do_not_fit(page, errors):
    assert page.left.missing_keys == ["conv1.weight", "fc.weight", "fc.bias"]
    assert not page.left.unexpected_keys
    assert errors["sizes"].count("size mismatch") == 3


@pytest.mark.parametrize("row", range(5))
def test_half_of_torchs_flops_are_multiply_adds(page, row):
    _, model, size = page.rows[row]
    with FlopCounterMode(display=False) as counter:
        model(torch.empty(1, 3, size, size, device="meta"))
    assert counter.get_total_flops() == 2 * page.costs[row]


def test_counting_leaves_no_hooks_behind(page):
    model = page.rows[0][1]
    page.multiply_adds(model, 32)
    assert not any(layer._forward_hooks for layer in model.modules())


def test_backwards_costs_about_twice_as_much_as_forwards(page):
    with torch.device("meta"):
        model, image = page.ResNet18(), torch.empty(1, 3, 32, 32)
    with FlopCounterMode(display=False) as counter:
        model(image).sum().backward()
    assert counter.get_total_flops() / 2 / page.costs[2] == pytest.approx(3, abs=0.05)


def test_eight_images_are_learnt_by_heart(page):
    assert page.losses[-1] < page.losses[0] / 10
    assert page.known >= 7
