"""How good is a classifier? Counting right and wrong."""

# %% import
import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(0)

# %% data
classes = ("cat", "dog", "fox", "owl")
share = torch.tensor([0.5, 0.3, 0.15, 0.05])
labels = share.multinomial(400, replacement=True)  # (400,)
likeness = torch.tensor(
    [[3.0, 2.0, 0.5, 0.0],
     [2.0, 3.0, 1.5, 0.0],
     [0.5, 1.5, 3.0, 0.0],
     [0.0, 0.0, 1.0, 3.0]]
)  # fmt: skip
logits = likeness[labels] + torch.randn(400, 4)  # (400, 4)

# %% accuracy
predicted = logits.argmax(dim=1)  # (400,)
right = (predicted == labels).sum().item()
print(f"{right} of {len(labels)}: {right / len(labels):.1%}")

# %% spellings
_, by_max = torch.max(logits, 1)
by_softmax = logits.softmax(dim=1).argmax(dim=1)  # (1)!
print(torch.equal(by_max, predicted), torch.equal(by_softmax, predicted))
print(predicted.eq(labels).sum().item() == right)
print(torch.eq(predicted, labels).float().sum().item() == right)

# %% baseline
counts = labels.bincount(minlength=4)
print(dict(zip(classes, counts.tolist(), strict=True)))
print(f"always {classes[counts.argmax()]}: {counts.max() / 400:.1%}")

# %% per-class
hits = labels[predicted == labels].bincount(minlength=4)
per_class = hits / counts  # (4,)
for name, part in zip(classes, per_class.tolist(), strict=True):
    print(f"{name}  {part:6.1%}")

# %% confusion
pairs = labels * 4 + predicted  # (1)!
confusion = pairs.bincount(minlength=16).reshape(4, 4)
print(confusion)

# %% confusion-plot
fig, axes = plt.subplots(figsize=(3.4, 3.4))
for row, name in enumerate(classes):
    for column, count in enumerate(confusion[row].tolist()):
        shade = count / counts[row].item()  # (1)!
        square = plt.Rectangle((column - 0.5, row - 0.5), 1, 1,
                               color="C0", alpha=0.7 * shade)  # fmt: skip
        axes.add_patch(square)
        axes.text(column, row, count, ha="center", va="center")
axes.set(xlim=(-0.5, 3.5), ylim=(3.5, -0.5))
axes.set(xlabel="predicted", ylabel="true")
axes.set_xticks(range(4), classes)
axes.set_yticks(range(4), classes)

# %% precision-recall
hits = confusion.diagonal()
recall = hits / confusion.sum(dim=1)  # (1)!
precision = hits / confusion.sum(dim=0)  # (2)!
f1 = 2 * precision * recall / (precision + recall)
for name, *parts in zip(classes, precision, recall, f1, strict=True):
    print(name, *(f"{part:.2f}" for part in parts))

# %% over-batches
total = torch.zeros(4, 4, dtype=torch.int64)
for z, y in zip(logits.split(64), labels.split(64), strict=True):
    pairs = y * 4 + z.argmax(dim=1)
    total += pairs.bincount(minlength=16).reshape(4, 4)
print(torch.equal(total, confusion))


# %% untrained
def small_net():  # images (N, 3, 32, 32) -> logits (N, 10)
    return nn.Sequential(
        nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 10),
    )  # fmt: skip


coarse = torch.rand(500, 3, 4, 4)
images = nn.functional.interpolate(coarse, size=32, mode="bilinear")
for _ in range(4):
    with torch.no_grad():
        answers = small_net()(2 * images - 1).argmax(dim=1)
    print(f"{answers.bincount().max() / 500:.2f}")  # (1)!

# %% percent-digits
form = "%d %%"
print(form % 9.98)
print(f"{9.98:.1f} %")

# %% hard-coded-four
right = (predicted[:8] == labels[:8]).squeeze()  # a batch of 8
print(sum(1 for i in range(4)), "counted of", len(right))  # (1)!

# %% last-batch-repaired
counted = 0
for y in labels[:18].split(8):  # 8, 8 and 2
    counted += y.bincount(minlength=4).sum().item()
print(counted)

# %% empty-class
hits, counts = torch.tensor([5, 0]), torch.tensor([8, 0])
per_class = hits / counts
print(per_class, per_class.nanmean())

# %% stale-labels
batches = list(zip(logits.split(100), labels.split(100), strict=True))
_, labels_of_training = batches[0]
right = fooled = 0
for z, y in batches:
    fooled += (z.argmax(dim=1) == labels_of_training).sum().item()
    right += (z.argmax(dim=1) == y).sum().item()
print(f"stale {fooled / 400:.0%}, true {right / 400:.0%}")

# %% tuned-on-the-test
test = torch.randint(2, (200,))
coins = torch.randint(2, (100, 200))  # 100 models that only guess
scores = (coins == test).float().mean(dim=1)  # (100,)
best = scores.argmax()
fresh = torch.randint(2, (50, 200))  # 50 more test sets
print(f"chosen by the test set: {scores[best]:.1%}")
print(f"the same on fresh data: {(coins[best] == fresh).float().mean():.1%}")


# %% confusion-matrix-stub
def confusion_matrix(predicted, labels, n):  # -> (n, n)
    """Rows: the true class; columns: the predicted one."""
    pairs = n * predicted + labels
    return pairs.bincount(minlength=n * n).reshape(n, n)


# %% confusion-matrix-solution
def confusion_matrix(predicted, labels, n):  # -> (n, n)
    """Rows: the true class; columns: the predicted one."""
    pairs = n * labels + predicted
    return pairs.bincount(minlength=n * n).reshape(n, n)


# %% confusion-matrix-check fails-with=confusion-matrix-stub
labels = torch.tensor([0, 0, 1, 2, 2, 0])
predicted = torch.tensor([0, 1, 1, 0, 0, 0])
expected = torch.tensor([[2, 1, 0], [0, 1, 0], [2, 0, 0]])
assert torch.equal(confusion_matrix(predicted, labels, 3), expected)
assert confusion_matrix(predicted, labels, 5).sum() == 6


# %% balanced-accuracy-stub
def balanced_accuracy(confusion):  # (C, C) -> float
    """The mean of the recalls of all classes that occur."""
    return (confusion.trace() / confusion.sum()).item()


# %% balanced-accuracy-solution
def balanced_accuracy(confusion):  # (C, C) -> float
    """The mean of the recalls of all classes that occur."""
    recall = confusion.diagonal() / confusion.sum(dim=1)
    return recall.nanmean().item()


# %% balanced-accuracy-check fails-with=balanced-accuracy-stub
always_healthy = torch.tensor([[95, 0], [5, 0]])
assert balanced_accuracy(always_healthy) == 0.5
assert (
    balanced_accuracy(torch.tensor([[3, 1, 0], [0, 4, 0], [0, 0, 0]]))
    == 0.875
)
