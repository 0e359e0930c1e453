"""Facts that the page on higher derivatives and hooks tells its reader."""

import pytest
import torch
from torch.autograd import functional, grad


@pytest.mark.parametrize("value", [-1.5, 0.0, 2.0])
def test_the_second_derivative_of_a_cube_is_six_x(value):
    x = torch.tensor(value, requires_grad=True)
    (first,) = grad(x**3, x, create_graph=True)
    (second,) = grad(first, x)
    assert first == 3 * value**2 and second == 6 * value


def test_the_hessian_by_rows_agrees_with_torch_and_is_symmetric(page):
    assert torch.equal(page.H, page.H.T)
    for point in torch.randn(4, 2):
        expected = functional.hessian(page.saddle, point)
        y = point[1].item()
        torch.testing.assert_close(expected, torch.tensor([[2, -3], [-3, 6 * y]]))
    assert page.H.tolist() == [[2, -3], [-3, 12]]


def test_hessian_times_vector_needs_no_matrix(page):
    torch.testing.assert_close(page.Hv, page.H @ page.v)


def test_the_penalty_reaches_the_weights(page):
    assert all(p.grad is not None for name, p in page.critic.named_parameters() if name != "2.bias")
    assert (page.critic[0].weight.grad != 0).any()


def test_a_squared_derivative_is_differentiated_again(page):
    assert page.first**2 == 9 * 2**4


def test_a_hook_sees_the_gradient_and_is_gone_once_removed(page):
    assert [g.tolist() for g in page.seen] == [[6, -12]]
    leaf, seen = torch.ones(2, requires_grad=True), []
    h = leaf * 3
    h.register_hook(seen.append).remove()
    h.sum().backward()
    assert not seen


def test_what_a_hook_returns_replaces_the_gradient(page):
    w = torch.tensor([1.0, -2.0], requires_grad=True)
    h = w * 3
    h.register_hook(lambda g: g.clamp(-10, 10))
    (h**2).sum().backward()
    assert w.grad.tolist() == [18, -30]


def test_the_post_accumulate_hook_updates_and_frees(page):
    assert all(p.grad is None for p in page.linear.parameters())
    assert page.before - page.linear.bias.item() == pytest.approx(0.1)


def test_packing_is_called_for_every_tensor_kept(page):
    assert page.kept == [(3, 4)] * 3
    x = torch.randn(3, 4, requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t.double(), lambda t: t.float()):
        y = (x.exp() * x).sum()
    y.backward()
    torch.testing.assert_close(x.grad, (x.exp() * (x + 1)).detach())


def test_checkpoint_computes_forward_twice_for_the_same_gradient(page):
    assert page.calls[:2] == ["forward", "forward"]
    torch.testing.assert_close(page.a.grad, grad(page.block(page.a).sum(), page.a)[0])


def test_forward_mode_gives_value_and_change(page):
    assert page.result.primal == 8 and page.result.tangent == 12


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("no-graph", "does not require grad"),
        ("straight", "does not require grad"),
        ("hook-untracked", "cannot register a hook"),
    ],
)
def test_the_errors_say_what_is_wrong(errors, cell, says):
    assert says in errors[cell]


@pytest.mark.parametrize("n", range(6))
def test_the_nth_derivative_of_a_power_and_of_exp(page, n):
    x = torch.tensor(1.5, dtype=torch.float64)
    torch.testing.assert_close(page.nth_derivative(torch.exp, x, n), x.exp())
    falling = torch.arange(3, 3 - n, -1).prod()  # 0 from the 4th on
    torch.testing.assert_close(page.nth_derivative(lambda x: x**3, x, n), falling * x ** (3 - n))


@pytest.mark.parametrize("seed", range(4))
def test_newton_arrives_in_one_step_on_a_quadratic(page, seed):
    torch.manual_seed(seed)
    root, b = torch.randn(4, 4, dtype=torch.float64), torch.randn(4, dtype=torch.float64)
    A = root @ root.T + torch.eye(4)
    start = torch.randn(4, dtype=torch.float64)
    found = page.newton_step(lambda p: p @ A @ p / 2 - b @ p, start)
    torch.testing.assert_close(found, torch.linalg.solve(A, b))


def test_slopes_of_the_sum_are_those_of_each_point_alone(page):
    for point, slope in zip(page.points, page.slopes, strict=True):
        point = point.detach().requires_grad_()
        (alone,) = torch.autograd.grad(page.critic(point).squeeze(), point)
        torch.testing.assert_close(slope, alone)
