"""Facts that the page on softmax regression tells its reader."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from snippets.examples.softmax_runs import softmax


def test_the_model_is_one_linear_layer_of_7850_parameters(page):
    assert [type(layer) for layer in page.model] == [nn.Flatten, nn.Linear]
    assert sum(p.numel() for p in page.model.parameters()) == 784 * 10 + 10 == 7_850


def test_the_formula_gives_what_softmax_gives(page):
    scores = torch.randn(50, 10)
    chances = scores.exp() / scores.exp().sum(dim=1, keepdim=True)
    torch.testing.assert_close(chances, F.softmax(scores, dim=1))
    torch.testing.assert_close(page.chances.sum(), torch.tensor(1.0))


def test_the_loss_falls_and_the_accuracy_is_no_luck(page):
    first, last = page.losses[:10], page.losses[-10:]
    assert sum(last) < sum(first) / 2
    assert page.right.float().mean() > 0.8 > 2 * page.most_frequent


def test_weights_of_blank_pixels_move_all_alike(page):
    """Their gradient is the error times one constant, so they keep their random pattern."""
    moved = page.moved[:, page.blank]
    assert page.blank.sum() > 50
    torch.testing.assert_close(moved, moved[:, :1].expand_as(moved), atol=1e-4, rtol=0)
    ink = page.moved[:, ~page.blank]
    assert (ink.amax(1) - ink.amin(1) > 0.01).all()


def test_votes_and_bias_add_up_to_the_score(page):
    index = page.wrong[0]
    votes = (page.test_images[index, 0] * page.weights).sum(dim=(1, 2))
    with torch.no_grad():
        scores = page.model(page.test_images[index : index + 1])[0]
    torch.testing.assert_close(votes + page.model[1].bias.detach(), scores)


def test_rows_of_the_confusion_matrix_are_the_true_classes(page):
    assert page.table.sum(dim=1).tolist() == page.some.labels.bincount(minlength=10).tolist()
    assert page.table.diagonal().sum() == page.right.sum()


def test_the_loss_has_one_minimum_wherever_the_training_begins(page):
    """It is convex: on the line between two sets of weights it never lies above the chord."""
    x, labels = page.images[:500].flatten(1), page.labels[:500]

    def loss(weights):
        return F.cross_entropy(x @ weights.T, labels)

    for _ in range(20):
        one, two = torch.randn(2, 10, 784, dtype=x.dtype)
        share = torch.rand(())
        between = loss(share * one + (1 - share) * two)
        assert between <= share * loss(one) + (1 - share) * loss(two) + 1e-3


@pytest.mark.parametrize("n", [1, 7, 200])
def test_the_gradient_is_error_times_pixels(page, n):
    model = nn.Linear(784, 10)
    x, labels = torch.randn(n, 784), torch.randint(10, (n,))
    F.cross_entropy(model(x), labels).backward()
    with torch.no_grad():
        found = page.weight_gradient(x, model(x), labels)
    torch.testing.assert_close(found, model.weight.grad)


def test_the_loop_of_the_page_is_that_of_the_recorded_run(page):
    run = softmax(3, page.few.first(400), page.some, epochs=1)
    other = softmax(3, page.few.first(400), page.some, epochs=1)
    run.advance()
    images, labels = other.images, other.labels
    order = torch.randperm(400, generator=torch.Generator().manual_seed(3))
    for batch in order.split(200):
        loss = F.cross_entropy(other.model(images[batch]), labels[batch])
        other.optimizer.zero_grad()
        loss.backward()
        other.optimizer.step()
    assert torch.equal(run.model[1].weight, other.model[1].weight)


def test_black_numbers_stay_legible_on_the_most_frequent_mistake(page, drawn):
    """Its colour is half-way up the scale."""
    (table,) = drawn("taken for")
    assert table.images[0].get_clim() == (0, 2 * page.wrong_only.max())
    assert len(table.texts) == 100
    assert table.get_xticks().tolist() == table.get_yticks().tolist() == list(range(10))
