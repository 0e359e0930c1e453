"""Learning-rate schedules."""

# %% import
import math

import matplotlib.pyplot as plt
import torch
from torch.optim import lr_scheduler


# %% rates
def optimizer_at(lr):
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)


def rates(make, steps, lr=1.0):  # -> one learning rate a step
    optimizer = optimizer_at(lr)
    scheduler = make(optimizer)
    used = []
    for _ in range(steps):
        used.append(optimizer.param_groups[0]["lr"])  # (1)!
        optimizer.step()
        scheduler.step()
    return used


# %% why
def bounce(scheduled):
    w = torch.tensor([5.0], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.3)
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.98)
    noise = torch.Generator().manual_seed(0)
    distances = []
    for _ in range(200):
        optimizer.zero_grad()
        target = torch.randn(1, generator=noise)  # (1)!
        (0.5 * (w - target) ** 2).sum().backward()
        optimizer.step()
        if scheduled:
            scheduler.step()
        distances.append(w.abs().item())
    return distances


fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(bounce(scheduled=False), label="constant")
ax.plot(bounce(scheduled=True), label="decaying")
ax.set(xlabel="step", ylabel="distance")
ax.legend()


# %% step-lr
def every_third(optimizer):
    return lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.1)


print([f"{rate:.3g}" for rate in rates(every_third, 8)])

# %% loop
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)
x, y = torch.randn(8, 3), torch.randn(8, 1)
for epoch in range(60):
    for batch in range(2):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()  # (1)!
    scheduler.step()  # (2)!
    if epoch % 20 == 19:
        print(epoch + 1, f"{scheduler.get_last_lr()[0]:.3g}")

# %% gallery
makers = {
    "StepLR": lambda o: lr_scheduler.StepLR(o, 25, gamma=0.5),
    "MultiStepLR": lambda o: lr_scheduler.MultiStepLR(o, [40, 80], gamma=0.3),
    "ExponentialLR": lambda o: lr_scheduler.ExponentialLR(o, gamma=0.97),
    "CosineAnnealingLR": lambda o: lr_scheduler.CosineAnnealingLR(o, 100),
    "OneCycleLR": lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=101),
    "WarmRestarts": lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 34),
}
fig, panels = plt.subplots(2, 3, figsize=(7, 4), sharex=True, sharey=True)
for n, (name, make) in enumerate(makers.items()):
    panels.flat[n].plot(rates(make, 100), color=f"C{n}")
    panels.flat[n].set_title(name, fontsize=9)
plt.tight_layout()

# %% cosine
T = 10
ours = [0.5 * (1 + math.cos(math.pi * t / T)) for t in range(T + 1)]
theirs = rates(lambda o: lr_scheduler.CosineAnnealingLR(o, T), T + 1)
print(torch.allclose(torch.tensor(ours), torch.tensor(theirs)))


# %% warmup
def warm_cosine(optimizer, warm=10, total=100):
    warmup = lr_scheduler.LinearLR(optimizer, 0.01, total_iters=warm)  # (1)!
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warm)
    return lr_scheduler.SequentialLR(
        optimizer, [warmup, cosine], milestones=[warm]
    )


fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(rates(warm_cosine, 100))
ax.set(xlabel="step", ylabel="learning rate")


# %% lambda
def inverse_root(step):  # (1)!
    return min((step + 1) / 10, (10 / (step + 1)) ** 0.5)


curve = rates(lambda o: lr_scheduler.LambdaLR(o, inverse_root), 40, lr=0.1)
print(f"{curve[0]:.3f} {curve[9]:.3f} {curve[39]:.3f}")

# %% plateau
optimizer = optimizer_at(1.0)
scheduler = lr_scheduler.ReduceLROnPlateau(
    optimizer, mode="min", factor=0.1, patience=2
)
for val_loss in (0.9, 0.7, 0.6, 0.6, 0.61, 0.6, 0.6, 0.5):
    optimizer.step()
    scheduler.step(val_loss)  # (1)!
    print(val_loss, scheduler.get_last_lr())


# %% one-cycle
def cycle(optimizer):
    return lr_scheduler.OneCycleLR(optimizer, max_lr=0.5, total_steps=100)


curve = rates(cycle, 100, lr=0.1)
print(f"{curve[0]:.3f} {max(curve):.2f} {curve[-1]:.1e}")  # (1)!


# %% resume
def half_way(optimizer):
    return lr_scheduler.CosineAnnealingLR(optimizer, 10)


first = optimizer_at(1.0)
scheduler = half_way(first)
for _ in range(4):
    first.step()
    scheduler.step()
second = optimizer_at(1.0)
resumed = half_way(second)
second.load_state_dict(first.state_dict())  # (1)!
resumed.load_state_dict(scheduler.state_dict())
print(scheduler.get_last_lr(), resumed.get_last_lr())
print(second.param_groups[0]["lr"] == first.param_groups[0]["lr"])

# %% finder
X = torch.randn(256, 10)
noise = 0.1 * torch.randn(256, 1)
y = X @ torch.linspace(-1, 1, 10).reshape(10, 1) + noise
model = torch.nn.Linear(10, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=1.1)  # (1)!
tried, losses = [], []
while not losses or losses[-1] < 4 * losses[0]:  # (2)!
    loss = torch.nn.functional.mse_loss(model(X), y)
    tried.append(scheduler.get_last_lr()[0])
    losses.append(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()

# %% finder-plot
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(tried, losses)
ax.set(xscale="log", yscale="log", xlabel="learning rate", ylabel="loss")

# %% loss-as-epoch warns=UserWarning
optimizer = optimizer_at(1.0)
scheduler = lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.1)
for loss in (2.3, 1.9, 1.5, 1.2, 0.9, 0.7, 0.6):
    optimizer.step()
    scheduler.step(loss)  # (1)!
print(scheduler.get_last_lr())

# %% loss-as-epoch-repaired
optimizer = optimizer_at(1.0)
scheduler = lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.1)
for epoch in range(7):
    optimizer.step()
    scheduler.step()
print([f"{rate:.3g}" for rate in scheduler.get_last_lr()])

# %% wrong-order warns=UserWarning
optimizer = optimizer_at(1.0)
scheduler = lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.1)
scheduler.step()
optimizer.step()  # (1)!
print(scheduler.get_last_lr())


# %% warm-stub
def warm_then_decay(optimizer, warm, total):
    """Linear from lr / 10 to lr in warm steps, then linear to 0 at total."""
    return lr_scheduler.LinearLR(optimizer, 0.1, total_iters=warm)


# %% warm-solution
def warm_then_decay(optimizer, warm, total):
    """Linear from lr / 10 to lr in warm steps, then linear to 0 at total."""
    up = lr_scheduler.LinearLR(optimizer, 0.1, total_iters=warm)
    down = lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total - warm)
    return lr_scheduler.SequentialLR(optimizer, [up, down], [warm])


# %% warm-check fails-with=warm-stub
curve = torch.tensor(rates(lambda o: warm_then_decay(o, 5, 25), 26))
up = torch.linspace(0.1, 1, 6)
down = torch.linspace(1, 0, 21)
torch.testing.assert_close(curve, torch.cat([up, down[1:]]))


# %% plateau-stub
class Plateau:
    """Divide lr by 10 when loss has not improved for 3 epochs in a row."""

    def __init__(self, optimizer):
        self.optimizer, self.best, self.bad = optimizer, math.inf, 0

    def step(self, loss):
        pass


# %% plateau-solution
class Plateau:
    """Divide lr by 10 when loss has not improved for 3 epochs in a row."""

    def __init__(self, optimizer):
        self.optimizer, self.best, self.bad = optimizer, math.inf, 0

    def step(self, loss):
        self.bad = 0 if loss < self.best else self.bad + 1
        self.best = min(self.best, loss)
        if self.bad == 3:
            self.bad = 0
            for group in self.optimizer.param_groups:
                group["lr"] *= 0.1


# %% plateau-check fails-with=plateau-stub
ours, theirs = optimizer_at(1.0), optimizer_at(1.0)
watch = Plateau(ours)
reference = lr_scheduler.ReduceLROnPlateau(theirs, patience=2, threshold=0)
for loss in (5.0, 4.0, 4.1, 4.0, 3.9, 3.9, 3.9, 4.0, 4.0, 4.0, 4.0, 1.0):
    watch.step(loss)
    reference.step(loss)
    assert ours.param_groups[0]["lr"] == theirs.param_groups[0]["lr"]
assert ours.param_groups[0]["lr"] < 0.02
