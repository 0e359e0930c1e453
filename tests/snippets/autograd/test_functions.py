"""Facts that the page on functions of one's own and torch.func tells its reader."""

import warnings

import pytest
import torch
from torch import nn
from torch.autograd import gradcheck
from torch.func import functional_call, grad, jacfwd, jacrev, vmap


def double(*shape):
    return torch.randn(shape, dtype=torch.float64, requires_grad=True)


def test_the_square_by_hand_agrees_with_torch(page):
    x = double(7)
    (mine,) = torch.autograd.grad(page.Square.apply(x).sum(), x)
    (torchs,) = torch.autograd.grad((x**2).sum(), x)
    torch.testing.assert_close(mine, torchs)


def test_an_upstream_gradient_is_multiplied_on(page):
    x, upstream = double(3), torch.randn(3, dtype=torch.float64)
    (mine,) = torch.autograd.grad(page.Square.apply(x), x, upstream)
    torch.testing.assert_close(mine, (2 * x * upstream).detach())


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_the_power_passes_gradcheck_and_works_in_vmap(page, n):
    assert gradcheck(page.Power.apply, (double(3), n))
    x = torch.randn(4)
    slopes = vmap(grad(page.Power.apply), in_dims=(0, None))(x, n)
    torch.testing.assert_close(slopes, n * x ** (n - 1))


def test_rounding_lets_the_gradient_pass_and_fails_gradcheck(page):
    x = torch.tensor([0.4, 1.7], requires_grad=True)
    y = page.Round.apply(x)
    assert y.tolist() == [0, 2]
    assert torch.autograd.grad(y.sum(), x)[0].tolist() == [1, 1]
    assert not gradcheck(page.Round.apply, double(3), raise_exception=False)


def test_grad_needs_no_tracking_and_leaves_no_gradient(page):
    w = page.w.clone().requires_grad_()
    found = grad(page.squared_error)(w, page.x[:2], page.target)
    assert found.shape == w.shape and w.grad is None


def test_grad_of_grad_of_a_straight_line_is_zero():
    assert grad(grad(lambda x: 3 * x))(torch.tensor(2.0)) == 0


def test_vmap_agrees_with_a_loop(page):
    rows, w = torch.randn(6, 2), torch.randn(2)
    looped = torch.stack([torch.dot(w, row) for row in rows])
    torch.testing.assert_close(vmap(torch.dot, in_dims=(None, 0))(w, rows), looped)


def test_the_arrows_are_the_gradient_of_the_hills(page):
    x, y = page.points.T
    expected = torch.stack([x.cos() * y.cos(), -x.sin() * y.sin()], dim=1)
    torch.testing.assert_close(page.slopes, expected)


@pytest.mark.parametrize("seed", range(3))
def test_the_jacobian_of_polar_coordinates_agrees_with_its_formula(page, seed):
    torch.manual_seed(seed)
    p = torch.rand(2) + 0.5
    r, a = p
    zero = torch.zeros(())
    rows = [[a.cos(), -r * a.sin()], [a.sin(), r * a.cos()], [2 * r, zero]]
    expected = torch.stack([torch.stack(row) for row in rows])
    torch.testing.assert_close(jacrev(page.polar)(p), expected)
    with warnings.catch_warnings(action="ignore", category=FutureWarning):
        torch.testing.assert_close(jacfwd(page.polar)(p), expected)


def test_the_hessian_function_agrees_with_two_walks_back(page):
    p = torch.randn(2)
    with warnings.catch_warnings(action="ignore", category=FutureWarning):
        torch.testing.assert_close(page.hessian(page.hills)(p), jacrev(jacrev(page.hills))(p))


def test_functional_call_leaves_the_network_alone(page):
    before = [p.clone() for p in page.net.parameters()]
    assert not functional_call(page.net, page.zeros, (page.batch,)).any()
    assert all(map(torch.equal, before, page.net.parameters()))


def test_the_mean_of_the_sample_gradients_is_that_of_the_batch(page):
    for name, parameter in page.net.named_parameters():
        torch.testing.assert_close(page.each[name].mean(dim=0), parameter.grad)


def test_randomness_in_vmap_is_shared_or_not_as_asked(page):
    same = vmap(page.add_noise, randomness="same")(torch.zeros(20))
    different = vmap(page.add_noise, randomness="different")(torch.zeros(20))
    assert len(same.unique()) == 1 and len(different.unique()) == 20


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("wrong-backward", "Jacobian mismatch"),
        ("single-precision", "Jacobian mismatch"),
        ("too-few", "expected 2, got 1"),
        ("not-scalar", "return a scalar Tensor"),
        ("branch", "data-dependent control flow"),
        ("random", "randomness"),
    ],
)
def test_the_errors_say_what_is_wrong(errors, cell, says):
    assert says in errors[cell]


def test_softplus_agrees_with_torch_and_does_not_overflow(page):
    x = torch.tensor([-500.0, -1.0, 0.0, 2.0, 500.0], requires_grad=True)
    mine, torchs = page.Softplus.apply(x), nn.functional.softplus(x)
    torch.testing.assert_close(mine, torchs)
    slopes = [torch.autograd.grad(y.sum(), x)[0] for y in (mine, torchs)]
    torch.testing.assert_close(*slopes)


@pytest.mark.parametrize("samples", [1, 4])
def test_the_norms_agree_with_one_walk_back_for_each_sample(page, samples):
    net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
    x, t = torch.randn(samples, 3), torch.randn(samples, 2)
    found = page.gradient_norms(net, x, t)
    assert all(p.grad is None for p in net.parameters())
    for n in range(samples):
        loss = nn.functional.mse_loss(net(x[n]), t[n])
        parts = torch.autograd.grad(loss, list(net.parameters()))
        torch.testing.assert_close(found[n], torch.cat([g.flatten() for g in parts]).norm())
