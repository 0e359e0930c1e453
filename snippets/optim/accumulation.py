"""Gradients that add up: zeroing, accumulating, measuring, clipping."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.linalg import vector_norm

# %% adds-up
w = torch.tensor([3.0], requires_grad=True)
for _ in range(3):
    loss = (w**2).sum()
    loss.backward()
    print(w.grad)  # (1)!

# %% never-zeroed
w = torch.tensor([3.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
positions = []
for _ in range(60):
    (w**2).sum().backward()
    optimizer.step()  # (1)!
    positions.append(w.item())
fig, ax = plt.subplots(figsize=(6, 2.4))
ax.plot(positions)
ax.set(xlabel="step", ylabel="w")

# %% zeroing
optimizer.zero_grad()
print(w.grad)  # (1)!
(w**2).sum().backward()
optimizer.zero_grad(set_to_none=False)
print(w.grad)

# %% micro-batches
X, y = torch.randn(32, 5), torch.randn(32, 1)
model = nn.Linear(5, 1)


def gradient(batches, divide=1):  # -> (1, 5)
    model.zero_grad()
    for inputs, targets in batches:
        loss = F.mse_loss(model(inputs), targets) / divide
        loss.backward()
    return model.weight.grad.clone()


full = gradient([(X, y)])
micro = list(zip(X.split(8), y.split(8), strict=True))  # (1)!
ratio = gradient(micro) / full
print(ratio)
print(torch.allclose(gradient(micro, divide=4), full, atol=1e-6))

# %% loop
torch.manual_seed(0)
model = nn.Linear(5, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
every = 4
for step, (inputs, targets) in enumerate(micro * 3, start=1):
    loss = F.mse_loss(model(inputs), targets) / every  # (1)!
    loss.backward()
    if step % every == 0:  # (2)!
        optimizer.step()
        optimizer.zero_grad()

# %% loop-same
torch.manual_seed(0)
large = nn.Linear(5, 1)
optimizer = torch.optim.SGD(large.parameters(), lr=0.1)
for _ in range(3):
    optimizer.zero_grad()
    F.mse_loss(large(X), y).backward()
    optimizer.step()
print(torch.allclose(large.weight, model.weight, atol=1e-6))

# %% uneven
uneven = list(zip(X.split(12), y.split(12), strict=True))
print([len(inputs) for inputs, _ in uneven])
full = gradient([(X, y)])
print(torch.allclose(gradient(uneven, divide=3), full, atol=1e-6))
model.zero_grad()
for inputs, targets in uneven:
    squares = F.mse_loss(model(inputs), targets, reduction="sum")
    (squares / len(X)).backward()  # (1)!
exact = model.weight.grad.clone()
print(torch.allclose(exact, full, atol=1e-6))

# %% norms
net = nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 1))
F.mse_loss(net(X), y).backward()
norms = {name: vector_norm(p.grad) for name, p in net.named_parameters()}
for name, norm in norms.items():
    print(f"{name:8} {norm:.3f}")
by_hand = vector_norm(torch.stack(list(norms.values())))  # (1)!
total = nn.utils.get_total_norm([p.grad for p in net.parameters()])
print(torch.allclose(by_hand, total))


# %% clip
def flat_gradient():
    return torch.cat([p.grad.flatten() for p in net.parameters()])


before = flat_gradient()
norm = nn.utils.clip_grad_norm_(net.parameters(), max_norm=0.1)  # (1)!
after = flat_gradient()
print(torch.allclose(norm, vector_norm(before)), vector_norm(after))
print(F.cosine_similarity(before, after, dim=0))  # (2)!

# %% clip-value
w = torch.zeros(2, requires_grad=True)
w.grad = torch.tensor([3.0, 4.0])
nn.utils.clip_grad_norm_([w], max_norm=1.0)
print(w.grad)
w.grad = torch.tensor([3.0, 4.0])
nn.utils.clip_grad_value_([w], clip_value=1.0)
print(w.grad)  # (1)!


# %% cliff
def himmelblau(point):  # (2,) -> ()
    x, y = point
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def descend(max_norm):
    point = torch.tensor([6.0, 6.0], requires_grad=True)
    optimizer = torch.optim.SGD([point], lr=0.02)
    norms = []
    for _ in range(200):
        optimizer.zero_grad()
        himmelblau(point).backward()
        norm = nn.utils.clip_grad_norm_([point], max_norm)  # (1)!
        optimizer.step()
        norms.append(norm.item())
    return point.detach(), norms


end, norms_seen = descend(max_norm=10.0)
print(end)
print(descend(max_norm=float("inf"))[0])  # (2)!

# %% cliff-plot
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(norms_seen[:60])
ax.axhline(10, color="C1", linestyle="--")  # (1)!
ax.set(xlabel="step", ylabel="gradient norm", yscale="log", ylim=(0.01, 2e3))

# %% clip-last
model = nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 1))
(1000 * model(X)).pow(2).mean().backward()
for p in model.parameters():
    print(bool(vector_norm(p.grad) > 10), end=" ")
nn.utils.clip_grad_norm_(p, 10)  # (1)!
print()
print([bool(vector_norm(p.grad) > 10.001) for p in model.parameters()])

# %% clip-all
nn.utils.clip_grad_norm_(model.parameters(), 10)
total = nn.utils.get_total_norm([p.grad for p in model.parameters()])
print(total)
print([bool(vector_norm(p.grad) > 10.001) for p in model.parameters()])

# %% too-early
model.zero_grad()
norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)  # (1)!
(1000 * model(X)).pow(2).mean().backward()
print(norm, bool(vector_norm(model[0].weight.grad) > 1))

# %% deprecated warns=FutureWarning
nn.utils.clip_grad_norm(model.parameters(), 1.0)


# %% step-stub
def accumulated_gradient(model, X, y, size):
    """Leave in .grad that of the mean loss on X, size rows at a time."""
    model.zero_grad()
    for inputs, targets in zip(X.split(size), y.split(size), strict=True):
        F.mse_loss(model(inputs), targets).backward()


# %% step-solution
def accumulated_gradient(model, X, y, size):
    """Leave in .grad that of the mean loss on X, size rows at a time."""
    model.zero_grad()
    for inputs, targets in zip(X.split(size), y.split(size), strict=True):
        share = len(inputs) / len(X)
        (share * F.mse_loss(model(inputs), targets)).backward()


# %% step-check fails-with=step-stub
model = nn.Linear(5, 1)
F.mse_loss(model(X), y).backward()
expected = [p.grad.clone() for p in model.parameters()]
for size in (1, 8, 10, 32):
    accumulated_gradient(model, X, y, size)
    found = [p.grad for p in model.parameters()]
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)


# %% clip-stub
def clip_(parameters, max_norm):
    """Scale all gradients so that their common norm is max_norm at most."""
    for p in parameters:
        p.grad *= (max_norm / vector_norm(p.grad)).clamp(max=1)


# %% clip-solution
def clip_(parameters, max_norm):
    """Scale all gradients so that their common norm is max_norm at most."""
    gradients = [p.grad for p in parameters]
    norm = sum((g**2).sum() for g in gradients).sqrt()
    for g in gradients:
        g *= (max_norm / norm).clamp(max=1)


# %% clip-check fails-with=clip-stub
for max_norm in (0.1, 1.0, 100.0):
    ours, theirs = nn.Linear(5, 3), nn.Linear(5, 3)
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        p.grad = torch.randn_like(p)
        q.grad = p.grad.clone()
    clip_(ours.parameters(), max_norm)
    nn.utils.clip_grad_norm_(theirs.parameters(), max_norm)
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(p.grad, q.grad, atol=1e-4, rtol=1e-4)
