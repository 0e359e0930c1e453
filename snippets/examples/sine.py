"""A whole program: a recurrent network goes on drawing a sine."""

# %% import
import copy
import math

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F

# %% _definitions
# isort: split
from snippets.examples.sine_parts import (
    LENGTH,
    SEEN,
    Predictor,
    all_round,
    draw_on,
    errors,
    mse,
    waves,
)

# %% look
curves = waves(all_round())  # (64, 50, 1)
fig, ax = plt.subplots(figsize=(6.4, 2.4))
for n, colour in ((0, "C0"), (16, "C1"), (40, "C2")):
    ax.plot(curves[n], color=colour, linewidth=1)
    ax.plot(curves[n, :SEEN], "o", color=colour, markersize=4)  # (1)!
ax.axvline(SEEN - 0.5, color="0.6", linestyle=":")
ax.set(xlabel="step")
print(curves.shape)

# %% parameters
models = {"RNN": Predictor(nn.RNN), "LSTM": Predictor(nn.LSTM)}
for name, model in models.items():
    print(name, sum(p.numel() for p in model.parameters()))  # (1)!


# %% train
def train(model, steps):  # -> (2, steps / 20)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    history = []
    for step in range(steps):
        batch = waves(2 * math.pi * torch.rand(32))  # (1)!
        predicted, _ = model(batch[:, :-1])  # (2)!
        loss = F.mse_loss(predicted, batch[:, 1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 20 == 19:
            history.append([e.mean() for e in errors(model)])
    return torch.tensor(history).T


# %% train-both varies="a training"
before = {name: errors(model) for name, model in models.items()}
history = {name: train(model, 400) for name, model in models.items()}
for name, model in models.items():
    for when, pair in ("before", before[name]), ("after", errors(model)):
        one_step, free = (e.mean() for e in pair)
        print(f"{name:4} {when:6}: {one_step:.4f} {free:.4f}")

# %% curves varies="a training"
fig, ax = plt.subplots(figsize=(6.4, 3))
steps = torch.arange(20, 401, 20)
for colour, (name, (one_step, free)) in zip(
    ("C0", "C1"), history.items(), strict=True
):
    ax.plot(steps, one_step, colour, label=f"{name}, one step")
    ax.plot(steps, free, colour, linestyle="--", label=f"{name}, free")
ax.set(yscale="log", xlabel="training step", ylabel="mean squared error")
ax.legend(ncols=2)

# %% copying
copied = mse(curves[:, :-1], curves[:, 1:]).mean()
frozen = curves[:, SEEN - 1 : SEEN].expand(-1, LENGTH - SEEN, -1)
print(f"{copied:.4f} {mse(frozen, curves[:, SEEN:]).mean():.4f}")  # (1)!

# %% two-numbers
pairs = curves[..., 0].unfold(1, 2, 1)[:, :-1].reshape(-1, 2)  # (1)!
fit = torch.linalg.lstsq(pairs, curves[:, 2:].reshape(-1, 1))
older, newer = fit.solution.flatten().tolist()
print(f"{older:.4f} {newer:.4f} {2 * math.cos(10 / 49):.4f}")
line = list(curves[:, :SEEN].unbind(dim=1))
while len(line) < LENGTH:
    line.append(older * line[-2] + newer * line[-1])  # (2)!
print(mse(torch.stack(line, dim=1), curves).max() < 1e-6)

# %% left-alone varies="a training"
with torch.no_grad():
    drawn = {
        name: draw_on(model, curves[:, :SEEN], LENGTH - SEEN)
        for name, model in models.items()
    }
fig, ax = plt.subplots(figsize=(6.4, 2.6))
for name, points in drawn.items():
    wrong = (points - curves[:, SEEN:]).square()
    ax.plot(range(1, 41), wrong.mean(dim=(0, 2)), label=name)
ax.set(yscale="log", xlabel="steps alone", ylabel="mean squared error")
ax.legend()

# %% lucky varies="a training"
with torch.no_grad():
    guessed = draw_on(models["RNN"], curves[:, :1], LENGTH - 1)  # (1)!
order = mse(guessed, curves[:, 1:]).argsort()
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.2), sharey=True)
for ax, place, title in zip(
    axes, (0, 32, 63), ("best", "median", "worst"), strict=True
):
    n = order[place]
    ax.plot(curves[n], "C0", label="sine")
    ax.plot(range(1, LENGTH), guessed[n], "C1", label="RNN, free")
    ax.set(title=title, xlabel="step", ylim=(-1.2, 2.2))
axes[0].legend()


# %% elsewhere varies="a training"
def alone(model, series, steps):  # (N, T, 1) -> ()
    with torch.no_grad():
        free = draw_on(model, series[:, :SEEN], steps)
    return mse(free, series[:, SEEN:]).mean()


far = waves(all_round(), SEEN + 300)
fast = waves(all_round(), speed=2.0)
for name, model in models.items():
    print(name, "as trained    ", alone(model, curves, 40))
    print(name, "300 steps     ", alone(model, far, 300))
    print(name, "twice as fast ", alone(model, fast, 40))
    print(name, "twice as high ", alone(model, 2 * curves, 40))

# %% higher varies="a training"
with torch.no_grad():
    higher = draw_on(models["LSTM"], 2 * curves[:1, :SEEN], 90)
fig, ax = plt.subplots(figsize=(6.4, 2.4))
ax.plot(2 * waves(torch.zeros(1), 100)[0], "C0", label="twice as high")
ax.plot(range(SEEN, 100), higher[0], "C1", label="LSTM, free")
ax.set(xlabel="step", ylim=(-2.3, 3.2))
ax.legend(ncols=2)

# %% unrolled varies="a training"
model = copy.deepcopy(models["LSTM"])
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
for _ in range(120):
    batch = waves(2 * math.pi * torch.rand(32))
    free = draw_on(model, batch[:, :SEEN], LENGTH - SEEN)  # (1)!
    loss = F.mse_loss(free, batch[:, SEEN:])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
for name, some in ("one step ahead", models["LSTM"]), ("left alone", model):
    one_step, free = errors(some)
    print(f"trained {name:14}: {one_step.mean():.4f} {free.mean():.5f}")

# %% carried varies="a training"
with torch.no_grad():
    others = waves(all_round()[torch.randperm(64)])  # (1)!
    _, stale = models["RNN"](others)
    for seen in (1, 2, 5, 10):
        pair = []
        for state in (None, stale):
            free = draw_on(models["RNN"], curves[:, :seen], 40, state)
            pair.append(mse(free, curves[:, seen : seen + 40]).mean())
        print(seen, "zero {:.3f}  stale {:.3f}".format(*pair))

# %% clip-last
model = Predictor(nn.RNN)
free = draw_on(model, curves[:, :SEEN], LENGTH - SEEN)
(100 * F.mse_loss(free, curves[:, SEEN:])).backward()
gradients = [p.grad for p in model.parameters()]
for p in model.parameters():
    pass
nn.utils.clip_grad_norm_(p, 1.0)  # (1)!
print(p.grad.norm() < 1.01, nn.utils.get_total_norm(gradients) < 1.01)
nn.utils.clip_grad_norm_(model.parameters(), 1.0)
print(nn.utils.get_total_norm(gradients) < 1.01)


# %% holds-stub
def holds(drawn, truth, limit):  # (N, T, 1) -> (N,)
    """Steps until a curve is first wrong by more than the limit."""
    return ((drawn - truth).abs() <= limit).sum(dim=(1, 2))


# %% holds-solution
def holds(drawn, truth, limit):  # (N, T, 1) -> (N,)
    """Steps until a curve is first wrong by more than the limit."""
    right = (drawn - truth).abs()[..., 0] <= limit  # (N, T)
    return right.int().cumprod(dim=1).sum(dim=1)


# %% holds-check fails-with=holds-stub
truth = torch.zeros(3, 4, 1)
said = torch.tensor([[0.0, 9, 0, 0], [0, 0, 0, 0], [9, 0, 9, 0]])
assert holds(said[..., None], truth, 0.5).tolist() == [1, 4, 0]
