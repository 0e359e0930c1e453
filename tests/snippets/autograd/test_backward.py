"""Facts that the page on going back tells its reader."""

import pytest
import torch


def test_a_gradient_has_the_shape_of_its_parameter():
    for shape in ((), (3,), (2, 3), (2, 1, 4)):
        w = torch.randn(shape, requires_grad=True)
        (w**2).sum().backward()
        assert w.grad.shape == w.shape
        torch.testing.assert_close(w.grad, 2 * w.detach())


def test_the_arrow_points_downhill(page):
    start = page.point.detach()
    assert page.bowl(*(start + 0.01 * page.down)) < page.bowl(*start)
    assert page.down.tolist() == [2, -2]


def test_the_chain_rule_by_hand_agrees_with_backward(page):
    torch.testing.assert_close(page.w2.grad, (page.error * page.h).detach())
    assert page.b2.grad == page.error


def test_a_step_against_the_gradient_lowers_the_loss(page):
    assert (page.better - 1) ** 2 < (page.guess - 1) ** 2


@pytest.mark.parametrize("seed", range(3))
def test_the_second_worked_example_has_its_own_y_as_gradient(seed):
    torch.manual_seed(seed)
    x = torch.randn(2, 2, requires_grad=True)
    y = 2 * x + 1
    ((y**2 + 1).sum() / 4).backward()
    torch.testing.assert_close(x.grad, y.detach())


def test_the_jacobian_of_a_linear_map_is_its_matrix(page):
    assert page.J.tolist() == [[1, 2], [3, 4]]
    torch.testing.assert_close(page.v @ page.J, torch.tensor([31.0, 42.0]))


@pytest.mark.parametrize("seed", range(5))
def test_backward_with_a_vector_is_the_vector_times_the_jacobian(page, seed):
    torch.manual_seed(seed)
    m, n = torch.randint(1, 6, (2,)).tolist()
    M, x, v = torch.randn(m, n), torch.randn(n, requires_grad=True), torch.randn(m)
    z = torch.tanh(M @ x)
    J = page.jacobian(lambda x: torch.tanh(M @ x), x.detach())
    z.backward(v)
    torch.testing.assert_close(x.grad, v @ J)


def test_of_an_element_wise_function_the_product_is_element_wise(page):
    x = torch.randn(4)
    J = page.jacobian(torch.sin, x)
    torch.testing.assert_close(J, torch.diag(x.cos()))


def test_upstream_of_another_dtype_is_accepted_and_the_gradient_keeps_that_of_x():
    x = torch.ones(2, dtype=torch.float64, requires_grad=True)
    (x * 2).backward(torch.tensor([0.5, 1.0]))
    assert x.grad.dtype == torch.float64


def test_the_gradient_of_q_is_nine_a_squared_and_minus_two_b(page):
    assert page.a.grad.tolist() == [36, 81]
    assert page.b.grad.tolist() == [-12, -8]


def test_doubling_nine_times_multiplies_the_gradient_by_512(page):
    assert page.doublings == 9


def test_gradients_of_several_results_add_up(page):
    assert page.p.grad.tolist() == [3, 21]


def test_grad_returns_and_leaves_dot_grad_alone():
    w = torch.tensor(2.0, requires_grad=True)
    assert torch.autograd.grad((w - 1) ** 2, [w]) == (torch.tensor(2.0),)
    assert w.grad is None
    assert ((w - 1) ** 2).backward() is None
    assert w.grad == 2


def test_adding_losses_gives_the_same_as_going_twice(page):
    w = page.w.detach().clone().requires_grad_()
    features = torch.exp(w)
    (features * 2).backward(retain_graph=True)
    (features**2).backward()
    torch.testing.assert_close(w.grad, page.w.grad)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("not-scalar", "only for scalar outputs"),
        ("wrong-shape", "Mismatch in shape"),
        ("misspelt", "no attribute 'backword'"),
        ("twice", "backward through the graph a second time"),
        ("unused", "not have been used in the graph"),
        ("constant", "does not require grad"),
    ],
)
def test_the_errors_say_what_is_wrong(errors, cell, says):
    assert says in errors[cell]


@pytest.mark.parametrize("seed", range(5))
def test_the_gradients_of_a_linear_layer_by_hand(page, seed):
    torch.manual_seed(seed)
    batch, inputs, outputs = torch.randint(1, 7, (3,)).tolist()
    linear = torch.nn.Linear(inputs, outputs, bias=False)
    x = torch.randn(batch, inputs, requires_grad=True)
    upstream = torch.randn(batch, outputs)
    linear(x).backward(upstream)
    at_x, at_W = page.linear_gradients(x.detach(), linear.weight.detach(), upstream)
    torch.testing.assert_close((at_x, at_W), (x.grad, linear.weight.grad))


@pytest.mark.parametrize("shape", [(), (4,), (2, 3)])
def test_small_steps_estimate_the_gradient(page, shape):
    x = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    (exact,) = torch.autograd.grad(x.exp().sum(), x)
    estimate = page.numerical_gradient(lambda x: x.exp().sum(), x.detach())
    torch.testing.assert_close(estimate, exact, rtol=1e-5, atol=1e-6)
