"""Facts that the first steps tell their reader."""

import pytest
import torch
from torch import nn


def mean_square(page, w, b):
    return ((w * page.x + b - page.y) ** 2).mean()


def test_the_gradients_are_the_derivatives_worked_out_by_hand(page):
    w, b = torch.randn(1, requires_grad=True), torch.randn(1, requires_grad=True)
    mean_square(page, w, b).backward()
    error = (w * page.x + b - page.y).detach()
    torch.testing.assert_close(w.grad, (2 * error * page.x).mean().reshape(1))
    torch.testing.assert_close(b.grad, (2 * error).mean().reshape(1))


def test_a_small_step_against_the_gradient_lowers_the_loss(page):
    for _ in range(20):
        w, b = 3 * torch.randn(1), 3 * torch.randn(1)
        w.requires_grad_(), b.requires_grad_()
        before = mean_square(page, w, b)
        before.backward()
        with torch.no_grad():
            assert mean_square(page, w - 1e-3 * w.grad, b - 1e-3 * b.grad) < before


def test_descent_finds_what_least_squares_finds(page):
    torch.testing.assert_close(
        torch.cat([page.w, page.b]).detach(), page.exact.flatten(), atol=1e-3, rtol=0
    )
    found = torch.tensor([page.model.weight.item(), page.model.bias.item()])
    torch.testing.assert_close(found, page.exact.flatten(), atol=1e-3, rtol=0)


def test_the_loss_falls_at_every_step(page):
    assert all(b <= a + 1e-5 for a, b in zip(page.losses, page.losses[1:], strict=False))


def test_a_learning_rate_too_large_makes_the_loss_grow(page):
    v, losses = torch.zeros(1), []
    for _ in range(4):
        v.requires_grad_()
        loss = ((v * page.x - 1 - page.y) ** 2).mean()
        (slope,) = torch.autograd.grad(loss, v)
        v = (v - 0.5 * slope).detach()
        losses.append(loss.item())
    assert losses == sorted(losses) and losses[-1] > 100 * losses[0]


def test_a_column_minus_a_row_is_a_table(page):
    assert (page.x - page.flat).shape == (20, 20)
    assert (page.x - page.y).shape == (20, 1)


def test_the_result_of_a_computation_is_no_leaf(page):
    assert not page.u.is_leaf


def test_mean_square_agrees_with_mse_loss(page):
    w, b = torch.randn(1), torch.randn(1)
    expected = nn.functional.mse_loss(w * page.x + b, page.y)
    torch.testing.assert_close(page.mean_square(w, b, page.x, page.y), expected)


@pytest.mark.parametrize("wanted", [[0.0, 0.0, 1.0], [-1.0, 2.0, 0.0], [3.0, -1.0, -0.5]])
def test_the_parabola_is_found(page, wanted):
    x = torch.linspace(-2, 2, 25).reshape(25, 1)
    y = wanted[0] + wanted[1] * x + wanted[2] * x**2
    found = page.fit_parabola(x, y)
    torch.testing.assert_close(found, torch.tensor(wanted), atol=1e-2, rtol=0)


def test_errors_say_what_is_wrong(errors):
    assert "leaf Variable that requires grad" in errors["recorded-update"]
    assert "scalar outputs" in errors["not-a-number"]
    assert "detach()" in errors["plot-recorded"]
