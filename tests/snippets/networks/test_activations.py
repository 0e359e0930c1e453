"""Facts that the page on activations tells its reader."""

import math
import warnings

import pytest
import torch
import torch.nn.functional as F
from torch import nn

SIGMOID_LIKE = [torch.sigmoid, torch.tanh]
ALL = [*SIGMOID_LIKE, torch.relu, F.leaky_relu, F.selu, F.softplus, F.gelu, F.silu]


def test_linear_layers_without_activation_are_one_linear_layer(page):
    x = torch.randn(9, 4)
    torch.testing.assert_close(page.second(page.first(x)), F.linear(x, page.W, page.one_bias))


def test_function_method_and_module_are_the_same():
    x = torch.randn(50)
    for function, method, module in (
        (torch.relu, x.relu, nn.ReLU()),
        (torch.sigmoid, x.sigmoid, nn.Sigmoid()),
        (torch.tanh, x.tanh, nn.Tanh()),
    ):
        assert torch.equal(function(x), method())
        assert torch.equal(function(x), module(x))


def test_the_old_functions_do_not_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        F.sigmoid(torch.zeros(2)), F.tanh(torch.zeros(2))


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
def test_derivatives_agree_with_differences(page, function):
    x = torch.randn(40, dtype=torch.float64)
    x = x[x.abs() > 1e-3]  # away from corners
    slope = (function(x + 1e-6) - function(x - 1e-6)) / 2e-6
    torch.testing.assert_close(page.derivative(function, x), slope, atol=1e-6, rtol=1e-6)


def test_the_sigmoid_is_no_steeper_than_a_quarter_and_tanh_than_1(page):
    x = torch.linspace(-10, 10, steps=2001)
    assert page.derivative(torch.sigmoid, x).max().item() == pytest.approx(0.25)
    assert page.derivative(torch.tanh, x).max().item() == pytest.approx(1)


def test_tanh_is_a_stretched_sigmoid_and_the_slope_of_softplus_is_the_sigmoid(page):
    x = torch.randn(30, dtype=torch.float64)
    torch.testing.assert_close(torch.tanh(x), 2 * torch.sigmoid(2 * x) - 1)
    torch.testing.assert_close(page.derivative(F.softplus, x), torch.sigmoid(x))


def test_formulas_hold_for_random_numbers(page):
    x = 3 * torch.randn(200, dtype=torch.float64)
    torch.testing.assert_close(F.silu(x), x * x.sigmoid())
    torch.testing.assert_close(F.gelu(x), x * (1 + torch.erf(x / math.sqrt(2))) / 2)
    negative = page.scale * page.alpha * x.expm1()
    torch.testing.assert_close(F.selu(x), torch.where(x > 0, page.scale * x, negative))


@pytest.mark.parametrize("function", [F.gelu, F.silu])
def test_gelu_and_silu_fall_before_they_rise(page, function):
    slope = page.derivative(function, torch.linspace(-4, 0, steps=100))
    assert slope.min() < 0 < slope.max()


def test_selu_keeps_a_deep_network_standard():
    x = torch.randn(500, 200)
    for _ in range(30):
        x = F.selu(x @ torch.randn(200, 200).T * 200**-0.5)
    assert x.mean().abs() < 0.3 and 0.7 < x.std() < 1.3


def test_prelu_has_one_parameter(page):
    assert sum(p.numel() for p in page.prelu.parameters()) == 1


def test_a_far_sigmoid_is_flat_and_in_float32_exactly_1(page):
    slopes = page.derivative(torch.sigmoid, page.far)
    assert (slopes.diff() < 0).all() and slopes[-1] == 0
    assert torch.sigmoid(torch.tensor(20.0)) == 1


def test_after_twenty_sigmoids_hardly_a_gradient_is_left(page):
    sigmoid, tanh, relu = (page.first_gradient(f) for f in (torch.sigmoid, torch.tanh, torch.relu))
    assert sigmoid < 1e-10 < 1e-3 < tanh < relu


def test_a_dead_unit_gives_nothing_and_learns_nothing(page):
    assert not page.out.any() and not page.unit.weight.grad.any()


def test_relu_has_slope_0_at_0(page):
    assert page.derivative(torch.relu, torch.zeros(1)) == 0


def test_inplace_overwrites_its_input(page):
    assert page.b is page.a and page.a.tolist() == [0, 2]


def test_a_relu_on_the_logits_makes_a_good_loss_bad():
    logits, label = torch.tensor([[3.0] + [-5.0] * 9]), torch.tensor([0])
    assert F.cross_entropy(logits, label).item() == pytest.approx(0.0030, abs=1e-4)
    clipped = F.cross_entropy(torch.relu(logits), label).item()
    assert clipped == pytest.approx(math.log(1 + 9 * math.exp(-3)), abs=1e-4)
    raised = torch.relu(logits) + torch.tensor([[5.0] + [0.0] * 9])  # the right score is 8 now
    plain = F.cross_entropy(logits, label).item()
    assert F.cross_entropy(raised, label).item() == pytest.approx(plain, abs=1e-4)


@pytest.mark.parametrize("classes", [2, 10, 100])
def test_a_relu_on_negative_logits_leaves_the_loss_of_a_guess_and_no_gradient(classes):
    logits = (-torch.rand(1, classes) - 0.1).requires_grad_()
    loss = F.cross_entropy(torch.relu(logits), torch.tensor([1]))
    loss.backward()
    assert loss.item() == pytest.approx(math.log(classes))
    assert not logits.grad.any()


def test_softplus_survives_large_numbers(page):
    x = 100 * torch.randn(50)
    torch.testing.assert_close(page.softplus(x), F.softplus(x))


def test_the_slope_of_the_sigmoid_comes_from_its_value(page):
    x = torch.randn(50)
    expected = page.derivative(torch.sigmoid, x)
    torch.testing.assert_close(page.sigmoid_derivative(x.sigmoid()), expected)


def test_dead_units_are_those_whose_gradient_vanishes(page):
    layer = nn.Linear(4, 30)
    with torch.no_grad():
        layer.bias.sub_(torch.linspace(0, 3, 30))
    x = torch.rand(50, 4)
    torch.relu(layer(x)).sum().backward()
    silent = (layer.bias.grad == 0).nonzero().flatten()
    assert torch.equal(page.dead_units(layer, x), silent)
