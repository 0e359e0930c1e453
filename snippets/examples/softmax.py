"""Softmax regression: one linear layer reads digits, and shows how."""

# %% import
import math

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

# %% _import
# isort: split
from snippets.datasets.mnist import load_mnist

# %% data
train, test = load_mnist(train=True), load_mnist(train=False)
print(train.source)
print(tuple(train.images.shape), train.images.dtype, len(test))
print(train.images.min(), train.images.max())

# %% look
figure, axes = plt.subplots(2, 10, figsize=(9, 2))
for digit in range(10):
    own = train.images[train.labels == digit]  # all of one class
    for row in range(2):
        axes[row, digit].imshow(own[row, 0], cmap="gray_r")  # (1)!
        axes[row, digit].axis("off")

# %% floats
few, some = train.first(6000), test.first(2000)
images, labels = few.floats(mean=0.1307, std=0.3081), few.labels  # (1)!
test_images = some.floats(mean=0.1307, std=0.3081)
print(tuple(images.shape), images.dtype)

# %% model
model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
print(sum(p.numel() for p in model.parameters()))
print(tuple(model(images).shape))

# %% by-hand
with torch.no_grad():
    x = images[:1].flatten(1)  # (1, 784)
    scores = x @ model[1].weight.T + model[1].bias  # (1, 10)
    chances = scores.exp() / scores.exp().sum()  # (1)!
    torch.testing.assert_close(chances, F.softmax(model(images[:1]), 1))
    loss = -chances[0, labels[0]].log()  # (2)!
    torch.testing.assert_close(
        loss, F.cross_entropy(model(images[:1]), labels[:1])
    )

# %% untrained
with torch.no_grad():
    loss = F.cross_entropy(model(images), labels)
print(f"{math.log(10):.2f}, {loss:.2f}")  # (1)!

# %% loop
before = model[1].weight.detach().clone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
losses = []
for epoch in range(20):
    for batch in torch.randperm(len(images)).split(200):  # (1)!
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
print(len(losses), "steps")

# %% curve
plt.figure(figsize=(6, 3))
plt.plot(losses, ".", markersize=3, label="one batch")
plt.axhline(math.log(10), color="C1", ls="--", label="ln 10")
plt.ylim(bottom=0)
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()

# %% accuracy
with torch.no_grad():
    guesses = model(test_images).argmax(dim=1)
right = guesses == some.labels
print(f"{right.float().mean():.1%} of {len(some):,}")
most_frequent = some.labels.bincount().max() / len(some)
print(f"{most_frequent:.1%} for one and the same answer")

# %% weights
weights = model[1].weight.detach().view(10, 28, 28)  # (1)!
reach = weights.abs().max()
figure, axes = plt.subplots(2, 5, figsize=(8, 3.6))
for digit, axis in enumerate(axes.flat):
    axis.imshow(weights[digit], cmap="RdBu", vmin=-reach, vmax=reach)
    axis.set_title(str(digit), fontsize=9)
    axis.axis("off")

# %% untouched
blank = few.images.amax(dim=0)[0] == 0  # (28, 28): never any ink there
moved = (model[1].weight - before).detach().view(10, 28, 28)
print(blank.sum().item(), "pixels are blank in all images")
spread = moved[:, blank].amax(dim=1) - moved[:, blank].amin(dim=1)
print((spread < 1e-4).tolist())  # (1)!

# %% look-closer
wrong = (~right).nonzero().flatten()
image, said = test_images[wrong[0], 0], guesses[wrong[0]]
true = some.labels[wrong[0]]
figure, axes = plt.subplots(1, 3, figsize=(8, 2.7))
axes[0].imshow(image, cmap="gray_r")
for axis, digit in zip(axes[1:], (true, said), strict=True):
    votes = image * weights[digit]  # (1)!
    axis.imshow(votes, cmap="RdBu", vmin=-0.5, vmax=0.5)
    axis.set_title(f"votes for {digit}: {votes.sum():.1f}", fontsize=9)
for axis in axes:
    axis.axis("off")

# %% confusion
pairs = some.labels * 10 + guesses
table = pairs.bincount(minlength=100).view(10, 10)  # (1)!
wrong_only = table.clone().fill_diagonal_(0)
plt.figure(figsize=(4.2, 4))
plt.imshow(wrong_only, cmap="Oranges", vmax=2 * wrong_only.max())  # (2)!
for true, said in torch.cartesian_prod(torch.arange(10), torch.arange(10)):
    count = table[true, said].item()
    plt.text(said, true, count, ha="center", va="center", color="black")
plt.xticks(range(10))
plt.yticks(range(10))
plt.xlabel("taken for")
plt.ylabel("true class")

# %% mistakes
figure, axes = plt.subplots(2, 6, figsize=(8, 3.2))
for axis, i in zip(axes.flat, wrong, strict=False):
    axis.imshow(some.images[i, 0], cmap="gray_r")
    axis.set_title(f"{guesses[i]} (is: {some.labels[i]})", fontsize=9)
for axis in axes.flat:
    axis.axis("off")


# %% gradient-stub
def weight_gradient(x, logits, labels):  # (N, 784), (N, 10), (N,)
    """The gradient of the mean cross-entropy by the weights, (10, 784)."""
    return torch.zeros(10, 784)


# %% gradient-solution
def weight_gradient(x, logits, labels):  # (N, 784), (N, 10), (N,)
    """The gradient of the mean cross-entropy by the weights, (10, 784)."""
    error = F.softmax(logits, dim=1) - F.one_hot(labels, 10)  # (1)!
    return error.T @ x / len(x)


# %% gradient-check fails-with=gradient-stub
logits = model(images[:300])
model.zero_grad()
F.cross_entropy(logits, labels[:300]).backward()
with torch.no_grad():
    found = weight_gradient(images[:300].flatten(1), logits, labels[:300])
torch.testing.assert_close(found, model[1].weight.grad)
