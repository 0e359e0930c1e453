"""Facts that the page on the three layers of bare tensors tells its reader."""

import math

import pytest
import torch
import torch.nn.functional as F

from snippets.examples.bare_mnist_parts import forward, parameters, relu_behind
from snippets.examples.bare_mnist_runs import three_layers


def test_three_layers_have_199210_parameters(page):
    sizes = [tensor.numel() for tensor in page.weights]
    assert sizes == [156_800, 200, 40_000, 200, 2_000, 10]
    assert sum(sizes) == 199_210


def test_kaiming_keeps_the_spread_from_layer_to_layer_and_randn_blows_it_up(page):
    assert page.w1.std().item() == pytest.approx(math.sqrt(2 / 784), rel=0.02)
    assert 0.5 < page.second.std() / page.images.std() < 2
    assert page.wilder.std() / page.images.std() > 50


def test_biases_begin_at_zero_and_all_are_leaves_that_are_tracked():
    made = parameters()
    assert all(tensor.is_leaf and tensor.requires_grad for tensor in made)
    assert not any(bias.any() for bias in made[1::2])


def test_forward_is_what_linear_layers_do(page):
    x = torch.randn(20, 784)
    w1, b1, w2, b2, w3, b3 = page.weights
    hidden = F.linear(F.linear(x, w1, b1).relu(), w2, b2).relu()
    torch.testing.assert_close(forward(x, page.weights), F.linear(hidden, w3, b3))
    assert torch.equal(relu_behind(x, page.weights), forward(x, page.weights).relu())


def test_the_loss_falls_and_the_accuracy_is_no_luck(page):
    assert page.losses[-1] < page.losses[0] / 2
    assert page.right.float().mean() > 0.8 > 2 * page.most_frequent


def test_a_relu_keeps_the_loss_of_a_sure_and_right_answer_high():
    """The other nine can not go below 0: e³ / (e³ + 9) is all that is left."""
    scores = torch.tensor([[3.0] + [-5.0] * 9])
    loss = F.cross_entropy(scores.relu(), torch.tensor([0]))
    assert loss.item() == pytest.approx(-math.log(math.exp(3) / (math.exp(3) + 9)), rel=1e-5)
    assert F.cross_entropy(scores, torch.tensor([0])) < loss / 100


@pytest.mark.parametrize("own", range(10))
def test_a_score_below_zero_gets_no_gradient_from_its_own_image(own):
    scores = torch.randn(1, 10)
    scores[0, own] = -1.0
    scores.requires_grad_()
    F.cross_entropy(scores.relu(), torch.tensor([own])).backward()
    assert scores.grad[0, own] == 0
    others = scores.detach()[0] > 0
    assert (scores.grad[0, others] > 0).all()  # all that still answer are pushed down


def test_an_image_on_which_all_are_silent_costs_ln_10_and_teaches_nothing(page):
    assert page.loss.isfinite()
    scores = (-torch.rand(5, 10)).requires_grad_()
    loss = F.cross_entropy(scores.relu(), torch.randint(10, (5,)))
    loss.backward()
    assert loss.item() == pytest.approx(math.log(10))
    assert not scores.grad.any()


def test_the_same_weights_lose_classes_with_the_relu_and_none_without(page):
    with torch.no_grad():
        clipped = forward(page.images, page.clipped)
        as_they_are = forward(page.images, page.weights)
    dead = page.lost(clipped, page.labels)
    assert dead
    assert page.lost(as_they_are, page.labels) == []
    assert all(page.alive[-1, k] == 0 for k in dead)
    missed = [k for k in dead if k != 0]  # to silent images argmax answers 0
    assert not torch.isin(page.answers, torch.tensor(missed)).any()
    assert (page.answers == page.some.labels).float().mean() < page.right.float().mean() - 0.03


def test_a_class_that_is_silent_everywhere_has_no_gradient(page):
    with torch.no_grad():
        silent = (forward(page.images, page.clipped) <= 0).all(dim=0)
    assert silent.any()
    assert torch.equal(page.by_class == 0, silent)


def test_silent_images_are_answered_with_0(page):
    assert page.answers[page.silent].unique().tolist() == [0]


def test_the_loop_of_the_page_gives_the_weights_of_the_recorded_one(page):
    run = three_layers(4, page.few.first(100), page.some, epochs=1)
    bare = [tensor.detach().clone().requires_grad_() for tensor in run.model.held]
    run.batch_size = 50
    run.advance()
    images = page.few.first(100).floats(0.1307, 0.3081).flatten(1)
    labels = page.few.first(100).labels
    optimizer = torch.optim.SGD(bare, lr=0.01)
    order = torch.randperm(100, generator=torch.Generator().manual_seed(4))
    for batch in order.split(50):
        loss = F.cross_entropy(forward(images[batch], bare), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    for found, expected in zip(run.model.held, bare, strict=True):
        assert torch.equal(found, expected)


def test_shares_of_units_are_coloured_from_none_to_all(page, drawn):
    (picture,) = drawn("epoch")[-1].images
    assert picture.get_clim() == (0, 1) and picture.get_array().max() <= 1
