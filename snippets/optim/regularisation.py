"""Regularisation: penalties on the weights, weight decay, dropout."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

# %% l2-gradient
w = torch.tensor([2.0, -1.0], requires_grad=True)
lam = 0.3
penalty = lam / 2 * (w**2).sum()  # (1)!
penalty.backward()
print(w.grad)
print(lam * w.detach())

# %% weight-decay
by_hand = torch.tensor([2.0, -1.0], requires_grad=True)
built_in = torch.tensor([2.0, -1.0], requires_grad=True)
plain = torch.optim.SGD([by_hand], lr=1.0)
decaying = torch.optim.SGD([built_in], lr=1.0, weight_decay=lam)  # (1)!
(by_hand.sum() + lam / 2 * (by_hand**2).sum()).backward()
built_in.sum().backward()
plain.step()
decaying.step()
print(by_hand.detach(), built_in.detach())

# %% shrink
w = torch.tensor([2.0, -1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1, weight_decay=lam)
for _ in range(100):
    w.grad = torch.zeros(2)  # (1)!
    optimizer.step()
print(w.detach(), torch.tensor([2.0, -1.0]) * (1 - 0.1 * lam) ** 100)

# %% l1
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
l1 = sum(p.abs().sum() for p in net.parameters())  # (1)!
inputs, targets = torch.randn(16, 4), torch.randn(16, 1)
loss = F.mse_loss(net(inputs), targets) + 1e-3 * l1
loss.backward()
print(loss.shape, l1.item())

# %% l1-weights
weights = [p for p in net.parameters() if p.ndim > 1]
print([tuple(p.shape) for p in weights])
l1 = sum(p.abs().sum() for p in weights)
print(l1.item())

# %% sparse-data
X = torch.randn(30, 20)
true_weights = torch.zeros(20)
true_weights[:3] = torch.tensor([2.0, -1.5, 1.0])  # (1)!
y = X @ true_weights + 0.5 * torch.randn(30)


# %% fit
def fit(penalty, steps=1000):  # -> (20,)
    w = torch.zeros(20, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.02)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((X @ w - y) ** 2).mean() + penalty(w)
        loss.backward()
        optimizer.step()
    return w.detach()


fits = {
    "no penalty": fit(lambda w: 0),
    "L2": fit(lambda w: 0.3 * (w**2).sum()),
    "L1": fit(lambda w: 0.3 * w.abs().sum()),
}
for name, w in fits.items():
    print(name, int((w.abs() < 0.02).sum()), "of 20 below 0.02")

# %% fit-plot
fig, panels = plt.subplots(1, 3, figsize=(7, 2.6), sharey=True)
for n, (name, w) in enumerate(fits.items()):
    panels[n].bar(range(20), w, color=f"C{n}")
    panels[n].plot(true_weights, "_", color="C3")  # (1)!
    panels[n].set_title(name)

# %% adam-adamw
for kind in (torch.optim.Adam, torch.optim.AdamW):
    w = torch.ones(1, requires_grad=True)
    optimizer = kind([w], lr=0.1, weight_decay=0.1)
    w.sum().backward()
    optimizer.step()
    print(kind.__name__, f"{w.item():.3f}")

# %% no-gradient
for kind in (torch.optim.Adam, torch.optim.AdamW):
    w = torch.tensor([1.0, 0.5], requires_grad=True)
    optimizer = kind([w], lr=0.1, weight_decay=0.01)
    w.grad = torch.zeros(2)
    optimizer.step()
    print(kind.__name__, w.detach())  # (1)!

# %% everything-shrinks
net = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 2))
nn.init.ones_(net[0].bias)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, weight_decay=0.5)
for p in net.parameters():
    p.grad = torch.zeros_like(p)
optimizer.step()
print(net[0].bias.detach()[:3], net[1].weight.detach()[:3])  # (1)!

# %% decay-groups
matrices = [p for p in net.parameters() if p.ndim >= 2]  # (1)!
vectors = [p for p in net.parameters() if p.ndim < 2]
optimizer = torch.optim.AdamW(
    [
        {"params": matrices, "weight_decay": 0.01},
        {"params": vectors, "weight_decay": 0.0},
    ],
    lr=1e-3,
)
for group in optimizer.param_groups:
    shapes = [tuple(p.shape) for p in group["params"]]
    print(group["weight_decay"], shapes)

# %% dropout
dropout = nn.Dropout(0.5)
ones = torch.ones(10_000)
out = dropout(ones)
print(out.unique())  # (1)!
print(f"{out.mean().item():.1f}")
dropout.eval()
print(dropout(ones).unique())

# %% dropout-net
net = nn.Sequential(
    nn.Linear(784, 200),
    nn.Dropout(0.5),
    nn.ReLU(),
    nn.Linear(200, 10),
)
print(sum(p.numel() for p in net.parameters()))  # (1)!
images = torch.randn(2, 784)
print(torch.equal(net(images), net(images)))
net.eval()
print(torch.equal(net(images), net(images)))

# %% dropout-order
x = torch.randn(1000)
torch.manual_seed(1)
before = F.relu(F.dropout(x, 0.5))
torch.manual_seed(1)
after = F.dropout(F.relu(x), 0.5)
print(torch.equal(before, after))

# %% l1-overwritten
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
for p in net.parameters():
    l1 = p.abs().sum()  # (1)!
print(torch.equal(l1, net[2].bias.abs().sum()))

# %% l1-added
l1 = 0.0
for p in net.parameters():
    l1 = l1 + p.abs().sum()
everything = torch.cat([p.flatten() for p in net.parameters()])
print(torch.allclose(l1, everything.abs().sum()))


# %% threshold-stub
def shrink(w, amount):  # (N,)
    """Move every number towards 0 by amount, and stop at 0."""
    return w - amount * w.sign()


# %% threshold-solution
def shrink(w, amount):  # (N,)
    """Move every number towards 0 by amount, and stop at 0."""
    return w.sign() * (w.abs() - amount).clamp(min=0)


# %% threshold-check fails-with=threshold-stub
w = torch.linspace(-2, 2, 41)
torch.testing.assert_close(shrink(w, 0.5), F.softshrink(w, 0.5))
print(int((shrink(w, 0.5) == 0).sum()), "exact zeros")


# %% max-norm-stub
def limit_rows(weight, longest):  # (out, in) -> (out, in)
    """Shorten every row that is longer than longest; leave the others."""
    return weight * (longest / torch.linalg.vector_norm(weight)).clamp(max=1)


# %% max-norm-solution
def limit_rows(weight, longest):  # (out, in) -> (out, in)
    """Shorten every row that is longer than longest; leave the others."""
    length = torch.linalg.vector_norm(weight, dim=1, keepdim=True)  # (out, 1)
    return weight * (longest / length).clamp(max=1)


# %% max-norm-check fails-with=max-norm-stub
weight = torch.randn(6, 4) * torch.tensor([0.1, 0.5, 1, 2, 5, 20])[:, None]
expected = torch.renorm(weight, p=2, dim=0, maxnorm=2.0)
torch.testing.assert_close(limit_rows(weight, 2.0), expected)
