"""Facts that the page on losses tells its reader."""

import math
import warnings

import pytest
import torch
import torch.nn.functional as F
from torch import nn

# What a test computes is its own; `page` holds the page's last values, after the exercises.


def draw(rows=8, classes=5, scale=3):
    return scale * torch.randn(rows, classes), torch.randint(classes, (rows,))


def test_mean_squared_error_is_the_mean_of_the_squares():
    prediction, target = torch.randn(2, 30)
    torch.testing.assert_close(F.mse_loss(prediction, target), (prediction - target).pow(2).mean())
    each = nn.MSELoss(reduction="none")(prediction, target)
    torch.testing.assert_close(each.sum(), nn.MSELoss(reduction="sum")(prediction, target))


def test_huber_is_a_parabola_inside_and_straight_outside():
    error = torch.linspace(-4, 4, steps=81)
    huber = F.huber_loss(error, torch.zeros_like(error), reduction="none")
    expected = torch.where(error.abs() <= 1, error.square() / 2, error.abs() - 0.5)
    torch.testing.assert_close(huber, expected)


def test_softmax_adds_up_to_1_and_sees_only_differences(page):
    logits, _ = draw()
    torch.testing.assert_close(F.softmax(logits, dim=1).sum(dim=1), torch.ones(8))
    torch.testing.assert_close(F.softmax(logits + 7, dim=1), F.softmax(logits, dim=1))


@pytest.mark.parametrize("rows, classes", [(1, 2), (5, 10), (50, 3)])
def test_cross_entropy_is_log_softmax_and_nll(rows, classes):
    logits, labels = draw(rows, classes)
    expected = F.nll_loss(F.log_softmax(logits, dim=1), labels)
    torch.testing.assert_close(F.cross_entropy(logits, labels), expected)
    right = F.softmax(logits.double(), dim=1)[torch.arange(rows), labels]
    torch.testing.assert_close(F.cross_entropy(logits.double(), labels), -right.log().mean())


def test_its_gradient_is_probability_minus_one_hot():
    logits, labels = draw()
    logits.requires_grad_()
    F.cross_entropy(logits, labels, reduction="sum").backward()
    expected = F.softmax(logits, dim=1) - F.one_hot(labels, 5)
    torch.testing.assert_close(logits.grad, expected.detach())
    torch.testing.assert_close(logits.grad.sum(dim=1), torch.zeros(8), atol=1e-5, rtol=0)


def test_one_hot_probabilities_are_the_same_target_as_numbers():
    logits, labels = draw()
    one_hot = F.one_hot(labels, 5).float()
    torch.testing.assert_close(F.cross_entropy(logits, one_hot), F.cross_entropy(logits, labels))


@pytest.mark.parametrize("dtype", [torch.int64, torch.uint8])
def test_labels_may_be_int64_or_uint8(dtype):
    logits, labels = draw()
    assert F.cross_entropy(logits, labels.to(dtype)) == F.cross_entropy(logits, labels)


@pytest.mark.parametrize("amount", [0.0, 0.1, 0.5])
def test_smoothing_is_a_mixture_with_the_uniform_distribution(page, amount):
    logits, labels = draw()
    expected = F.cross_entropy(logits, labels, label_smoothing=amount)
    smooth = page.smoothed(labels, 5, amount)
    torch.testing.assert_close(smooth.sum(dim=1), torch.ones(8))
    torch.testing.assert_close(F.cross_entropy(logits, smooth), expected)


def test_class_weights_make_a_weighted_mean():
    logits, labels = draw()
    weight = torch.rand(5) + 0.1
    each, w = F.cross_entropy(logits, labels, reduction="none"), weight[labels]
    expected = (w * each).sum() / w.sum()
    torch.testing.assert_close(F.cross_entropy(logits, labels, weight=weight), expected)


def test_ignored_labels_count_neither_in_the_sum_nor_in_the_number():
    logits, labels = draw()
    partly = labels.clone()
    partly[3:] = -100
    expected = F.cross_entropy(logits[:3], labels[:3])
    torch.testing.assert_close(F.cross_entropy(logits, partly), expected)


def test_a_loss_has_something_to_move_only_with_class_weights():
    assert not nn.CrossEntropyLoss().state_dict()
    weighted = nn.CrossEntropyLoss(weight=torch.ones(3))
    assert list(weighted.state_dict()) == ["weight"] and not list(weighted.parameters())


def test_bce_with_logits_is_sigmoid_and_bce_and_a_two_class_cross_entropy():
    z, y = 2 * torch.randn(20), torch.randint(2, (20,))
    loss = F.binary_cross_entropy_with_logits(z, y.float())
    torch.testing.assert_close(loss, F.binary_cross_entropy(z.sigmoid(), y.float()))
    torch.testing.assert_close(loss, F.cross_entropy(torch.stack([torch.zeros(20), z], dim=1), y))


def test_pos_weight_counts_each_yes_that_many_times():
    z, y = torch.randn(20), torch.randint(2, (20,)).float()
    each = F.binary_cross_entropy_with_logits(z, y, reduction="none")
    expected = (each * torch.where(y == 1, 4.0, 1.0)).mean()
    criterion = nn.BCEWithLogitsLoss(pos_weight=torch.tensor(4.0))
    torch.testing.assert_close(criterion(z, y), expected)


def test_kl_with_batchmean_is_the_formula_and_with_mean_is_not():
    p, q = (F.softmax(torch.randn(6, 4), dim=1) for _ in range(2))
    expected = (p * (p / q).log()).sum(dim=1).mean()
    torch.testing.assert_close(F.kl_div(q.log(), p, reduction="batchmean"), expected)
    with pytest.warns(UserWarning, match="batchmean"):
        torch.testing.assert_close(F.kl_div(q.log(), p), expected / 4)


def test_hinge_is_0_beyond_the_margin_and_hinge_embedding_is_another_loss(page):
    hinge = torch.clamp(1 - page.sign * page.h, min=0)
    assert hinge[0] == 0 and hinge.sum().item() == pytest.approx(1.2)
    embedding = torch.where(page.sign == 1, page.h, torch.clamp(1 - page.h, min=0)).sum()
    torch.testing.assert_close(nn.HingeEmbeddingLoss(reduction="sum")(page.h, page.sign), embedding)
    assert embedding != hinge.sum()


def test_multi_margin_compares_the_right_class_with_each_other():
    logits, labels = draw()
    margins = torch.clamp(1 - logits.gather(1, labels[:, None]) + logits, min=0)
    expected = ((margins.sum(dim=1) - 1) / 5).mean()
    torch.testing.assert_close(nn.MultiMarginLoss()(logits, labels), expected)


@pytest.mark.parametrize("classes", [2, 10])
def test_a_double_softmax_cannot_go_below_a_floor(classes):
    sure = torch.full((1, classes), -50.0)
    sure[0, 0] = 50.0
    doubled = F.cross_entropy(F.softmax(sure, dim=1), torch.tensor([0])).item()
    assert doubled == pytest.approx(math.log(1 + (classes - 1) / math.e), abs=1e-5)


def test_a_column_against_a_row_compares_everything_with_everything():
    target = torch.tensor([1.0, 2.0, 3.0, 4.0])
    with pytest.warns(UserWarning, match="target size"):
        assert F.mse_loss(target[:, None], target) == 2.5
    assert F.mse_loss(target[:, None].squeeze(1), target) == 0


def test_log_softmax_survives_where_the_logarithm_of_softmax_does_not(page):
    apart = page.apart.clone().requires_grad_()
    assert F.softmax(apart, dim=1).log()[0, 0] == -math.inf
    assert F.log_softmax(apart, dim=1)[0, 0] == -200
    F.softmax(apart, dim=1).log()[0, 0].backward()
    assert apart.grad.isnan().any()


def test_softmax_warns_without_dim_only():
    logits, _ = draw()
    with pytest.warns(UserWarning, match="Implicit dimension choice"):
        F.softmax(logits)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        F.softmax(logits, dim=1)


def test_the_squared_norm_is_the_sum_of_the_squared_errors():
    a, b = torch.randn(2, 10)
    squared = torch.linalg.vector_norm(a - b) ** 2
    torch.testing.assert_close(squared, 10 * F.mse_loss(a, b))


def test_the_gradient_of_a_difference_does_not_depend_on_the_labels(page):
    assert torch.equal(page.gradients[0], page.gradients[1])
    torch.testing.assert_close(page.gradients[0], page.features.sum(dim=0))


@pytest.mark.parametrize("scale", [1, 100, 10000])
def test_our_cross_entropy_equals_torch_however_large_the_scores(page, scale):
    logits, labels = draw(scale=scale)
    torch.testing.assert_close(page.cross_entropy(logits, labels), F.cross_entropy(logits, labels))


def test_the_masked_error_counts_the_chosen_places_only(page):
    prediction, target = torch.randn(2, 6, 7)
    mask = torch.rand(6, 7) > 0.7
    expected = F.mse_loss(prediction[mask], target[mask])
    torch.testing.assert_close(page.masked_mse(prediction, target, mask), expected)
