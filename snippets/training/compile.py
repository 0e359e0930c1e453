"""torch.compile: what it does to a function, and when it does it again."""

# %% import
import torch
from torch import nn

torch.manual_seed(0)


# %% gelu
def gelu(x):
    """An activation, written as eight operations."""
    return 0.5 * x * (1 + torch.tanh(0.798 * (x + 0.0447 * x**3)))


# %% first
fast = torch.compile(gelu, backend="eager")  # (1)!
x = torch.linspace(-3, 3, 7)
print(fast(x))
print(torch.equal(fast(x), gelu(x)))  # (2)!

# %% backend
graphs = []


def show(graph, inputs):  # (1)!
    graphs.append(graph)
    print("compiling for", [tuple(x.shape) for x in inputs])
    return graph.forward


# %% backend-used
fast = torch.compile(gelu, backend=show, dynamic=False)
fast(torch.ones(4))
fast(torch.ones(4))  # (1)!
fast(torch.ones(2, 2))  # (2)!
fast(torch.ones(4, dtype=torch.float64))

# %% graph
for node in graphs[0].graph.nodes:
    if node.op == "call_function":
        print(node.target.__name__)

# %% gradients
w = torch.randn(4, requires_grad=True)
(through,) = torch.autograd.grad(fast(w).sum(), w)  # (1)!
(plain,) = torch.autograd.grad(gelu(w).sum(), w)
torch.testing.assert_close(through, plain)


# %% break
def centre(x):
    x = x - x.mean()
    if x.max() > 1:  # (1)!
        x = x / x.max()
    return x * 2


far, near = torch.tensor([0.0, 1.0, 5.0]), torch.tensor([0.0, 0.1, 0.2])
report = torch._dynamo.explain(centre)(far)
print("graphs", report.graph_count, " breaks", report.graph_break_count)


# %% break-repaired
def centre_whole(x):
    x = x - x.mean()
    x = torch.where(x.max() > 1, x / x.max(), x)  # (1)!
    return x * 2


report = torch._dynamo.explain(centre_whole)(far)
print("graphs", report.graph_count, " breaks", report.graph_break_count)

# %% break-same
for sample in (far, near):
    print(centre(sample), centre_whole(sample))

# %% fullgraph
whole = torch.compile(centre, backend="eager", fullgraph=True)
try:
    whole(far)
except torch._dynamo.exc.Unsupported as error:
    print(str(error).splitlines()[0])

# %% dynamic
sizes = []


def count(graph, inputs):
    sizes.append(len(inputs))
    return graph.forward


doubled = torch.compile(lambda x: 2 * x.relu(), backend=count)
for n in (3, 4, 5, 6, 7):
    doubled(torch.ones(n))
    print(n, "compiled so far:", len(sizes))

# %% numbers
sizes.clear()
torch.compiler.reset()  # (1)!
power = torch.compile(lambda x, name: x + len(name), backend=count)
for name in ("a", "bb", "ccc"):
    power(torch.ones(2), name)
print(len(sizes))

# %% limit
torch.compiler.reset()
print(torch._dynamo.config.recompile_limit)

# %% module
net = nn.Sequential(nn.Linear(2, 3), nn.ReLU())
wrapped = torch.compile(net, backend="eager")
for name, weight in wrapped.state_dict().items():
    print(name, tuple(weight.shape))  # (1)!
net.compile(backend="eager")  # (2)!
print(list(net.state_dict()))

# %% script warns=FutureWarning
scripted = torch.jit.script(gelu)  # (1)!

# %% script-same
torch.testing.assert_close(scripted(x), gelu(x))

# %% export
program = torch.export.export(nn.Linear(2, 3), (torch.ones(1, 2),))
print(program.graph_module.code.strip().splitlines()[-1].strip())
print(program.module()(torch.ones(1, 2)).shape)


# %% no-break-stub
def clip_if_long(g):  # (N,) -> (N,)
    """Scale g to length 1 if it is longer; in a single graph."""
    length = torch.linalg.vector_norm(g)
    if length > 1:
        return g / length
    return g


# %% no-break-solution
def clip_if_long(g):  # (N,) -> (N,)
    """Scale g to length 1 if it is longer; in a single graph."""
    return g / torch.linalg.vector_norm(g).clamp(min=1)


# %% no-break-check fails-with=no-break-stub
assert torch._dynamo.explain(clip_if_long)(torch.ones(4)).graph_count == 1
expected = torch.tensor([0.6, 0.8])
torch.testing.assert_close(clip_if_long(10 * expected), expected)
torch.testing.assert_close(clip_if_long(expected / 2), expected / 2)


# %% count-stub
def compilations(function, inputs):  # -> int
    """How often torch.compile has to compile for these inputs, in order."""
    return len(inputs)


# %% count-solution
def compilations(function, inputs):  # -> int
    """How often torch.compile has to compile for these inputs, in order."""
    count = 0

    def backend(graph, inputs):
        nonlocal count
        count += 1
        return graph.forward

    torch.compiler.reset()
    compiled = torch.compile(function, backend=backend)
    for x in inputs:
        compiled(x)
    return count


# %% count-check fails-with=count-stub
assert compilations(gelu, [torch.ones(3)] * 4) == 1
assert compilations(gelu, [torch.ones(n) for n in (3, 4, 5, 6)]) == 2
