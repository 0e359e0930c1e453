"""Layers and a network by hand, equal to those of torch.nn."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn


# %% linear
class Linear(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.empty(outputs))
        bound = inputs**-0.5
        nn.init.uniform_(self.weight, -bound, bound)  # (1)!
        nn.init.uniform_(self.bias, -bound, bound)

    def forward(self, x):  # (N, inputs) -> (N, outputs)
        return x @ self.weight.T + self.bias


# %% linear-same
ours, theirs = Linear(784, 200), nn.Linear(784, 200)
theirs.load_state_dict(ours.state_dict())  # (1)!
x = torch.randn(5, 784)
torch.testing.assert_close(ours(x), theirs(x))  # (2)!
torch.testing.assert_close(ours(x), F.linear(x, ours.weight, ours.bias))
print(ours(x).shape, sum(p.numel() for p in ours.parameters()))


# %% flatten
class Flatten(nn.Module):
    def forward(self, x):  # (N, …) -> (N, features)
        return x.reshape(len(x), -1)  # (1)!


images = torch.rand(4, 3, 32, 32)
print(Flatten()(images).shape)
print(torch.equal(Flatten()(images), nn.Flatten()(images)))
print(torch.equal(Flatten()(images), images.flatten(start_dim=1)))

# %% flatten-net
net = nn.Sequential(
    nn.Conv2d(1, 16, kernel_size=3, padding=1),  # (N, 16, 28, 28)
    nn.MaxPool2d(2),  # (N, 16, 14, 14)
    Flatten(),  # (N, 3136)
    nn.Linear(16 * 14 * 14, 10),
)
print(net(torch.rand(2, 1, 28, 28)).shape)
print(sum(p.numel() for p in net.parameters()))

# %% embedding
words = torch.tensor([[2, 0], [1, 2]])  # (N, T)
embedding = nn.Embedding(num_embeddings=3, embedding_dim=4)
vectors = embedding(words)  # (N, T, 4)
print(vectors.shape)
print(torch.equal(vectors, embedding.weight[words]))  # (1)!
one_hot = F.one_hot(words, num_classes=3).float()
torch.testing.assert_close(vectors, one_hot @ embedding.weight)


# %% layer-norm
def layer_norm(x, eps=1e-5):  # (N, C)
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, correction=0, keepdim=True)  # (1)!
    return (x - mean) / (variance + eps).sqrt()


x = torch.randn(4, 6)
torch.testing.assert_close(layer_norm(x), nn.LayerNorm(6)(x))  # (2)!
grouped = layer_norm(x.reshape(4, 2, 3)).reshape(4, 6)  # (3)!
torch.testing.assert_close(grouped, nn.GroupNorm(2, 6)(x))


# %% spread
def spread(init, depth=12, width=100):
    x, stds = torch.randn(256, width), []
    for _ in range(depth):
        x = torch.relu(x @ init(torch.empty(width, width)).T)
        stds.append(x.std().item())
    return stds


# %% spread-plot
inits = {
    "std 1": nn.init.normal_,
    "nn.Linear": lambda weight: nn.init.kaiming_uniform_(weight, a=5**0.5),
    "Kaiming": nn.init.kaiming_normal_,
}
for name, init in inits.items():
    plt.semilogy(range(1, 13), spread(init), marker="o", label=name)
plt.xlabel("layer")
plt.ylabel("std of the output")
plt.legend()
plt.show()

# %% init
weight = torch.empty(200, 784)
print(nn.init.kaiming_normal_(weight).std(), (2 / 784) ** 0.5)  # (1)!
print(nn.init.xavier_normal_(weight).std(), (2 / (784 + 200)) ** 0.5)
print(nn.init.normal_(weight, mean=0.0, std=0.01).std())
print(nn.init.calculate_gain("relu"))  # (2)!


# %% apply
def initialise(module):
    if isinstance(module, nn.Linear):
        nn.init.kaiming_normal_(module.weight)  # (1)!
        nn.init.zeros_(module.bias)


hidden = [nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 200), nn.ReLU()]
perceptron = nn.Sequential(*hidden, nn.Linear(200, 10))
perceptron.apply(initialise)  # (2)!
print(perceptron[0].bias.any())


# %% bare
def layer(inputs, outputs):
    weight = nn.init.kaiming_normal_(torch.empty(outputs, inputs))  # (1)!
    return weight.requires_grad_(), torch.zeros(outputs, requires_grad=True)


tensors = [*layer(784, 200), *layer(200, 200), *layer(200, 10)]
print(sum(t.numel() for t in tensors))


# %% bare-forward
def forward(x):  # (N, 784) -> (N, 10)
    w1, b1, w2, b2, w3, b3 = tensors
    x = torch.relu(x @ w1.T + b1)
    x = torch.relu(x @ w2.T + b2)
    return x @ w3.T + b3  # (1)!


x, y = torch.randn(64, 784), torch.randint(10, (64,))  # (2)!
print(forward(x).shape)


# %% bare-step
def step(lr):
    loss = F.cross_entropy(forward(x), y)
    loss.backward()
    with torch.no_grad():  # (1)!
        for t in tensors:
            t -= lr * t.grad  # (2)!
            t.grad = None
    return loss.item()


# %% bare-train
losses = [step(lr=0.1) for _ in range(20)]
print(f"{losses[0]:.2f} -> {losses[-1]:.2f}")

# %% bare-same
with torch.no_grad():
    for parameter, t in zip(perceptron.parameters(), tensors, strict=True):
        parameter.copy_(t)
torch.testing.assert_close(perceptron(x), forward(x))
F.cross_entropy(perceptron(x), y).backward()
torch.optim.SGD(perceptron.parameters(), lr=0.1).step()
step(lr=0.1)
torch.testing.assert_close(perceptron(x), forward(x))  # (1)!

# %% regression
softmax_regression = nn.Linear(784, 10)
print(sum(p.numel() for p in softmax_regression.parameters()))


# %% wild
class Wild(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs))  # (1)!
        self.bias = nn.Parameter(torch.randn(outputs))

    def forward(self, x):
        return x @ self.weight.T + self.bias


# %% wild-loss
x, y = torch.randn(512, 784), torch.randint(10, (512,))
for kind in (Wild, nn.Linear):
    first, second, last = kind(784, 200), kind(200, 200), kind(200, 10)
    logits = last(torch.relu(second(torch.relu(first(x)))))
    loss = F.cross_entropy(logits, y)
    print(f"{kind.__name__}: std {logits.std():.2g}, loss {loss:.2g}")

# %% constant
same = nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 1))
for parameter in same.parameters():
    nn.init.constant_(parameter, 0.5)
same(torch.tensor([[1.0, -2.0, 3.0, 0.5]])).backward()
print(same[0].weight.grad)  # (1)!


# %% flatten-from-stub
def flatten_from(x, start):
    """Make one axis of the axis `start` and all that follow."""
    return x.reshape(len(x), -1)


# %% flatten-from-solution
def flatten_from(x, start):
    """Make one axis of the axis `start` and all that follow."""
    return x.reshape(*x.shape[:start], -1)


# %% flatten-from-check fails-with=flatten-from-stub
x = torch.rand(2, 3, 4, 5).transpose(1, 3)
for start in range(4):
    assert torch.equal(flatten_from(x, start), x.flatten(start))


# %% rms-norm-stub
def rms_norm(x, eps):  # (N, C)
    """Divide each row by the root of the mean of its squares plus eps."""
    return x / torch.linalg.vector_norm(x, dim=-1, keepdim=True)


# %% rms-norm-solution
def rms_norm(x, eps):  # (N, C)
    """Divide each row by the root of the mean of its squares plus eps."""
    return x / (x.square().mean(dim=-1, keepdim=True) + eps).sqrt()


# %% rms-norm-check fails-with=rms-norm-stub
x = torch.randn(5, 8)
expected = nn.RMSNorm(8, eps=1e-6)(x)
torch.testing.assert_close(rms_norm(x, eps=1e-6), expected)
torch.testing.assert_close(rms_norm(100 * x, eps=0), rms_norm(x, eps=0))


# %% steady-stub
def steady(outputs, inputs):  # -> (outputs, inputs)
    """Weights that leave the std of a standard normal input as it is."""
    return torch.randn(outputs, inputs)


# %% steady-solution
def steady(outputs, inputs):  # -> (outputs, inputs)
    """Weights that leave the std of a standard normal input as it is."""
    return torch.randn(outputs, inputs) * inputs**-0.5


# %% steady-check fails-with=steady-stub
for inputs in (100, 400):
    out = torch.randn(1000, inputs) @ steady(300, inputs).T
    torch.testing.assert_close(out.std().item(), 1.0, atol=0.05, rtol=0)
