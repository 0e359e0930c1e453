"""Facts that the page on modules tells its reader."""

import pytest
import torch
from torch import nn


def test_a_network_computes_its_linear_layers_with_a_relu_between(page):
    net, x = page.net, torch.randn(5, 4)
    hidden = (x @ net.fc1.weight.T + net.fc1.bias).clamp(min=0)
    torch.testing.assert_close(net(x), hidden @ net.fc2.weight.T + net.fc2.bias)


def test_printing_follows_assignment_and_leaves_functions_out(page):
    text = str(page.net)
    assert text.index("fc1") < text.index("fc2")
    assert "relu" not in text.lower()


def test_names_are_paths_of_attributes(page):
    for name, parameter in page.net.named_parameters():
        assert page.net.get_parameter(name) is parameter


@pytest.mark.parametrize("inputs, outputs", [(4, 8), (1, 1), (784, 10)])
def test_a_linear_layer_has_a_weight_for_each_pair_and_a_bias_for_each_output(
    page, inputs, outputs
):
    layer = nn.Linear(inputs, outputs)
    assert page.count(layer) == inputs * outputs + outputs
    assert layer.weight.shape == (outputs, inputs)


def test_only_parameters_and_modules_register_themselves(page):
    scaled = page.Scaled()
    assert [n for n, _ in scaled.named_parameters()] == ["gain", "linear.weight", "linear.bias"]
    assert "shift" not in scaled.state_dict()
    assert scaled.to(torch.float64).shift.dtype == torch.float32


def test_buffers_are_saved_and_moved_but_not_trained(page):
    scaler = page.Standardise(torch.zeros(2), torch.ones(2))
    assert list(scaler.parameters()) == []
    assert list(scaler.state_dict()) == ["mean", "std"]
    assert scaler.to(torch.float64).std.dtype == torch.float64
    x = torch.tensor([[2.0, 8.0]], dtype=torch.float64)
    assert page.scaler(x).tolist() == [[0.5, 1.2]]


def test_a_buffer_that_does_not_persist_moves_but_is_not_saved():
    module = nn.Module()
    module.scratch = nn.Buffer(torch.zeros(2), persistent=False)
    module.register_buffer("older", torch.zeros(2), persistent=False)
    assert not module.state_dict()
    assert module.double().scratch.dtype == module.older.dtype == torch.float64


def test_a_slice_of_a_sequential_shares_its_parameters(page):
    assert page.stack[:2][0].weight is page.stack[0].weight


def test_module_list_and_dict_register_but_cannot_be_called(page, errors):
    assert page.count(page.Deep(depth=3)) == 3 * 20
    assert 'missing the required "forward"' in errors["list-call"]


def test_each_deep_layer_adds_to_its_input(page):
    deep, x = page.Deep(depth=2), torch.randn(3, 4)
    first, second = deep.layers
    hidden = x + first(x).relu()
    torch.testing.assert_close(deep(x), hidden + second(hidden).relu())


def test_identity_returns_its_input(page):
    assert page.heads["features"](page.features) is page.features


def test_the_first_of_all_modules_is_the_module_itself(page):
    names, modules = zip(*page.deep.named_modules(), strict=True)
    assert names[0] == "" and modules[0] is page.deep


def test_hooks_run_when_the_module_is_called_and_not_with_forward(page):
    calls = []
    layer = nn.Linear(4, 3)
    layer.register_forward_hook(lambda *_: calls.append(1))
    torch.testing.assert_close(layer(page.x), layer.forward(page.x))
    assert len(calls) == 1
    assert len(page.seen) == 1


def test_eval_reaches_all_children_and_leaves_gradients_on():
    net = nn.Sequential(nn.Sequential(nn.Dropout(), nn.Linear(4, 4)))
    net.eval()
    assert not any(module.training for module in net.modules())
    assert net(torch.rand(2, 4)).requires_grad


def test_zeroed_gradients_are_none_unless_zeros_are_asked_for(page):
    net = page.Net(hidden=2)
    assert all(p.grad is None for p in net.parameters())
    for to_none in (True, False):
        net(page.x).sum().backward()
        net.zero_grad(set_to_none=to_none)
        for parameter in net.parameters():
            assert parameter.grad is None if to_none else not parameter.grad.any()


def test_a_state_dict_makes_two_networks_equal(page):
    assert list(page.twin.state_dict()) == list(page.net.state_dict())
    torch.testing.assert_close(page.twin(page.x.double()), page.net(page.x).double())


def test_a_module_moves_in_place_and_a_tensor_does_not():
    layer, numbers = nn.Linear(2, 2), torch.zeros(2)
    assert layer.to(torch.float64) is layer and layer.weight.dtype == torch.float64
    assert numbers.to(torch.float64) is not numbers and numbers.dtype == torch.float32


def test_meta_tensors_have_a_size_and_no_numbers(page):
    assert page.giant.weight.is_meta
    assert page.giant.weight.nbytes == 80_000_000_000


def test_loading_into_meta_needs_assign(page):
    shell = nn.Linear(4, 3, device="meta")
    with pytest.warns(UserWarning, match="no-op"):
        shell.load_state_dict(page.layer.state_dict())
    assert shell.weight.is_meta
    assert torch.equal(page.shell.weight, page.layer.weight)


def test_a_lazy_layer_takes_its_size_from_the_first_batch(page):
    assert page.lazy[1].in_features == 3 * 8 * 8
    with pytest.raises(ValueError, match="uninitialized parameter"):
        page.count(nn.LazyLinear(10))


def test_a_parametrized_weight_stays_symmetric_while_it_learns(page):
    page.even(torch.rand(2, 3)).sum().backward()
    with torch.no_grad():
        for parameter in page.even.parameters():
            parameter -= 0.1 * parameter.grad
    assert torch.equal(page.even.weight, page.even.weight.mT)


def test_layers_lost_to_init_or_to_a_list_have_no_parameters(page):
    assert page.count(page.lost) == page.count(page.Forgetful()) == 0


def test_the_perceptron_has_a_relu_between_layers_and_none_at_the_end(page):
    net = page.mlp(5, 4, 3, 2)
    assert [type(layer) for layer in net] == [nn.Linear, nn.ReLU] * 2 + [nn.Linear]
    assert net(torch.rand(7, 5)).shape == (7, 2)


def test_freezing_leaves_only_the_named_submodule_to_learn(page):
    net = page.Net(hidden=2)
    page.freeze_except(net, "fc2")
    assert [n for n, p in net.named_parameters() if p.requires_grad] == ["fc2.weight", "fc2.bias"]


def test_output_shapes_takes_its_hooks_off(page):
    net = page.Net(hidden=6)
    for n in (1, 3):
        assert page.output_shapes(net, torch.rand(n, 4)) == {"fc1": (n, 6), "fc2": (n, 3)}
    assert not net.fc1._forward_hooks


def test_a_new_scaled_layer_would_change_nothing(page):
    layer = page.Scaled()
    assert layer.gain.eq(1).all() and layer.shift.eq(0).all()


def test_each_layer_of_a_module_list_adds_to_what_it_got(page):
    deep, x = page.Deep(depth=3), torch.randn(5, 4)
    expected = x
    for layer in deep.layers:
        expected = expected + layer(expected).clamp(min=0)
    torch.testing.assert_close(deep(x), expected)
