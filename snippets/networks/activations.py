"""Activations: their curves, their slopes, and where gradients die."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

# %% needed
first, second = nn.Linear(4, 8), nn.Linear(8, 3)
x = torch.randn(5, 4)
W = second.weight @ first.weight  # (3, 4)
one_bias = second.weight @ first.bias + second.bias
single = F.linear(x, W, one_bias)  # (1)!
torch.testing.assert_close(second(first(x)), single)

# %% call
x = torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0])
print(torch.relu(x))  # (1)!
print(torch.equal(F.relu(x), x.relu()), torch.equal(nn.ReLU()(x), x.relu()))
print(torch.sigmoid(x))
print(torch.tanh(x))
print(torch.equal(F.sigmoid(x), torch.sigmoid(x)))  # (2)!


# %% derivative
def derivative(function, x):
    x = x.clone().requires_grad_()
    function(x).sum().backward()  # (1)!
    return x.grad


print(derivative(torch.tanh, torch.tensor([0.0, 1.0])))


# %% curves
def plot(functions, low=-4, high=4):
    x = torch.linspace(low, high, steps=321)
    axes = plt.subplots(1, 2, figsize=(7.2, 2.8))[1]
    for name, function in functions.items():
        axes[0].plot(x, function(x), label=name)
        axes[1].plot(x, derivative(function, x), label=name)
    axes[0].set_title("value")
    axes[1].set_title("derivative")
    axes[0].legend()
    plt.show()


# %% s-shaped
plot({"sigmoid": torch.sigmoid, "tanh": torch.tanh})

# %% s-shaped-facts
print(derivative(torch.sigmoid, torch.tensor([0.0])))  # (1)!
print(derivative(torch.tanh, torch.tensor([0.0])))
torch.testing.assert_close(torch.tanh(x), 2 * torch.sigmoid(2 * x) - 1)

# %% relu-family
family = {
    "relu": torch.relu,
    "leaky_relu": lambda x: F.leaky_relu(x, 0.1),
    "selu": F.selu,
    "softplus": F.softplus,
}
plot(family)

# %% smooth
plot({"relu": torch.relu, "gelu": F.gelu, "silu": F.silu})

# %% formulas
exp = x.clamp(max=0).expm1()  # (1)!
scale, alpha = 1.0507009873554805, 1.6732632423543772
pairs = {
    F.relu: x.clamp(min=0),
    F.leaky_relu: torch.where(x > 0, x, 0.01 * x),
    F.selu: scale * torch.where(x > 0, x, alpha * exp),
    F.softplus: torch.log1p(x.exp()),
    F.gelu: x * torch.distributions.Normal(0, 1).cdf(x),  # (2)!
    F.silu: x * torch.sigmoid(x),
}
for function, formula in pairs.items():
    torch.testing.assert_close(function(x), formula)
    print(function.__name__, [round(v, 2) for v in formula.tolist()])

# %% kinds
silu = nn.SiLU()
leaky = nn.LeakyReLU(negative_slope=0.1)
prelu = nn.PReLU()  # (1)!
print(silu, leaky, sum(p.numel() for p in prelu.parameters()))
print(leaky(torch.tensor([-1.0, 1.0])))

# %% saturation
far = torch.tensor([0.0, 2.0, 5.0, 10.0, 20.0])
print(derivative(torch.sigmoid, far))  # (1)!
print(derivative(torch.relu, far))


# %% deep
def first_gradient(activation, depth=20, width=50):
    torch.manual_seed(0)
    std = ((2 if activation is torch.relu else 1) / width) ** 0.5
    weights = [std * torch.randn(width, width) for _ in range(depth)]
    first = weights[0].requires_grad_()
    x = torch.randn(32, width)
    for weight in weights:
        x = activation(x @ weight.T)
    x.square().mean().backward()
    return torch.linalg.vector_norm(first.grad).item()


# %% deep-result
for activation in (torch.sigmoid, torch.tanh, torch.relu):
    print(f"{activation.__name__:8} {first_gradient(activation):.0e}")

# %% dead
unit = nn.Linear(3, 1)
nn.init.constant_(unit.bias, -10.0)  # (1)!
out = torch.relu(unit(torch.rand(100, 3)))
out.sum().backward()
print(out.count_nonzero(), unit.weight.grad)

# %% at-zero
print(derivative(torch.relu, torch.tensor([-1.0, 0.0, 1.0])))  # (1)!

# %% inplace
a = torch.tensor([-1.0, 2.0])
b = nn.ReLU(inplace=True)(a)  # (1)!
print(a, b is a)

# %% inplace-repaired
weight = torch.tensor([-1.0, 2.0], requires_grad=True)
hidden = torch.sigmoid(weight)
torch.relu(hidden).sum().backward()
print(weight.grad)

# %% clipped-loss
logits = torch.tensor([[3.0] + [-5.0] * 9])  # (1, 10)
label = torch.tensor([0])
print(F.cross_entropy(logits, label))
print(F.cross_entropy(torch.relu(logits), label))  # (1)!

# %% silent
logits = torch.full((1, 10), -1.0, requires_grad=True)
loss = F.cross_entropy(torch.relu(logits), label)
loss.backward()
print(round(loss.item(), 4), logits.grad.any())  # (1)!

# %% silent-repaired
net = nn.Sequential(
    nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)
)  # (1)!
print(net(torch.rand(2, 784)).min() < 0)


# %% stable-softplus-stub
def softplus(x):
    """log(1 + e^x), for large x too."""
    return torch.log(1 + x.exp())


# %% stable-softplus-solution
def softplus(x):
    """log(1 + e^x), for large x too."""
    return x.clamp(min=0) + torch.log1p((-x.abs()).exp())


# %% stable-softplus-check fails-with=stable-softplus-stub
x = torch.tensor([-200.0, -1.0, 0.0, 1.0, 200.0])
torch.testing.assert_close(softplus(x), F.softplus(x))


# %% sigmoid-derivative-stub
def sigmoid_derivative(s):
    """The derivative of the sigmoid where its value is s."""
    return s


# %% sigmoid-derivative-solution
def sigmoid_derivative(s):
    """The derivative of the sigmoid where its value is s."""
    return s * (1 - s)


# %% sigmoid-derivative-check fails-with=sigmoid-derivative-stub
x = torch.linspace(-6, 6, steps=25)
expected = derivative(torch.sigmoid, x)
torch.testing.assert_close(sigmoid_derivative(x.sigmoid()), expected)


# %% dead-units-stub
def dead_units(layer, x):
    """The numbers of the units whose ReLU is 0 for every row of x."""
    return torch.arange(0)


# %% dead-units-solution
def dead_units(layer, x):
    """The numbers of the units whose ReLU is 0 for every row of x."""
    with torch.no_grad():
        silent = (layer(x) <= 0).all(dim=0)
    return silent.nonzero().flatten()


# %% dead-units-check fails-with=dead-units-stub
layer = nn.Linear(3, 5)
with torch.no_grad():
    layer.bias.copy_(torch.tensor([10.0, -10.0, 10.0, 10.0, -10.0]))
assert dead_units(layer, torch.rand(100, 3)).tolist() == [1, 4]
