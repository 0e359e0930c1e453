"""A recurrent network that predicts a sine."""

# %% import
import math

import matplotlib.pyplot as plt
import torch
from torch import nn

# %% windows
t = torch.linspace(0, 10, steps=50)  # 49 steps of about 0.2


def waves(starts):  # (N,) -> (N, 50, 1)
    return torch.sin(starts[:, None] + t)[..., None]  # (1)!


series = waves(torch.tensor([0.0, 1.0, 2.0]))
inputs, targets = series[:, :-1], series[:, 1:]  # (2)!
print(series.shape, inputs.shape, targets.shape)


# %% model
class SinePredictor(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.rnn = nn.RNN(1, hidden, batch_first=True)
        self.head = nn.Linear(hidden, 1)

    def forward(self, x, state=None):  # (N, T, 1)
        outputs, state = self.rnn(x, state)
        return self.head(outputs), state  # (1)!


model = SinePredictor()
print(sum(p.numel() for p in model.parameters()))

# %% training varies="digits of a training run"
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
losses = []
for step in range(300):
    batch = waves(2 * math.pi * torch.rand(32))
    predicted, _ = model(batch[:, :-1])  # (1)!
    loss = nn.functional.mse_loss(predicted, batch[:, 1:])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(f"{losses[0]:.3f} -> {losses[-1]:.4f}")


# %% copying
def mse(a, b):  # (N, T, 1) -> (N,)
    return (a - b).square().mean(dim=(1, 2))


with torch.no_grad():
    one_step, _ = model(inputs)
print(mse(one_step, targets) < mse(inputs, targets))  # (1)!


# %% generate
@torch.no_grad()
def generate(model, seen, steps):  # (N, T, 1) -> (N, steps, 1)
    predicted, state = model(seen)  # (1)!
    point, points = predicted[:, -1:], []
    for _ in range(steps):
        points.append(point)
        point, state = model(point, state)  # (2)!
    return torch.cat(points, dim=1)


# %% compare varies="digits of a training run"
free_10 = generate(model, series[:, :10], 40)
free_1 = generate(model, series[:, :1], 49)
print("one step   ", mse(one_step, targets))
print("free, 10   ", mse(free_10, series[:, 10:]))
print("free, 1    ", mse(free_1, series[:, 1:]))

# %% compare-plot varies="digits of a training run"
fig, ax = plt.subplots(figsize=(6.4, 3))
ax.plot(t, series[0, :, 0], "C0", label="sine")
ax.scatter(t[:10], series[0, :10, 0], color="C0", s=14, label="seen")
ax.plot(t[1:], one_step[0, :, 0], "C2--", label="one step ahead")
ax.plot(t[10:], free_10[0, :, 0], "C1", label="free after 10 points")
ax.plot(t[1:], free_1[0, :, 0], "C3:", label="free after 1 point")
ax.set(xlabel="t", ylim=(-1.5, 2.2))
ax.legend(ncols=2)

# %% ambiguous
rising, falling = waves(torch.tensor([0.5, math.pi - 0.5]))
print(torch.allclose(rising[0], falling[0]))  # (1)!
print(rising[1] > rising[0], falling[1] > falling[0])

# %% failures varies="digits of a training run"
seen = torch.sin(torch.arange(10) * 10 / 49).reshape(1, 10, 1)
far = generate(model, seen, 300)[0, :, 0]
fast = torch.sin(torch.arange(60) * 2 * 10 / 49)  # (1)!
fast_on = generate(model, fast[:20].reshape(1, 20, 1), 40)[0, :, 0]
fig, (top, bottom) = plt.subplots(2, figsize=(6.4, 4.4))
top.plot(torch.sin(torch.arange(310) * 10 / 49), "C0", label="sine")
top.plot(range(10, 310), far, "C1", label="free")
bottom.plot(fast, "C0", label="twice as fast")
bottom.plot(range(20, 60), fast_on, "C1", label="free after 20 points")
for ax in (top, bottom):
    ax.set(ylim=(-1.5, 2.2))
    ax.legend(ncols=2)
bottom.set(xlabel="step")

# %% stale varies="digits of a training run"
with torch.no_grad():
    fitting = model(waves(torch.tensor([-10 - 10 / 49])))[1]  # (1)!
    stale = model(waves(torch.tensor([-10 - 10 / 49 + math.pi])))[1]
    for name, state in dict(zero=None, fitting=fitting, stale=stale).items():
        predicted, _ = model(inputs[:1], state)
        errors = (predicted - targets[:1]).abs()[0, :6, 0]
        print(f"{name:8}", errors)

# %% head-repaired
outputs, _ = model.rnn(inputs)
print(outputs.shape, model.head(outputs).shape)  # (1)!


# %% horizon-stub
def horizon(predicted, truth):  # (N, T, 1) -> (T,)
    """Mean squared error of each step, over all series."""
    return (predicted - truth).square().mean()


# %% horizon-solution
def horizon(predicted, truth):  # (N, T, 1) -> (T,)
    """Mean squared error of each step, over all series."""
    return (predicted - truth).square().mean(dim=(0, 2))


# %% horizon-check fails-with=horizon-stub
a, b = torch.randn(4, 7, 1), torch.randn(4, 7, 1)
assert horizon(a, b).shape == (7,)
expected = nn.functional.mse_loss(a[:, 3], b[:, 3])
torch.testing.assert_close(horizon(a, b)[3], expected)


# %% exact-stub
def next_point(before, now, step):
    """The next point of a sine, from two points `step` apart."""
    return now + (now - before)


# %% exact-solution
def next_point(before, now, step):
    """The next point of a sine, from two points `step` apart."""
    return 2 * math.cos(step) * now - before


# %% exact-check fails-with=exact-stub
for start, step in ((0.0, 0.2), (1.0, 0.7), (4.0, 0.05)):
    before, now, after = (math.sin(start + k * step) for k in range(3))
    assert math.isclose(next_point(before, now, step), after, abs_tol=1e-9)


# %% cut-stub
def cut(values, length):  # (T,) -> two of (T - length, length)
    """All windows of a series, and the same moved on by one."""
    windows = values.unfold(0, length, 1)
    return windows, windows


# %% cut-solution
def cut(values, length):  # (T,) -> two of (T - length, length)
    """All windows of a series, and the same moved on by one."""
    windows = values.unfold(0, length + 1, 1)
    return windows[:, :-1], windows[:, 1:]


# %% cut-check fails-with=cut-stub
windows, moved = cut(torch.arange(6), 3)
assert windows.tolist() == [[0, 1, 2], [1, 2, 3], [2, 3, 4]]
assert torch.equal(moved, windows + 1)
