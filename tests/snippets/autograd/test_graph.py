"""Facts that the page on the graph tells its reader."""

import pytest
import torch
from torch import nn


@pytest.mark.parametrize("start", [0.5, 3.0, 20.0, -700.0])
def test_the_graph_follows_the_way_the_program_took(page, start):
    v = torch.tensor(start, requires_grad=True)
    shrunk = page.shrink(v)
    shrunk.backward()
    assert v.grad == shrunk.detach() / start


def test_requires_grad_without_an_argument_turns_tracking_on():
    assert torch.ones(1).requires_grad_().requires_grad
    assert not torch.ones(1).requires_grad


def test_only_what_depends_on_a_tracked_tensor_is_recorded(page):
    assert page.b.requires_grad
    assert (page.a * page.plain).grad_fn is not None
    assert (page.plain * page.plain).grad_fn is None
    with torch.no_grad():
        assert (page.a * page.plain).grad_fn is None
    assert not (page.a > 1).requires_grad and not page.a.argmax().requires_grad


def test_the_ways_back_end_at_the_leaves(page):
    assert [type(node).__name__ for node in (page.at_w, page.at_b)] == ["AccumulateGrad"] * 2
    assert page.at_x is None
    assert page.multiply.name() == "MulBackward0" and page.add.name() == "AddBackward0"


def test_the_number_tells_the_forms_of_an_operation_apart():
    a = torch.ones(2, requires_grad=True)
    assert (a**2).grad_fn.name() == "PowBackward0"
    assert (a**a).grad_fn.name() == "PowBackward1"


def test_an_edge_names_the_result_of_the_operation_that_it_leads_back_to():
    parts = torch.ones(3, 2, requires_grad=True).unbind(1)
    for number, part in enumerate(parts):
        (node, which), _ = (part + 1).grad_fn.next_functions
        assert node is part.grad_fn and which == number


def test_a_product_keeps_the_other_factor_for_the_way_back(page):
    assert page.multiply._saved_other == 3


def test_what_is_not_tracked_is_a_leaf_and_a_clone_of_a_tracked_tensor_is_not():
    w, x = torch.ones(2, requires_grad=True), torch.ones(2)
    assert (x * x).is_leaf and w.is_leaf and w.detach().is_leaf
    assert not w.clone().is_leaf and not w.reshape(2, 1).is_leaf


def test_an_intermediate_gradient_is_there_only_when_retained(page):
    assert page.h.grad == 4 and page.h.retains_grad
    other = page.w * 2
    other.backward()
    with pytest.warns(UserWarning, match="not a leaf"):
        assert other.grad is None


def test_to_retain_the_gradient_of_a_leaf_changes_nothing():
    leaf = torch.ones(1, requires_grad=True)
    leaf.retain_grad()
    assert not leaf.retains_grad


def test_the_chain_of_lenet_read_backwards_is_its_forward_pass(page):
    layers = {nn.Conv2d: "Convolution", nn.ReLU: "Relu", nn.MaxPool2d: "MaxPool2DWithIndices",
              nn.Flatten: "View", nn.Linear: "Addmm"}  # fmt: skip
    expected = [layers[type(layer)] + "Backward0" for layer in page.net]
    assert page.names[::-1] == [*expected, "MseLossBackward0"]


def test_a_product_of_a_leaf_receives_no_gradient(page):
    assert not page.scaled.is_leaf and page.good.is_leaf and page.good.requires_grad


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("misspelt", "unexpected keyword argument 'require_grad'"),
        ("integers", "floating point and complex dtype"),
        ("too-late", "element 0 of tensors does not require grad"),
        ("retain-untracked", "can't retain_grad on Tensor that has requires_grad=False"),
        ("not-a-leaf", "requires_grad flags of leaf variables"),
    ],
)
def test_the_errors_say_what_is_wrong(errors, cell, says):
    assert says in errors[cell]


@pytest.mark.parametrize("seed", range(5))
def test_the_leaves_found_are_those_that_receive_a_gradient(page, seed):
    generator = torch.Generator().manual_seed(seed)
    leaves = [torch.rand(3, generator=generator) for _ in range(6)]
    for leaf in leaves:
        leaf.requires_grad_(torch.rand(1, generator=generator).item() < 0.6)
    leaves[0].requires_grad_()
    picks = torch.randint(6, (8,), generator=generator).tolist()
    total = leaves[0]
    for pick in picks:
        total = total * leaves[pick] + leaves[pick].sin()
    found = {id(leaf) for leaf in page.reached_leaves(total.sum())}
    total.sum().backward()
    assert found == {id(leaf) for leaf in leaves if leaf.grad is not None}
