"""CIFAR-10 with the network of the tutorial, and how to end at 9 %."""

# %% import
import math

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

# %% _import
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.cifar_cnn_parts import TutorialNet

# %% data
train, test = load_cifar10(train=True), load_cifar10(train=False)
print(train.source)
print(tuple(train.images.shape), train.images.dtype, len(test))
print(*train.classes)

# %% look
figure, axes = plt.subplots(2, 10, figsize=(9, 2.2))
for column in range(10):
    own = train.images[train.labels == column]  # all of one class
    for row in range(2):
        axes[row, column].imshow(own[row].permute(1, 2, 0))  # (1)!
        axes[row, column].axis("off")
    axes[0, column].set_title(train.classes[column], fontsize=9)

# %% floats
few, some = train.first(5000), test.first(1000)
images, labels = few.floats(mean=0.5, std=0.5), few.labels  # (1)!
test_images = some.floats(mean=0.5, std=0.5)
print(tuple(images.shape), images.dtype)
print(few.images.max(), images.min(), images.max())

# %% count
model = TutorialNet()
for name, parameter in model.named_parameters():
    if name.endswith("weight"):
        print(f"{name:13} {str(tuple(parameter.shape)):15}", end="")
    print(f" {parameter.numel():6,}", end="\n" * name.endswith("bias"))
print(f"{sum(p.numel() for p in model.parameters()):,}")

# %% shapes
x = images[:4]  # (4, 3, 32, 32)
for layer in (model.conv1, model.conv2):
    x = layer(x)
    print(tuple(x.shape), end=" -> ")
    x = F.max_pool2d(x.relu(), 2)
    print(tuple(x.shape))

# %% loop
optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
losses = []
for epoch in range(2):
    for batch in torch.randperm(len(images)).split(4):  # (1)!
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
print(len(losses), "steps")

# %% curve
hundreds = torch.tensor(losses).view(-1, 100).mean(dim=1)  # (1)!
plt.plot(range(0, 2500, 10), losses[::10], ".", label="one batch")
plt.plot(range(50, 2500, 100), hundreds, label="mean of 100")
plt.axhline(math.log(10), color="C2", ls="--", label="ln 10")
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

# %% confusion
pairs = some.labels * 10 + guesses
table = pairs.bincount(minlength=100).view(10, 10)
shares = table / table.sum(dim=1, keepdim=True)  # (1)!
plt.figure(figsize=(5, 4.5))
plt.imshow(shares, cmap="Blues", vmin=0, vmax=1)
plt.colorbar(label="share of the true class")
plt.xticks(range(10), test.classes, rotation=90)
plt.yticks(range(10), test.classes)
plt.xlabel("taken for")
plt.ylabel("true class")

# %% mistakes
figure, axes = plt.subplots(2, 5, figsize=(8, 3.9))
for axis, i in zip(axes.flat, (~right).nonzero().flatten(), strict=False):
    axis.imshow(some.images[i].permute(1, 2, 0))
    said, true = test.classes[guesses[i]], test.classes[some.labels[i]]
    axis.set_title(f"{said}\n(is: {true})", fontsize=9)
    axis.axis("off")
figure.tight_layout()

# %% nothing-learnt
for seed in range(4):
    torch.manual_seed(seed)
    with torch.no_grad():
        said = TutorialNet()(test_images).argmax(dim=1)  # (1)!
    answer = said.bincount().argmax()
    share, score = (said == answer).float(), (said == some.labels).float()
    name = test.classes[answer]
    print(f"{name:10} {share.mean():4.0%}, accuracy {score.mean():.1%}")

# %% stale
for stale in labels[torch.randperm(len(labels))][:20].view(5, 4):  # (1)!
    hits = torch.cat([four == stale for four in guesses.split(4)])
    left_over = " ".join(test.classes[label] for label in stale)
    print(f"{hits.float().mean():5.1%} with {left_over}")


# %% has-learnt-stub
def has_learnt(guesses, labels):
    """Whether the accuracy is more than luck."""
    return (guesses == labels).float().mean().item() > 0.1


# %% has-learnt-solution
def has_learnt(guesses, labels):
    """Whether the accuracy is more than luck."""
    accuracy = (guesses == labels).double().mean()
    baseline = labels.bincount().max() / len(labels)
    spread = (baseline * (1 - baseline) / len(labels)).sqrt()  # (1)!
    return bool(accuracy > baseline + 4 * spread)


# %% has-learnt-check fails-with=has-learnt-stub
true = torch.randint(10, (1000,))
for _ in range(50):
    assert not has_learnt(torch.randint(10, (1000,)), true)
for answer in range(10):
    assert not has_learnt(torch.full((1000,), answer), true)
half = torch.where(torch.rand(1000) < 0.5, true, true.roll(1))
assert has_learnt(half, true)
