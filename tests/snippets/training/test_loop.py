"""Facts that the page on the training loop tells its reader."""

import math

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def test_the_spirals_repeat_with_their_seed_and_differ_without(page):
    points, labels = page.spirals(200, seed=1)
    assert torch.equal(points, page.points)
    assert labels.bincount().tolist() == [200] * 3
    assert not torch.equal(page.val.tensors[0][:10], points[:10])


def test_a_step_of_sgd_subtracts_the_gradient_times_the_learning_rate(page):
    model = page.make_net()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    page.loss_fn(model(page.x), page.y).backward()
    expected = [p.detach() - 0.1 * p.grad for p in model.parameters()]
    optimizer.step()
    for p, value in zip(model.parameters(), expected, strict=True):
        torch.testing.assert_close(p.detach(), value)


def test_zero_grad_leaves_none(page):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    page.loss_fn(model(page.x), page.y).backward()
    optimizer.zero_grad()
    assert model.weight.grad is None


@pytest.mark.parametrize("size", [1, 7, 64, 600])
def test_batches_of_an_epoch(page, size):
    loader = DataLoader(page.train, batch_size=size)
    assert len(loader) == math.ceil(600 / size)
    assert sum(len(y) for _, y in loader) == 600


@pytest.mark.parametrize("size", [1, 23, 128, 300])
def test_evaluate_finds_the_mean_of_all_samples_whatever_the_batches(page, size):
    model = page.make_net()
    loss, accuracy = page.evaluate(model, DataLoader(page.val, size), page.loss_fn)
    model.eval()
    points, labels = page.val.tensors
    logits = model(points)
    assert loss == pytest.approx(page.loss_fn(logits, labels).item(), rel=1e-4)
    assert accuracy == pytest.approx((logits.argmax(1) == labels).float().mean().item())


def test_evaluate_switches_dropout_off_and_changes_no_parameter(page):
    model = page.make_net()
    before = [p.clone() for p in model.parameters()]
    loader = DataLoader(page.val, 64)
    assert page.evaluate(model, loader, page.loss_fn) == page.evaluate(model, loader, page.loss_fn)
    assert not model.training
    assert all(p.grad is None for p in model.parameters())
    assert all(map(torch.equal, before, model.parameters()))


def test_train_epoch_returns_the_mean_per_sample(page):
    model = page.make_net()
    model[4].p = 0.0
    still = torch.optim.SGD(model.parameters(), lr=0.0)
    found = page.train_epoch(model, DataLoader(page.train, 64), page.loss_fn, still)
    assert model.training
    assert found == pytest.approx(
        page.evaluate(model, DataLoader(page.train, 600), page.loss_fn)[0]
    )


def test_the_loss_falls_and_the_arms_are_told_apart(page):
    assert page.history[-1][0] < page.history[0][0] / 2
    assert page.accuracy > 0.8


def test_logits_and_probabilities_rank_alike(page):
    assert page.same.all()
    torch.testing.assert_close(page.probabilities.sum(dim=1), torch.ones(2))


def test_dividing_a_sum_of_means_by_samples_is_wrong_by_the_batch_size(page):
    losses = torch.rand(1000)
    means = [batch.mean().item() for batch in losses.split(200)]
    assert losses.mean().item() / (sum(means) / 1000) == pytest.approx(200, rel=1e-4)


def test_the_last_batches_are_never_reported(page):
    assert page.batches - page.reported == 500


def test_eval_keeps_tracking_and_no_grad_keeps_dropout():
    drop = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5))
    ones = torch.ones(1, 8)
    assert drop.eval()(ones).requires_grad
    drop.train()
    with torch.no_grad():
        assert len({tuple(drop(ones)[0].tolist()) for _ in range(20)}) > 1


def test_gradients_add_up(page, transcripts):
    assert transcripts["training/loop"].cells["forgot-zero"].stdout == "True\n"
    model = nn.Linear(2, 3)
    for _ in range(3):
        page.loss_fn(model(page.x), page.y).backward()
    summed = model.weight.grad.clone()
    model.zero_grad()
    page.loss_fn(model(page.x), page.y).backward()
    torch.testing.assert_close(summed, 3 * model.weight.grad)


def test_train_false_is_eval():
    model = nn.Dropout()
    assert not model.train(False).training


def test_can_learn_finds_broken_data(page):
    few, labels = page.points[::60], page.labels[::60]
    assert page.can_learn(page.make_net(), few, labels, page.loss_fn)
    assert not page.can_learn(page.make_net(), 0 * few, labels, page.loss_fn)


def test_mean_loss_with_a_last_batch_of_one(page):
    data = TensorDataset(page.points[:65], page.labels[:65])
    model = nn.Linear(2, 3)
    whole = page.loss_fn(model(page.points[:65]), page.labels[:65]).item()
    found = page.mean_loss(model, DataLoader(data, 64), page.loss_fn)
    assert found == pytest.approx(whole, rel=1e-4)


def test_every_fifth_epoch_is_marked_on_the_axis(page, drawn):
    assert drawn("epoch")[0].get_xticks().tolist() == [0, 5, 10, 15, 20]
