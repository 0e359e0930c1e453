"""Facts that the page on layers by hand tells its reader."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn


@pytest.mark.parametrize("inputs, outputs", [(1, 1), (7, 3), (200, 10)])
def test_our_linear_layer_equals_torch_on_the_same_weights(page, inputs, outputs):
    ours, theirs = page.Linear(inputs, outputs), nn.Linear(inputs, outputs)
    theirs.load_state_dict(ours.state_dict())
    x = torch.randn(6, inputs)
    torch.testing.assert_close(ours(x), theirs(x))
    torch.testing.assert_close(ours(x), F.linear(x, ours.weight, ours.bias))


def test_torch_initialises_its_linear_layer_like_ours(page):
    torch.manual_seed(3)
    ours = page.Linear(50, 20)
    torch.manual_seed(3)
    theirs = nn.Linear(50, 20)
    torch.testing.assert_close(ours.weight, theirs.weight)
    torch.testing.assert_close(ours.bias, theirs.bias)
    assert theirs.weight.abs().max() <= 50**-0.5


@pytest.mark.parametrize("shape", [(2, 3), (4, 1, 5), (1, 3, 8, 8)])
def test_flattening_keeps_the_batch_and_equals_torch(page, shape):
    x = torch.rand(shape)
    assert torch.equal(page.Flatten()(x), nn.Flatten()(x))
    upright = x.transpose(-1, -2)
    assert torch.equal(page.Flatten()(upright), nn.Flatten()(upright))


def test_torch_flatten_begins_at_axis_0_unless_told(page):
    assert torch.flatten(page.images).shape == (4 * 3 * 32 * 32,)
    assert torch.flatten(page.images, start_dim=1).shape == (4, 3 * 32 * 32)


def test_the_convolution_with_a_linear_layer_has_31530_parameters(page):
    assert sum(p.numel() for p in page.net.parameters()) == 160 + 31370


def test_an_embedding_is_a_choice_of_rows_and_a_product_with_one_hot(page):
    for n, row in enumerate(page.words):
        for t, word in enumerate(row):
            assert torch.equal(page.vectors[n, t], page.embedding.weight[word])


@pytest.mark.parametrize("scale", [1, 1000])
def test_layer_norm_equals_torch(page, scale):
    x = scale * torch.randn(5, 12) + 3
    torch.testing.assert_close(page.layer_norm(x), nn.LayerNorm(12)(x))
    grouped = page.layer_norm(x.reshape(5, 4, 3)).reshape(5, 12)
    torch.testing.assert_close(grouped, nn.GroupNorm(4, 12)(x))


def test_std_1_explodes_the_default_shrinks_and_kaiming_stays(page):
    stds = {name: page.spread(init) for name, init in page.inits.items()}
    assert stds["std 1"][-1] > 1e8
    assert stds["nn.Linear"][-1] < 1e-3
    assert 0.2 < stds["Kaiming"][-1] < 5


@pytest.mark.parametrize("inputs, outputs", [(100, 400), (400, 100)])
def test_inits_have_the_std_of_their_formula(inputs, outputs):
    weight = torch.empty(outputs, inputs)
    expected = {
        nn.init.kaiming_normal_: math.sqrt(2 / inputs),
        nn.init.xavier_normal_: math.sqrt(2 / (inputs + outputs)),
    }
    for init, std in expected.items():
        assert init(weight).std().item() == pytest.approx(std, rel=0.05)


def test_inits_overwrite_whatever_was_there():
    left, right = torch.randn(5, 4), torch.zeros(5, 4)
    for weight in (left, right):
        torch.manual_seed(1)
        assert nn.init.kaiming_normal_(weight) is weight
    assert torch.equal(left, right)


def test_a_step_on_bare_tensors_equals_a_step_of_sgd(page):
    x = torch.randn(3, 784)
    torch.testing.assert_close(page.perceptron(x), page.forward(x))


def test_the_bare_network_has_199210_parameters_and_a_regression_7850(page):
    sizes = [(784, 200), (200, 200), (200, 10)]
    assert sum(t.numel() for t in page.tensors) == sum(i * o + o for i, o in sizes) == 199210
    assert sum(p.numel() for p in page.softmax_regression.parameters()) == 7850


def test_weights_of_std_1_begin_with_a_loss_in_the_thousands(page):
    x, y = torch.randn(256, 784), torch.randint(10, (256,))

    def loss(kind):
        layers = kind(784, 200), nn.ReLU(), kind(200, 200), nn.ReLU(), kind(200, 10)
        return F.cross_entropy(nn.Sequential(*layers)(x), y).item()

    assert loss(page.Wild) > 1000
    assert loss(nn.Linear) == pytest.approx(math.log(10), abs=0.05)


def test_constant_weights_give_all_hidden_units_one_gradient(page):
    gradient = page.same[0].weight.grad
    assert gradient.abs().min() > 0
    assert (gradient == gradient[0]).all()


@pytest.mark.parametrize("start", range(4))
def test_flatten_from_equals_torch(page, start):
    x = torch.rand(2, 3, 4, 5).permute(3, 1, 0, 2)
    assert torch.equal(page.flatten_from(x, start), x.flatten(start))


def test_rms_norm_equals_torch(page):
    x = 10 * torch.randn(4, 9)
    torch.testing.assert_close(page.rms_norm(x, eps=1e-5), nn.RMSNorm(9, eps=1e-5)(x))


@pytest.mark.parametrize("inputs", [50, 500])
def test_steady_weights_keep_the_std(page, inputs):
    out = torch.randn(500, inputs) @ page.steady(400, inputs).T
    assert out.std().item() == pytest.approx(1, abs=0.1)
