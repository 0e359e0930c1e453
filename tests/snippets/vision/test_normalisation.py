"""Facts that the page on normalisation and dropout tells its reader."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn


def test_normalised_channels_have_mean_0_and_deviation_1(page):
    channels = page.normalised.transpose(0, 1).flatten(1)
    torch.testing.assert_close(channels.mean(dim=1), torch.zeros(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(channels.std(dim=1), torch.ones(3))


def test_normalising_can_be_undone(page):
    assert torch.equal((page.restored * 255).round().byte(), page.photos)


def test_without_scale_bytes_stay_large(page):
    from torchvision.transforms import v2

    assert v2.functional.to_dtype(page.photos, torch.float32).max() > 200
    assert v2.functional.to_dtype(page.photos, torch.float32, scale=True).max() <= 1


def test_large_inputs_flatten_the_sigmoid(page):
    slopes = [torch.sigmoid(v) * (1 - torch.sigmoid(v)) for v in (page.inputs, page.centred)]
    assert slopes[0].mean() < slopes[1].mean() / 4


@pytest.mark.parametrize("shape", [(20, 6), (5, 6, 9), (4, 6, 5, 7)])
def test_batch_norm_in_training_is_the_formula(shape):
    layer = (nn.BatchNorm2d if len(shape) == 4 else nn.BatchNorm1d)(6)
    x = 3 + 2 * torch.randn(shape)
    axes = [axis for axis in range(len(shape)) if axis != 1]
    mean = x.mean(dim=axes, keepdim=True)
    var = x.var(dim=axes, keepdim=True, correction=0)
    torch.testing.assert_close(layer(x), (x - mean) / torch.sqrt(var + layer.eps))


def test_batch_norm_learns_two_and_keeps_three():
    layer = nn.BatchNorm2d(16)
    assert [name for name, _ in layer.named_parameters()] == ["weight", "bias"]
    assert [name for name, _ in layer.named_buffers()] == [
        "running_mean",
        "running_var",
        "num_batches_tracked",
    ]
    assert sum(p.numel() for p in layer.parameters()) == 32


def test_bias_can_be_left_out_by_keyword():
    assert nn.BatchNorm2d(4, bias=False).bias is None
    with pytest.raises(TypeError):
        nn.BatchNorm2d(4, 1e-5, 0.1, True, True, None, None, False)


def test_uniform_numbers_keep_their_distribution_but_for_mean_and_variance(page):
    x = nn.BatchNorm1d(1)(torch.rand(10_000, 1)).detach()
    assert abs(x.mean()) < 1e-4
    assert abs(x.var() - 1) < 1e-2
    assert x.abs().max() < 1.8, "a normal distribution would reach further"


@pytest.mark.parametrize("momentum", [0.1, 0.3, 1.0])
def test_running_statistics_use_the_unbiased_variance(momentum):
    layer = nn.BatchNorm2d(3, momentum=momentum)
    mean, var = torch.zeros(3), torch.ones(3)
    for _ in range(5):
        x = torch.randn(4, 3, 5, 5)
        layer(x)
        mean = (1 - momentum) * mean + momentum * x.mean(dim=(0, 2, 3))
        var = (1 - momentum) * var + momentum * x.var(dim=(0, 2, 3), correction=1)
    torch.testing.assert_close(layer.running_mean, mean)
    torch.testing.assert_close(layer.running_var, var)


def test_one_batch_of_uniform_numbers_moves_the_statistics_a_tenth():
    layer = nn.BatchNorm2d(1)
    layer(torch.rand(100, 1, 28, 28))
    assert layer.running_mean.item() == pytest.approx(0.05, abs=1e-3)
    assert layer.running_var.item() == pytest.approx(0.9 + 0.1 / 12, abs=1e-3)


def test_momentum_is_the_weight_of_the_new(page):
    assert page.half.running_mean.item() == 21.25
    assert page.every.running_mean.item() == 20


def test_in_use_running_statistics_gamma_and_beta_are_used():
    layer = nn.BatchNorm2d(3)
    nn.init.normal_(layer.weight), nn.init.normal_(layer.bias)
    layer(2 + torch.randn(8, 3, 4, 4))
    layer.eval()
    before = layer.running_mean.clone()
    x = torch.randn(1, 3, 4, 4)
    mean, var, weight, bias = (
        t[:, None, None] for t in (layer.running_mean, layer.running_var, layer.weight, layer.bias)
    )
    torch.testing.assert_close(layer(x), (x - mean) / torch.sqrt(var + layer.eps) * weight + bias)
    assert torch.equal(layer.running_mean, before)


def test_without_statistics_the_batch_is_used_even_in_eval(page):
    x = 4 + torch.randn(8, 16, 5, 5)
    torch.testing.assert_close(page.bare.eval()(x), nn.BatchNorm2d(16)(x))
    assert list(page.bare.state_dict()) == []


def test_a_bias_before_batch_norm_gets_no_gradient(page):
    conv = page.block[0]
    assert conv.bias.grad.abs().max() < 1e-3 < 1 < conv.weight.grad.abs().max()


def test_only_batch_norm_looks_at_other_images():
    x, other = torch.randn(4, 6, 8, 8), torch.randn(4, 6, 8, 8)
    mixed = torch.cat([x[:1], other[1:]])
    layers = nn.GroupNorm(3, 6), nn.LayerNorm([6, 8, 8]), nn.InstanceNorm2d(6)
    for layer in layers:
        torch.testing.assert_close(layer(x)[0], layer(mixed)[0])
        torch.testing.assert_close(layer.eval()(x), layer.train()(x))
    assert not torch.allclose(nn.BatchNorm2d(6)(x)[0], nn.BatchNorm2d(6)(mixed)[0])


@pytest.mark.parametrize("keeps", [False, True])
def test_instance_norm_differs_in_use_only_where_it_keeps_statistics(keeps):
    norm = nn.InstanceNorm2d(3, track_running_stats=keeps)
    x = torch.rand(2, 3, 4, 4)
    in_training = norm(x)
    assert torch.allclose(norm.eval()(x), in_training) is not keeps


def test_one_group_is_a_layer_norm_that_learns_less():
    x = torch.randn(4, 6, 8, 8)
    group, layer = nn.GroupNorm(1, 6), nn.LayerNorm([6, 8, 8])
    torch.testing.assert_close(group(x), layer(x))
    assert (group.weight.shape, layer.weight.shape) == ((6,), (6, 8, 8))


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_group_norm_normalises_each_group_of_each_image(groups):
    x = torch.randn(2, 6, 4, 4)
    apart = x.reshape(2 * groups, -1)
    var, mean = torch.var_mean(apart, 1, correction=0, keepdim=True)
    expected = ((apart - mean) / torch.sqrt(var + 1e-5)).reshape(x.shape)
    torch.testing.assert_close(nn.GroupNorm(groups, 6)(x), expected)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_dropout_zeroes_scales_and_keeps_the_mean(p):
    ones = torch.ones(200_000)
    dropped = F.dropout(ones, p)
    assert (dropped == 0).float().mean().item() == pytest.approx(p, abs=0.01)
    torch.testing.assert_close(dropped.max().item(), 1 / (1 - p))
    assert dropped.mean().item() == pytest.approx(1, abs=0.03)
    assert torch.equal(nn.Dropout(p).eval()(ones), ones)


def test_dropout2d_takes_whole_channels(page):
    out = nn.Dropout2d(0.5)(torch.ones(50, 6, 3, 3)).flatten(2)
    assert (out == out[:, :, :1]).all()
    assert set(out.unique().tolist()) == {0, 2}


def test_in_training_an_answer_depends_on_the_other_images():
    net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
    image, others = torch.rand(1, 3, 8, 8), torch.rand(7, 3, 8, 8)
    batches = torch.cat([image, others]), torch.cat([image, others + 5])
    first, second = (net(batch)[0] for batch in batches)
    assert not torch.allclose(first, second)
    first, second = (net.eval()(batch)[0] for batch in batches)
    torch.testing.assert_close(first, second)


def test_no_grad_does_not_stop_the_statistics():
    layer = nn.BatchNorm1d(2)
    with torch.no_grad():
        layer(5 + torch.rand(4, 2))
    assert layer.running_mean.abs().min() > 0


def test_functional_dropout_is_on_unless_told_otherwise():
    ones = torch.ones(1000)
    assert (F.dropout(ones) == 0).any()
    assert torch.equal(F.dropout(ones, training=False), ones)


def test_the_batch_norm_of_the_exercise_agrees_with_torch(page):
    for _ in range(5):
        x, weight, bias = 2 + torch.randn(6, 4, 3, 5), torch.randn(4), torch.randn(4)
        expected = F.batch_norm(x, None, None, weight, bias, training=True)
        torch.testing.assert_close(page.batch_norm(x, weight, bias), expected)


def test_the_dropout_of_the_exercise_leaves_the_mean(page):
    x = torch.ones(200_000)
    dropped = page.dropout(x, 0.3, training=True)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.3, abs=0.01)
    torch.testing.assert_close(dropped.max().item(), 1 / 0.7)
    assert torch.equal(page.dropout(x, 0.3, training=False), x)


def test_a_folded_convolution_does_both_jobs(page):
    conv, norm = nn.Conv2d(2, 5, 3), nn.BatchNorm2d(5)
    nn.init.normal_(norm.weight), nn.init.normal_(norm.bias)
    norm(conv(torch.randn(8, 2, 6, 6)))
    norm.eval()
    x = torch.randn(3, 2, 7, 7)
    torch.testing.assert_close(page.fold(conv, norm)(x), norm(conv(x)), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("with_norm", "count"), [(False, 0), (True, 4)])
def test_the_deep_nets_differ_in_nothing_but_the_norms(page, with_norm, count):
    net = page.deep(with_norm)
    assert sum(isinstance(layer, nn.BatchNorm1d) for layer in net) == count
    others = [layer for layer in net if not isinstance(layer, nn.BatchNorm1d)]
    assert [type(layer) for layer in others] == [nn.Linear, nn.Sigmoid] * 4 + [nn.Linear]
    assert net(torch.rand(8, 2)).shape == (8, 2)


def test_points_far_out_are_the_second_class(page):
    assert torch.equal(page.labels == 1, page.points.norm(dim=1) > 1.2)
