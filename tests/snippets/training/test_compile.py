"""Facts that the page on torch.compile tells its reader."""

import shutil
import sys

import pytest
import torch

HAS_COMPILER = sys.platform == "linux" and shutil.which("g++") is not None


@pytest.fixture(autouse=True)
def forget_compiled_code():
    torch.compiler.reset()


def test_gelu_is_near_torchs_own(page):
    x = torch.linspace(-4, 4, 100)
    expected = torch.nn.functional.gelu(x, approximate="tanh")
    torch.testing.assert_close(page.gelu(x), expected, atol=1e-3, rtol=1e-2)


@pytest.mark.parametrize("shape", [(3,), (2, 5), (4, 1, 2)])
@pytest.mark.parametrize("backend", ["eager", "aot_eager"])
def test_compiled_and_plain_agree_in_value_and_gradient(page, shape, backend):
    x = torch.randn(shape, requires_grad=True)
    compiled = torch.compile(page.gelu, backend=backend)
    torch.testing.assert_close(compiled(x), page.gelu(x))
    slopes = [torch.autograd.grad(f(x).sum(), x)[0] for f in (compiled, page.gelu)]
    torch.testing.assert_close(*slopes)


@pytest.mark.skipif(not HAS_COMPILER, reason="the default backend needs a C++ compiler")
def test_code_made_by_the_default_backend_agrees_with_eager(page):
    x = torch.randn(1000)
    torch.testing.assert_close(torch.compile(page.gelu)(x), page.gelu(x))


def test_one_graph_for_each_shape_and_dtype_and_whether_gradients_are_wanted(page):
    assert len(page.graphs) == 4
    names = [n.target.__name__ for n in page.graphs[0].graph.nodes if n.op == "call_function"]
    assert names.count("tanh") == 1 and names.count("pow") == 1


def test_an_if_on_a_tensor_breaks_the_graph_and_where_does_not(page):
    x = page.far
    assert torch._dynamo.explain(page.centre)(x).graph_break_count == 1
    assert torch._dynamo.explain(page.centre_whole)(x).graph_break_count == 0
    for _ in range(20):
        x = 3 * torch.randn(5)
        torch.testing.assert_close(page.centre_whole(x), page.centre(x))


def test_broken_graphs_still_give_the_right_answer(page):
    compiled = torch.compile(page.centre, backend="eager")
    for x in (page.far, page.near):
        torch.testing.assert_close(compiled(x), page.centre(x))


def test_the_second_size_makes_the_axis_flexible(page):
    lengths = [torch.ones(n) for n in (3, 4, 5, 6, 7, 100)]
    assert page.compilations(page.gelu, lengths) == 2
    assert page.compilations(page.gelu, lengths[:1] * 5) == 1
    zero_and_one = [torch.ones(n) for n in (1, 0)]
    assert page.compilations(page.gelu, lengths + zero_and_one) == 2 + 2


def test_the_wrapper_renames_the_parameters_and_the_method_does_not(page):
    for name, weight in page.wrapped.state_dict().items():
        assert torch.equal(page.net.state_dict()[name.removeprefix("_orig_mod.")], weight)
        assert name.startswith("_orig_mod.")
    assert list(page.net.state_dict()) == ["0.weight", "0.bias"]


def test_clipping_without_a_break_agrees_with_the_branch(page):
    for _ in range(20):
        g = 2 * torch.rand(1) * torch.randn(3)
        expected = g / g.norm() if g.norm() > 1 else g
        torch.testing.assert_close(page.clip_if_long(g), expected)


def test_errors_name_the_cause(errors):
    assert "Invalid backend: 'fast'" in errors["backend-name"]
    assert "_orig_mod.weight" in errors["load"]


def test_fullgraph_refuses_a_break_and_takes_one_graph(page):
    with pytest.raises(torch._dynamo.exc.Unsupported, match="Data-dependent branching"):
        torch.compile(page.centre, backend="eager", fullgraph=True)(page.far)
    whole = torch.compile(page.centre_whole, backend="eager", fullgraph=True)
    torch.testing.assert_close(whole(page.far), page.centre(page.far))


def counting():
    """The graphs that have been compiled, and a backend that runs them as they are."""
    compiled = []

    def count(graph, inputs):
        compiled.append(graph)
        return graph.forward

    return compiled, count


def test_each_text_is_compiled_for_and_each_kind_of_length_only_twice(page):
    compiled, count = counting()
    add = torch.compile(lambda x, name: x + len(name), backend=count)
    for name in ("a", "bb", "ccc", "a"):
        assert torch.equal(add(torch.ones(2), name), torch.full((2,), 1.0 + len(name)))
    assert len(compiled) == 3

    for dynamic, expected in ((None, 2), (False, 4), (True, 1)):
        compiled.clear(), torch.compiler.reset()
        double = torch.compile(lambda x: 2 * x, backend=count, dynamic=dynamic)
        for n in (3, 4, 5, 6, 3):
            assert torch.equal(double(torch.ones(n)), torch.full((n,), 2.0))
        assert len(compiled) == expected


def test_beyond_the_limit_the_function_runs_as_usual(page):
    compiled, count = counting()
    add = torch.compile(lambda x, name: x + len(name), backend=count)
    limit = torch._dynamo.config.recompile_limit
    for n in range(limit + 3):
        assert torch.equal(add(torch.zeros(2), n * "a"), torch.full((2,), float(n)))
    assert len(compiled) == limit


def test_a_compiled_module_computes_the_same_under_either_way(page):
    x = torch.randn(5, 2)
    expected = (x @ page.net[0].weight.T + page.net[0].bias).relu()
    torch.testing.assert_close(page.net(x), expected)
    torch.testing.assert_close(page.wrapped(x), expected)


def test_scripted_and_exported_code_agrees_with_eager(page):
    x = torch.randn(50)
    torch.testing.assert_close(page.scripted(x), page.gelu(x))
    weight, bias = page.program.state_dict["weight"], page.program.state_dict["bias"]
    row = torch.randn(1, 2)
    torch.testing.assert_close(page.program.module()(row), row @ weight.T + bias)


def test_gradients_through_compiled_code_are_those_of_the_plain_function(page):
    x = page.w.detach().double().requires_grad_()
    (expected,) = torch.autograd.grad(page.gelu(x).sum(), x)
    torch.testing.assert_close(page.through.double(), expected, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(page.plain.double(), expected, rtol=1e-4, atol=1e-5)
