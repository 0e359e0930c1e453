"""The training loop, taken apart."""

# %% import
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)

# %% _spirals
from snippets.training.spirals import make_net, spirals

# %% data
train = TensorDataset(*spirals(200, seed=1))  # 600 points
val = TensorDataset(*spirals(100, seed=2))  # 300 others
points, labels = train.tensors
plt.figure(figsize=(3.6, 3.6))
for arm in range(3):
    plt.scatter(*points[labels == arm].T, s=8, color=f"C{arm}")
plt.axis("off")

# %% parts
model = make_net()
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x, y = points[:64], labels[:64]  # (64, 2), (64,)

# %% five-lines
optimizer.zero_grad()
logits = model(x)  # (64, 3)
loss = loss_fn(logits, y)  # ()
loss.backward()
optimizer.step()


# %% watch
def snapshot():
    weight = model[0].weight
    grad = weight.grad
    return weight.tolist(), None if grad is None else grad.tolist()


def watch(line, action):
    before = snapshot()
    result = action()
    both = zip(("weights", "gradients"), before, snapshot(), strict=True)
    print(f"{line:9}", [name for name, old, new in both if old != new])
    return result


# %% what-changes
watch("zero_grad", optimizer.zero_grad)
logits = watch("forward", lambda: model(x))
loss = watch("loss", lambda: loss_fn(logits, y))
watch("backward", loss.backward)
watch("step", optimizer.step)

# %% none
optimizer.zero_grad()
print([p.grad for p in model.parameters()])

# %% update
loss_fn(model(x), y).backward()
by_hand = [
    p.detach() - 0.1 * p.grad  # (1)!
    for p in model.parameters()
]
optimizer.step()
for p, expected in zip(model.parameters(), by_hand, strict=True):
    torch.testing.assert_close(p.detach(), expected)

# %% batches
loader = DataLoader(train, batch_size=64, shuffle=True)
print(len(train), "points,", len(loader), "batches")
print([len(y) for x, y in loader])  # (1)!


# %% train-epoch
def train_epoch(model, loader, loss_fn, optimizer):
    """Show the model every sample once; the mean loss per sample."""
    model.train()  # (1)!
    total, seen = 0.0, 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)  # (2)!
        seen += len(y)
    return total / seen


# %% evaluate
@torch.no_grad()  # (1)!
def evaluate(model, loader, loss_fn):
    """Mean loss and accuracy per sample; the model is not changed."""
    model.eval()  # (2)!
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        logits = model(x)
        total += loss_fn(logits, y).item() * len(y)
        right += (logits.argmax(dim=1) == y).sum().item()
        seen += len(y)
    return total / seen, right / seen


# %% fit varies="digits of a training run"
torch.manual_seed(0)
model = make_net()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
val_loader = DataLoader(val, batch_size=256)  # (1)!
history = []
for epoch in range(20):
    train_loss = train_epoch(model, loader, loss_fn, optimizer)
    val_loss, accuracy = evaluate(model, val_loader, loss_fn)
    history.append((train_loss, val_loss))
    if epoch % 5 == 4:
        shown = f"{train_loss:.3f}  {val_loss:.3f}  {accuracy:.1%}"
        print(f"epoch {epoch + 1:2}  {shown}")

# %% curves varies="digits of a training run"
train_losses, val_losses = zip(*history, strict=True)
epochs = range(1, len(history) + 1)
plt.plot(epochs, train_losses, label="training")
plt.plot(epochs, val_losses, label="validation")
plt.xlabel("epoch")
plt.ylabel("mean loss")
plt.xticks(range(0, 21, 5))
plt.legend()

# %% regions
axis = torch.linspace(-1.3, 1.3, 150)
grid = torch.cartesian_prod(axis, axis)  # (22500, 2)
model.eval()
with torch.no_grad():
    predicted = model(grid).argmax(dim=1).reshape(150, 150)
colours = ["C0", "C1", "C2"]
borders = [-0.5, 0.5, 1.5, 2.5]
plt.figure(figsize=(3.6, 3.6))
plt.contourf(axis, axis, predicted.T, borders, colors=colours, alpha=0.3)
plt.scatter(*points[::4].T, s=8, color=[colours[n] for n in labels[::4]])
plt.axis("off")

# %% logits
with torch.no_grad():
    logits = model(points[:2])
probabilities = logits.softmax(dim=1)
same = logits.argmax(dim=1) == probabilities.argmax(dim=1)
print(probabilities.sum(dim=1), same)

# %% progress
size, batches = 60_000, 600
for batch in range(0, batches, 200):
    seen, loss = batch * 100, 2.3 / (1 + batch / 100)
    print(f"epoch 1 [{seen:5}/{size} {seen / size:4.0%}] loss {loss:.3f}")

# %% mean-of-means
per_batch = [0.5, 0.25, 0.75]  # mean losses of the batches
sizes = [200, 200, 100]
total = sum(loss * n for loss, n in zip(per_batch, sizes, strict=True))
print("per sample:   ", total / sum(sizes))
print("mean of means:", sum(per_batch) / len(per_batch))  # (1)!
print("wrong divisor:", sum(per_batch) / sum(sizes))  # (2)!

# %% never-reported
batches, every = 12_500, 2_000
reported = batches // every * every
print(batches - reported, "batches never appear")

# %% keep-the-loss
kept = [loss_fn(model(x), y) for _ in range(3)]
print([loss.grad_fn is not None for loss in kept])
numbers = [loss.item() for loss in kept]
print([type(number) for number in numbers])

# %% eval-or-no-grad
ones = torch.ones(1, 8)
drop = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5))
drop.eval()
print(drop(ones).requires_grad)  # (1)!
drop.train()
with torch.no_grad():
    print(torch.equal(drop(ones), drop(ones)))  # (2)!
drop.eval()
with torch.no_grad():
    print(torch.equal(drop(ones), drop(ones)))

# %% forgot-zero
model = nn.Linear(2, 3)
loss_fn(model(x), y).backward()
once = model.weight.grad.clone()
loss_fn(model(x), y).backward()
print(torch.allclose(model.weight.grad, 2 * once))  # (1)!

# %% zero-too-late
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
before = model.weight.detach().clone()
loss_fn(model(x), y).backward()
optimizer.zero_grad()  # (1)!
optimizer.step()
print(torch.equal(model.weight, before))

# %% other-model
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model = nn.Linear(2, 3)  # (1)!
before = model.weight.detach().clone()
loss_fn(model(x), y).backward()
optimizer.step()
print(torch.equal(model.weight, before))


# %% mean-loss-stub
def mean_loss(model, loader, loss_fn):  # -> float
    """The mean loss per sample, whatever the sizes of the batches."""
    with torch.no_grad():
        losses = [loss_fn(model(x), y).item() for x, y in loader]
    return sum(losses) / len(losses)


# %% mean-loss-solution
def mean_loss(model, loader, loss_fn):  # -> float
    """The mean loss per sample, whatever the sizes of the batches."""
    with torch.no_grad():
        totals = [loss_fn(model(x), y).item() * len(y) for x, y in loader]
    return sum(totals) / len(loader.dataset)


# %% mean-loss-check fails-with=mean-loss-stub
whole = loss_fn(model(points), labels).item()
for size in (64, 250, 600):
    found = mean_loss(model, DataLoader(train, size), loss_fn)
    assert abs(found - whole) < 1e-5


# %% one-step-stub
def one_step(model, x, y, loss_fn, optimizer):  # -> loss before the step
    """One step on one batch, whatever gradients were left behind."""
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% one-step-solution
def one_step(model, x, y, loss_fn, optimizer):  # -> loss before the step
    """One step on one batch, whatever gradients were left behind."""
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% one-step-check fails-with=one-step-stub
torch.manual_seed(0)
model = nn.Linear(2, 3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn(model(x), y).backward()
expected = model.weight.detach() - 0.1 * model.weight.grad
loss = one_step(model, x, y, loss_fn, optimizer)
torch.testing.assert_close(model.weight.detach(), expected)
assert isinstance(loss, float)


# %% can-learn-stub
def can_learn(model, x, y, loss_fn, steps=300):
    """Whether the model gets one small batch (almost) all right."""
    return True


# %% can-learn-solution
def can_learn(model, x, y, loss_fn, steps=300):
    """Whether the model gets one small batch (almost) all right."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
    return loss.item() < 0.1


# %% can-learn-check fails-with=can-learn-stub
few, their_labels = points[::60], labels[::60]  # (10, 2), (10,)
assert can_learn(make_net(), few, their_labels, loss_fn)
assert not can_learn(make_net(), 0 * few, their_labels, loss_fn)
