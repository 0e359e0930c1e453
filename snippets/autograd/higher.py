"""Derivatives of derivatives, hooks, and what the graph keeps."""

# %% import
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.autograd import grad

# %% second
x = torch.tensor(2.0, requires_grad=True)
y = x**3
(first,) = grad(y, x, create_graph=True)  # (1)!
(second,) = grad(first, x)
print(first, second)  # (2)!

# %% tanh
t = torch.linspace(-4, 4, 161, requires_grad=True)
curve = torch.tanh(t)
for order in range(4):
    plt.plot(t.detach(), curve.detach(), label=f"order {order}")
    (curve,) = grad(curve.sum(), t, create_graph=True)  # (1)!
plt.legend()


# %% saddle
def saddle(p):  # (2,)
    return p[0] ** 2 - 3 * p[0] * p[1] + p[1] ** 3


p = torch.tensor([1.0, 2.0], requires_grad=True)
(g,) = grad(saddle(p), p, create_graph=True)
H = torch.stack([grad(part, p, retain_graph=True)[0] for part in g])  # (1)!
print(g.detach())
print(H)  # (2)!

# %% hessian-function
print(torch.autograd.functional.hessian(saddle, p.detach()))

# %% hvp
v = torch.tensor([1.0, 10.0])
(Hv,) = grad(g @ v, p)  # (1)!
print(Hv, H @ v)

# %% penalty
critic = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
points = torch.randn(5, 2, requires_grad=True)
(slopes,) = grad(critic(points).sum(), points, create_graph=True)  # (5, 2)
lengths = torch.linalg.vector_norm(slopes, dim=1)  # (5,)
penalty = ((lengths - 1) ** 2).mean()  # (1)!
penalty.backward()
print(critic[0].weight.grad.shape)

# %% create-graph-backward warns=UserWarning
x = torch.tensor(2.0, requires_grad=True)
(x**3).backward(create_graph=True)

# %% penalty-repaired
x.grad = None
(first,) = grad(x**3, x, create_graph=True)
(first**2).backward()
print(x.grad)  # (1)!

# %% hook
w = torch.tensor([1.0, -2.0], requires_grad=True)
h = w * 3
seen = []
handle = h.register_hook(seen.append)  # (1)!
(h**2).sum().backward()
print(seen)
handle.remove()  # (2)!

# %% hook-changes
w.grad = None
h = w * 3
h.register_hook(lambda gradient: gradient.clamp(-10, 10))  # (1)!
(h**2).sum().backward()
print(w.grad)

# %% post-accumulate
linear = nn.Linear(2, 1)


def step_and_forget(parameter):
    with torch.no_grad():
        parameter -= 0.1 * parameter.grad
    parameter.grad = None  # (1)!


for parameter in linear.parameters():
    parameter.register_post_accumulate_grad_hook(step_and_forget)
before = linear.bias.item()
linear(torch.ones(1, 2)).sum().backward()
print(round(before - linear.bias.item(), 4), linear.bias.grad)

# %% saved
kept = []


def pack(tensor):
    kept.append(tuple(tensor.shape))
    return tensor.to(torch.float64)  # (1)!


x = torch.randn(3, 4, requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t.float()):
    y = (x.exp() * x).sum()
y.backward()
print(kept)  # (2)!

# %% checkpoint
from torch.utils.checkpoint import checkpoint

calls = []


def block(x):
    calls.append("forward")
    return torch.tanh(x).exp().sin()


a = torch.linspace(0, 1, 4, requires_grad=True)
checkpoint(block, a, use_reentrant=False).sum().backward()  # (1)!
print(calls)  # (2)!
print(torch.allclose(a.grad, grad(block(a).sum(), a)[0]))

# %% forward-mode
import warnings

from torch.autograd import forward_ad

with warnings.catch_warnings(action="ignore", category=FutureWarning):  # (1)!
    with forward_ad.dual_level():
        dual = forward_ad.make_dual(torch.tensor(2.0), torch.tensor(1.0))
        result = forward_ad.unpack_dual(dual**3)  # (2)!
print(result.primal, result.tangent)


# %% nth-stub
def nth_derivative(f, x, n):  # x of shape ()
    """Give the n-th derivative of f at x."""
    x = x.clone().requires_grad_()
    return grad(f(x), x)[0] * n


# %% nth-solution
def nth_derivative(f, x, n):  # x of shape ()
    """Give the n-th derivative of f at x."""
    x = x.clone().requires_grad_()
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:  # a constant has no graph, and derivative 0
            return torch.zeros_like(x)
        (y,) = grad(y, x, create_graph=True)
    return y.detach()


# %% nth-check fails-with=nth-stub
at = torch.tensor(0.5, dtype=torch.float64)
for n, expected in enumerate((at.sin(), at.cos(), -at.sin(), -at.cos())):
    torch.testing.assert_close(nth_derivative(torch.sin, at, n), expected)
assert nth_derivative(lambda x: x**2, at, 3) == 0


# %% newton-stub
def newton_step(f, p):  # (n,) to (n,)
    """Give p moved to the stationary point of f's quadratic model."""
    p = p.clone().requires_grad_()
    (g,) = grad(f(p), p)
    return (p - g).detach()


# %% newton-solution
def newton_step(f, p):  # (n,) to (n,)
    """Give p moved to the stationary point of f's quadratic model."""
    p = p.clone().requires_grad_()
    (g,) = grad(f(p), p, create_graph=True)
    H = torch.stack([grad(part, p, retain_graph=True)[0] for part in g])
    return (p - torch.linalg.solve(H, g)).detach()


# %% newton-check fails-with=newton-stub
A = torch.tensor([[3.0, 1.0], [1.0, 2.0]])
b = torch.tensor([1.0, -1.0])
found = newton_step(lambda p: p @ A @ p / 2 - b @ p, torch.tensor([9.0, 9.0]))
torch.testing.assert_close(found, torch.linalg.solve(A, b))
