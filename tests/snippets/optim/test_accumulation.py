"""Facts that the page on accumulating and clipping gradients tells its reader."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn


def full_gradient(model, X, y):
    model.zero_grad()
    F.mse_loss(model(X), y).backward()
    return [p.grad.clone() for p in model.parameters()]


def test_never_zeroing_is_momentum_one():
    ends = []
    for momentum, zero in ((1.0, True), (0.0, False)):
        w = torch.tensor([3.0], dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=0.1, momentum=momentum)
        for _ in range(60):
            if zero:
                optimizer.zero_grad()
            (w**2).sum().backward()
            optimizer.step()
        ends.append(w.item())
    assert ends[0] == pytest.approx(ends[1])


def test_parts_are_divided_by_their_number_only_if_they_are_equal(page):
    X, y = torch.randn(32, 5), torch.randn(32, 1)
    full = page.gradient([(X, y)])
    for size, equal in ((8, True), (12, False)):
        parts = list(zip(X.split(size), y.split(size), strict=True))
        divided = page.gradient(parts, divide=len(parts))
        assert torch.allclose(divided, full, atol=1e-6) == equal


def test_never_zeroed_it_does_not_come_to_rest(page):
    assert max(map(abs, page.positions[-20:])) > 2


def test_zero_grad_sets_none_unless_told_otherwise():
    w = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=1.0)
    w.sum().backward()
    optimizer.zero_grad()
    assert w.grad is None
    w.sum().backward()
    optimizer.zero_grad(set_to_none=False)
    assert w.grad.item() == 0


def test_equal_small_batches_sum_to_their_number_times_the_full_gradient(page):
    torch.testing.assert_close(page.ratio, torch.full((1, 5), 4.0), rtol=1e-3, atol=1e-3)


def test_dividing_each_loss_gives_the_full_gradient_for_any_number(page):
    for count in (1, 2, 4, 8, 16):
        model = nn.Linear(5, 1)
        expected = full_gradient(model, page.X, page.y)
        model.zero_grad()
        for inputs, targets in zip(page.X.chunk(count), page.y.chunk(count), strict=True):
            (F.mse_loss(model(inputs), targets) / count).backward()
        torch.testing.assert_close([p.grad for p in model.parameters()], expected)


def test_batch_norm_makes_accumulating_differ():
    torch.manual_seed(0)
    X, y = torch.randn(32, 5), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(5, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 1))
    expected = full_gradient(model, X, y)[0]
    model.zero_grad()
    for inputs, targets in zip(X.split(8), y.split(8), strict=True):
        (F.mse_loss(model(inputs), targets) / 4).backward()
    assert not torch.allclose(model[0].weight.grad, expected, atol=1e-4)


def test_the_total_norm_is_the_norm_of_everything_in_one_row():
    gradients = [torch.randn(3, 4), torch.randn(7)]
    row = torch.cat([g.flatten() for g in gradients])
    torch.testing.assert_close(nn.utils.get_total_norm(gradients), row.norm())


def test_clipping_keeps_the_direction_and_leaves_short_gradients_alone(page):
    for limit in (0.5, 1e3):
        w = torch.zeros(9, requires_grad=True)
        w.grad = torch.randn(9)
        before = w.grad.clone()
        norm = nn.utils.clip_grad_norm_([w], limit)
        torch.testing.assert_close(norm, before.norm())
        factor = min(1.0, limit / before.norm().item())
        torch.testing.assert_close(w.grad, before * factor, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(page.after.norm().item(), 0.1, rtol=1e-3, atol=0)


def test_clipping_by_value_changes_the_direction():
    w = torch.zeros(2, requires_grad=True)
    w.grad = torch.tensor([3.0, 4.0])
    nn.utils.clip_grad_value_([w], 1.0)
    assert w.grad.tolist() == [1, 1]


def test_clipped_it_reaches_a_minimum_and_unclipped_it_does_not(page):
    assert page.himmelblau(page.end) < 1e-3
    assert page.descend(float("inf"))[0].isnan().any()
    assert page.norms_seen[0] > 100


def test_clipping_the_last_parameter_leaves_the_others_long():
    model = nn.Sequential(nn.Linear(5, 8), nn.Linear(8, 1))
    for p in model.parameters():
        p.grad = torch.full_like(p, 1000.0)
    nn.utils.clip_grad_norm_(p, 10)
    assert [bool(q.grad.norm() > 11) for q in model.parameters()] == [True, True, True, False]
    nn.utils.clip_grad_norm_(model.parameters(), 10)
    total = nn.utils.get_total_norm([q.grad for q in model.parameters()])
    assert total.item() == pytest.approx(10, rel=1e-3)


def test_clipping_before_backward_sees_nothing(page):
    assert page.norm == 0


def test_one_nan_makes_every_clipped_gradient_nan():
    w = torch.zeros(2, requires_grad=True)
    w.grad = torch.tensor([1.0, float("nan")])
    nn.utils.clip_grad_norm_([w], 1.0)
    assert w.grad.isnan().all()


def test_accumulated_gradients_are_exact_for_every_size(page):
    for rows, size in ((7, 3), (32, 5), (9, 9), (4, 100)):
        X, y = torch.randn(rows, 5), torch.randn(rows, 1)
        model = nn.Linear(5, 1)
        expected = full_gradient(model, X, y)
        page.accumulated_gradient(model, X, y, size)
        torch.testing.assert_close([p.grad for p in model.parameters()], expected)


def test_clip_by_hand_is_torchs(page):
    for limit in (0.01, 2.0, 1e4):
        gradients = [torch.randn(4, 3), torch.randn(4)]
        ours = [torch.zeros_like(g, requires_grad=True) for g in gradients]
        theirs = [torch.zeros_like(g, requires_grad=True) for g in gradients]
        for p, q, g in zip(ours, theirs, gradients, strict=True):
            p.grad, q.grad = g.clone(), g.clone()
        page.clip_(ours, limit)
        nn.utils.clip_grad_norm_(theirs, limit)
        for p, q in zip(ours, theirs, strict=True):
            torch.testing.assert_close(p.grad, q.grad, rtol=1e-4, atol=1e-5)
