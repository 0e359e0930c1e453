"""Under- and overfitting, splits, early stopping."""

# %% import
import copy

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import TensorDataset, random_split


# %% data
def noisy_sine(count):  # -> (count, 1), (count, 1)
    x = 2 * torch.rand(count, 1) - 1
    return x, torch.sin(4 * x) + 0.5 * torch.randn(count, 1)


x, y = noisy_sine(60)

# %% split
parts = random_split(TensorDataset(x, y), [0.4, 0.4, 0.2])  # (1)!
train, val, test = (part[:] for part in parts)
print([len(part) for part in parts])
print([tuple(part.shape) for part in train])
print(set(parts[0].indices) & set(parts[1].indices))  # (2)!


# %% polynomial
def powers(x, degree):  # (N, 1) -> (N, degree + 1)
    return x.double() ** torch.arange(degree + 1)


def fit_polynomial(degree):  # -> (degree + 1, 1)
    A = powers(train[0], degree)
    return torch.linalg.lstsq(A, train[1].double()).solution


def error(w, data):
    x, y = data
    return F.mse_loss(powers(x, len(w) - 1) @ w, y.double()).item()


# %% capacity
line = torch.linspace(-1, 1, 200)[:, None]
fig, panels = plt.subplots(1, 3, figsize=(7, 2.6), sharey=True)
for ax, degree in zip(panels, (1, 5, 18), strict=True):
    w = fit_polynomial(degree)
    ax.plot(*train, "o", color="C0", markersize=3)
    ax.plot(*val, "o", color="C1", markersize=3)
    ax.plot(line, powers(line, degree) @ w, color="C2")
    ax.set(title=f"degree {degree}", ylim=(-2.5, 2.5))

# %% capacity-curve
degrees = range(1, 19)
fits = [fit_polynomial(degree) for degree in degrees]
train_errors = [error(w, train) for w in fits]
val_errors = [error(w, val) for w in fits]
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(degrees, train_errors, "o-", label="training")
ax.plot(degrees, val_errors, "o-", label="validation")
ax.set(xlabel="degree", ylabel="error", yscale="log")
ax.legend()


# %% network
def network():
    return nn.Sequential(
        nn.Linear(1, 100), nn.Tanh(), nn.Linear(100, 100), nn.Tanh(),
        nn.Linear(100, 1),
    )  # fmt: skip


def epoch(model, optimizer):  # -> training loss, validation loss
    model.train()
    optimizer.zero_grad()
    loss = F.mse_loss(model(train[0]), train[1])
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        return loss.item(), F.mse_loss(model(val[0]), val[1]).item()


# %% curves varies="digits of a training run"
model = network()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
history = [epoch(model, optimizer) for _ in range(1200)]
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot([a for a, b in history], label="training")
ax.plot([b for a, b in history], label="validation")
ax.set(xlabel="epoch", ylabel="loss", yscale="log")
ax.legend()

# %% early-stopping
model = network()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
best, bad, patience = float("inf"), 0, 100
for n in range(2000):
    _, val_loss = epoch(model, optimizer)
    if val_loss < best:
        best, bad = val_loss, 0
        best_state = copy.deepcopy(model.state_dict())  # (1)!
    else:
        bad += 1
    if bad == patience:  # (2)!
        break
model.load_state_dict(best_state)  # (3)!
print(n < 1999, val_loss > best)

# %% test-once
model.eval()
with torch.no_grad():
    test_loss = F.mse_loss(model(test[0]), test[1]).item()
    val_loss = F.mse_loss(model(val[0]), val[1]).item()
print(val_loss == best, test_loss > 0)


# %% overfit
def overfit(zero_after_backward):
    torch.manual_seed(0)
    images, labels = torch.randn(8, 20), torch.randint(0, 3, (8,))  # (1)!
    model = nn.Sequential(nn.Linear(20, 32), nn.ReLU(), nn.Linear(32, 3))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(200):
        loss = F.cross_entropy(model(images), labels)
        if not zero_after_backward:
            optimizer.zero_grad()
        loss.backward()
        if zero_after_backward:
            optimizer.zero_grad()  # (2)!
        optimizer.step()
    return loss.item()


print(overfit(zero_after_backward=False) < 0.01)
print(overfit(zero_after_backward=True) < 0.01)

# %% statistics
mean, std = train[0].mean(), train[0].std()  # (1)!
scaled = [(part[0] - mean) / std for part in (train, val, test)]
print(f"{scaled[0].mean().abs().item():.2f} {scaled[0].std().item():.2f}")
print(f"{scaled[1].mean().item():.2f}")

# %% average
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

model = network()
ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))  # (1)!
swa = AveragedModel(model)  # (2)!
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
biases = []
for _ in range(20):
    epoch(model, optimizer)
    ema.update_parameters(model)
    swa.update_parameters(model)
    biases.append(model[0].bias.detach().clone())
by_hand = biases[0]
for bias in biases[1:]:
    by_hand = 0.9 * by_hand + 0.1 * bias
print(torch.allclose(ema.module[0].bias, by_hand, atol=1e-6))
mean_bias = torch.stack(biases).mean(0)
print(torch.allclose(swa.module[0].bias, mean_bias, atol=1e-6))

# %% not-a-copy
model = nn.Linear(2, 1)
kept = model.state_dict()  # (1)!
copied = copy.deepcopy(model.state_dict())
nn.init.zeros_(model.weight)
print(kept["weight"])
print(bool((copied["weight"] == 0).any()))


# %% stopper-stub
class EarlyStopping:
    """step(loss) gives True when loss did not improve patience times."""

    def __init__(self, patience):
        self.patience, self.best, self.bad = patience, float("inf"), 0

    def step(self, loss):
        return False


# %% stopper-solution
class EarlyStopping:
    """step(loss) gives True when loss did not improve patience times."""

    def __init__(self, patience):
        self.patience, self.best, self.bad = patience, float("inf"), 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
        return self.bad >= self.patience


# %% stopper-check fails-with=stopper-stub
stopper = EarlyStopping(patience=2)
losses = [3.0, 2.0, 2.5, 1.0, 1.0, 1.5]
assert [stopper.step(loss) for loss in losses] == [False] * 5 + [True]
assert stopper.best == 1.0


# %% folds-stub
def folds(n, k):
    """k pairs (training, validation) of indices; each validates once."""
    return [(torch.arange(n), torch.arange(n)) for _ in range(k)]


# %% folds-solution
def folds(n, k):
    """k pairs (training, validation) of indices; each validates once."""
    pieces = torch.randperm(n).tensor_split(k)
    return [
        (torch.cat(pieces[:i] + pieces[i + 1 :]), pieces[i]) for i in range(k)
    ]


# %% folds-check fails-with=folds-stub
pairs = folds(23, 5)
assert len(pairs) == 5
for training, validation in pairs:
    together = torch.cat([training, validation])
    assert torch.equal(together.sort().values, torch.arange(23))
seen = torch.cat([validation for _, validation in pairs])
assert torch.equal(seen.sort().values, torch.arange(23))
