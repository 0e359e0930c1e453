"""Functions: a custom autograd.Function, and torch.func."""

# %% import
import torch
from torch import nn
from torch.nn import functional as F


# %% square
class Square(torch.autograd.Function):
    @staticmethod
    def forward(x):  # (1)!
        return x**2

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)  # (2)!

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return 2 * x * upstream  # (3)!


# %% use-square
x = torch.tensor([1.0, -3.0], requires_grad=True)
y = Square.apply(x)  # (1)!
print(y)
y.sum().backward()
print(x.grad)

# %% gradcheck
sample = torch.randn(4, dtype=torch.float64, requires_grad=True)
print(torch.autograd.gradcheck(Square.apply, sample))  # (1)!
print(torch.autograd.gradgradcheck(Square.apply, sample))


# %% power
class Power(torch.autograd.Function):
    generate_vmap_rule = True  # (1)!

    @staticmethod
    def forward(x, n):
        return x**n

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, ctx.n = inputs  # (2)!
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return ctx.n * x ** (ctx.n - 1) * upstream, None  # (3)!


print(torch.autograd.gradcheck(Power.apply, (sample, 3)))


# %% straight-through
class Round(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x.round()

    @staticmethod
    def setup_context(ctx, inputs, output):
        pass

    @staticmethod
    def backward(ctx, upstream):
        return upstream  # (1)!


x = torch.tensor([0.4, 1.7], requires_grad=True)
print(torch.autograd.grad(x.round().sum(), x))
print(torch.autograd.grad(Round.apply(x).sum(), x))

# %% grad
from torch.func import grad

print(grad(torch.sin)(torch.tensor(0.0)))  # (1)!
print(grad(grad(torch.sin))(torch.tensor(1.0)), -torch.sin(torch.tensor(1.0)))
print(grad(lambda x: 3 * x)(torch.tensor(2.0)))


# %% argnums
def squared_error(w, x, target):
    return (x @ w - target) ** 2


w, x = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
target = torch.tensor(10.0)
print(grad(squared_error)(w, x, target))
print(grad(squared_error, argnums=(0, 1))(w, x, target))

# %% grad-and-value
from torch.func import grad_and_value

gradient, value = grad_and_value(squared_error)(w, x, target)
print(gradient, value)

# %% vmap
from torch.func import vmap

rows = torch.tensor([[3.0, 4.0], [1.0, 0.0], [0.0, 2.0]])  # (N, 2)
print(vmap(torch.dot, in_dims=(None, 0))(w, rows))  # (1)!
print(rows @ w)

# %% field
import matplotlib.pyplot as plt


def hills(p):  # (2,)
    return torch.sin(p[0]) * torch.cos(p[1])


x, y = torch.linspace(-3, 3, 25), torch.linspace(-2, 2, 17)
points = torch.cartesian_prod(x, y)  # (N, 2)
heights, slopes = vmap(hills)(points), vmap(grad(hills))(points)
plt.contour(x, y, heights.reshape(25, 17).T, levels=9, colors="C0")
plt.quiver(*points.T, *slopes.T, color="C1", angles="xy")
plt.gca().set_aspect("equal")

# %% jacobian
from torch.func import jacfwd, jacrev


def polar(p):  # (2,)
    r, angle = p
    return torch.stack([r * angle.cos(), r * angle.sin(), r**2])


p = torch.tensor([2.0, 0.5])
print(jacrev(polar)(p))  # (1)!

# %% jacobian-by-hand
units = torch.eye(3)
leaf = p.clone().requires_grad_()
result = polar(leaf)
by_rows = [
    torch.autograd.grad(result, leaf, unit, retain_graph=True)[0]
    for unit in units
]
print(torch.allclose(torch.stack(by_rows), jacrev(polar)(p)))

# %% forward-mode
import warnings

from torch.func import hessian, jvp, vjp

with warnings.catch_warnings(action="ignore", category=FutureWarning):  # (1)!
    columns = jacfwd(polar)(p)
print(torch.allclose(columns, jacrev(polar)(p)))
_, change = jvp(polar, (p,), (torch.tensor([1.0, 0.0]),))  # (2)!
_, pull_back = vjp(polar, p)
(row,) = pull_back(torch.tensor([0.0, 0.0, 1.0]))
print(torch.allclose(change, columns[:, 0]), torch.allclose(row, columns[2]))

# %% hessian
print(hessian(hills)(torch.tensor([0.5, 0.0])))
print(-torch.sin(torch.tensor(0.5)))

# %% functional-call
from torch.func import functional_call

net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
weights = {name: p.detach() for name, p in net.named_parameters()}  # (1)!
zeros = {name: torch.zeros_like(p) for name, p in weights.items()}
batch = torch.randn(5, 2)
print(functional_call(net, zeros, (batch,)).T)  # (2)!
print(torch.equal(functional_call(net, weights, (batch,)), net(batch)))


# %% per-sample
def sample_loss(weights, x, t):  # (2,), (1,)
    return F.mse_loss(functional_call(net, weights, (x,)), t)


targets = torch.randn(5, 1)
each = vmap(grad(sample_loss), in_dims=(None, 0, 0))(weights, batch, targets)
print({name: tuple(g.shape) for name, g in each.items()})  # (1)!

# %% per-sample-mean
F.mse_loss(net(batch), targets).backward()
print(all(
    torch.allclose(each[name].mean(dim=0), p.grad, atol=1e-6)
    for name, p in net.named_parameters()
))  # fmt: skip

# %% branch-repaired
print(vmap(lambda x: torch.where(x > 0, x, 0.1 * x))(w - 1.5))


# %% random-repaired
def add_noise(x):
    return x + torch.rand(())


print(vmap(add_noise, randomness="different")(torch.zeros(3)))
print(vmap(add_noise, randomness="same")(torch.zeros(3)))


# %% softplus-stub
class Softplus(torch.autograd.Function):
    """log(1 + exp(x)), with a derivative that never overflows."""

    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * x.exp() / (1 + x.exp())


# %% softplus-solution
class Softplus(torch.autograd.Function):
    """log(1 + exp(x)), with a derivative that never overflows."""

    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * torch.sigmoid(x)


# %% softplus-check fails-with=softplus-stub
assert torch.autograd.gradcheck(Softplus.apply, sample)
x = torch.tensor([-1000.0, 0.0, 1000.0], requires_grad=True)
(g,) = torch.autograd.grad(Softplus.apply(x).sum(), x)
assert g.tolist() == [0.0, 0.5, 1.0]


# %% norms-stub
def gradient_norms(net, inputs, targets):  # (N, i), (N, o)
    """Give for each sample the norm of the gradient of its MSE."""
    loss = F.mse_loss(net(inputs), targets)
    gradients = torch.autograd.grad(loss, list(net.parameters()))
    flat = torch.cat([g.flatten() for g in gradients])
    return torch.linalg.vector_norm(flat).expand(len(inputs))


# %% norms-solution
def gradient_norms(net, inputs, targets):  # (N, i), (N, o)
    """Give for each sample the norm of the gradient of its MSE."""
    weights = {name: p.detach() for name, p in net.named_parameters()}

    def loss(weights, x, t):
        return F.mse_loss(functional_call(net, weights, (x,)), t)

    each = vmap(grad(loss), in_dims=(None, 0, 0))(weights, inputs, targets)
    flat = torch.cat([g.flatten(start_dim=1) for g in each.values()], dim=1)
    return torch.linalg.vector_norm(flat, dim=1)


# %% norms-check fails-with=norms-stub
found = gradient_norms(net, batch, targets)
for n in range(5):
    loss = F.mse_loss(net(batch[n]), targets[n])
    one = torch.autograd.grad(loss, list(net.parameters()))
    flat = torch.cat([g.flatten() for g in one])
    expected = torch.linalg.vector_norm(flat)
    torch.testing.assert_close(found[n], expected)
