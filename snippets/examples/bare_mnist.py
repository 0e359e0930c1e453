"""Three layers for MNIST from bare tensors, and a ReLU too many."""

# %% import
import math

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

# %% _import
# isort: split
from snippets.datasets.mnist import load_mnist
from snippets.examples.bare_mnist_parts import (
    forward,
    parameters,
    relu_behind,
)

# %% data
train, test = load_mnist(train=True), load_mnist(train=False)
few, some = train.first(6000), test.first(2000)
images = few.floats(mean=0.1307, std=0.3081).flatten(1)  # (N, 784)
test_images = some.floats(mean=0.1307, std=0.3081).flatten(1)
labels = few.labels
print(train.source)
print(tuple(images.shape), tuple(test_images.shape))

# %% look
figure, axes = plt.subplots(2, 8, figsize=(8, 2.4))
for axis, image, label in zip(axes.flat, few.images, labels, strict=False):
    axis.imshow(image[0], cmap="gray_r")
    axis.set_title(label.item(), fontsize=9)
    axis.axis("off")

# %% count
torch.manual_seed(0)
weights = parameters()
for tensor in weights:
    print(f"{str(tuple(tensor.shape)):11} {tensor.numel():7,}")
print(f"{sum(tensor.numel() for tensor in weights):,}")

# %% scale
w1, w2 = weights[0].detach(), weights[2].detach()
print(f"{w1.std():.4f} {math.sqrt(2 / 784):.4f}")  # (1)!
first = (images @ w1.T).relu()
second = (first @ w2.T).relu()
print(f"{images.std():.1f} {first.std():.1f} {second.std():.1f}")
wild = (images @ torch.randn(200, 784).T).relu()  # (2)!
wilder = (wild @ torch.randn(200, 200).T).relu()
print(f"{images.std():.1f} {wild.std():.1f} {wilder.std():.1f}")

# %% linear
by_hand = images @ weights[0].T + weights[1]
torch.testing.assert_close(by_hand, F.linear(images, *weights[:2]))


# %% train
def train_for(epochs, function, weights):  # -> mean loss of each epoch
    optimizer = torch.optim.SGD(weights, lr=0.01)  # (1)!
    losses = []
    for epoch in range(epochs):
        total = 0.0
        for batch in torch.randperm(len(images)).split(50):
            logits = function(images[batch], weights)
            loss = F.cross_entropy(logits, labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)  # (2)!
        losses.append(total / len(images))
    return losses


# %% run
losses = train_for(10, forward, weights)
print(10 * math.ceil(len(images) / 50), "steps")
print([round(loss, 2) for loss in losses])

# %% accuracy
with torch.no_grad():
    guesses = forward(test_images, weights).argmax(dim=1)
right = guesses == some.labels
print(f"{right.float().mean():.1%} of {len(some):,}")
most_frequent = some.labels.bincount().max() / len(some)
print(f"{most_frequent:.1%} for one and the same answer")

# %% mistakes
figure, axes = plt.subplots(2, 6, figsize=(8, 3.2))
wrong = (~right).nonzero().flatten()
for axis, i in zip(axes.flat, wrong, strict=False):
    axis.imshow(some.images[i, 0], cmap="gray_r")
    axis.set_title(f"{guesses[i]} (is: {some.labels[i]})", fontsize=9)
for axis in axes.flat:
    axis.axis("off")

# %% floor
scores = torch.tensor([[3.0, -5, -5, -5, -5, -5, -5, -5, -5, -5]])
label = torch.tensor([0])
print(f"{F.cross_entropy(scores, label):.4f}")
print(f"{F.cross_entropy(scores.relu(), label):.4f}")  # (1)!

# %% one-way
scores = torch.tensor([[-0.5, 1.0, 0.2], [0.5, 1.0, 0.2]])
scores.requires_grad_()
F.cross_entropy(scores.relu(), torch.tensor([0, 1])).backward()
print(scores.grad[:, 0])  # (1)!

# %% silent
scores = -torch.rand(1, 10)
scores.requires_grad_()
loss = F.cross_entropy(scores.relu(), torch.tensor([3]))
loss.backward()
print(f"{loss:.4f} {math.log(10):.4f}", scores.grad.abs().max())

# %% run-wrong
torch.manual_seed(0)  # (1)!
clipped = parameters()
alive = torch.empty(11, 10)  # (epoch, class)
for epoch in range(11):
    with torch.no_grad():
        above = forward(images, clipped) > 0  # (2)!
    for digit in range(10):
        alive[epoch, digit] = above[labels == digit, digit].float().mean()
    if epoch < 10:
        train_for(1, relu_behind, clipped)

# %% alive
plt.figure(figsize=(5.2, 3.6))
plt.imshow(alive.T, cmap="Blues", vmin=0, vmax=1)  # (1)!
plt.colorbar(label="share of own images above 0")
plt.xticks(range(11))
plt.yticks(range(10))
plt.xlabel("epoch")
plt.ylabel("class")

# %% recall
with torch.no_grad():
    answers = relu_behind(test_images, clipped).argmax(dim=1)
for digit in range(10):
    own = some.labels == digit
    shares = [
        (said[own] == digit).float().mean() for said in (guesses, answers)
    ]
    print(digit, *(f"{share:7.1%}" for share in shares))  # (1)!

# %% dead-gradient
loss = F.cross_entropy(relu_behind(images, clipped), labels)
for tensor in clipped:
    tensor.grad = None
loss.backward()
by_class = clipped[4].grad.abs().amax(dim=1)  # (10,)
print((by_class == 0).nonzero().flatten().tolist())

# %% all-silent
with torch.no_grad():
    said = relu_behind(test_images, clipped)
silent = (said == 0).all(dim=1)
print(f"{silent.float().mean():.1%}", answers[silent].unique().tolist())

# %% confusion
figure, axes = plt.subplots(1, 2, figsize=(8, 4))
for axis, said in zip(axes, (guesses, answers), strict=True):
    pairs = some.labels * 10 + said
    table = pairs.bincount(minlength=100).view(10, 10)
    shares = table / table.sum(dim=1, keepdim=True)
    axis.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axis.set(xticks=range(10), yticks=range(10), xlabel="taken for")
axes[0].set(title="logits as they are", ylabel="true class")
axes[1].set(title="ReLU on the logits")


# %% lost-stub
def lost(scores, labels):  # (N, classes), (N,) -> list of classes
    """Classes whose own images never lift their score above 0."""
    answers = scores.argmax(dim=1)
    return [k for k in range(scores.shape[1]) if k not in answers]


# %% lost-solution
def lost(scores, labels):  # (N, classes), (N,) -> list of classes
    """Classes whose own images never lift their score above 0."""
    own = labels.unsqueeze(1) == torch.arange(scores.shape[1])  # (1)!
    helped = (own & (scores > 0)).any(dim=0)  # (classes,)
    return (~helped).nonzero().flatten().tolist()


# %% lost-check fails-with=lost-stub
rows = torch.tensor([[2.0, 1, -1], [1.0, -2, -1], [1.0, -1, 0.5]])
assert lost(rows, torch.tensor([0, 1, 2])) == [1]
assert lost(rows.roll(1, dims=1), torch.tensor([1, 2, 0])) == [2]
silent_rows = torch.zeros(4, 3)  # argmax says 0, and yet 0 is lost
assert lost(silent_rows, torch.tensor([0, 0, 1, 2])) == [0, 1, 2]
with torch.no_grad():
    assert not lost(forward(images, weights), labels)
    assert lost(forward(images, clipped), labels)
