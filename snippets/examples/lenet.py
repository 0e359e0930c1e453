"""LeNet on MNIST: every shape, a training, and a look inside."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

# %% _import
# isort: split
from snippets.datasets.mnist import load_mnist
from snippets.examples.lenet_parts import DigitNet
from snippets.networks.lenet import LeNet

# %% data
train, test = load_mnist(train=True), load_mnist(train=False)
few, some = train.first(5000), test.first(2000)
images = few.floats(mean=0.1307, std=0.3081)
test_images = some.floats(mean=0.1307, std=0.3081)
labels = few.labels
print(train.source)
print(tuple(images.shape), tuple(test_images.shape))

# %% look
figure, axes = plt.subplots(2, 10, figsize=(9, 2.2))
for axis, image, label in zip(axes.flat, few.images, labels, strict=False):
    axis.imshow(image[0], cmap="gray_r")
    axis.set_title(label.item(), fontsize=9)
    axis.axis("off")

# %% same-border
inside, around = DigitNet(), LeNet()
around.load_state_dict(inside.state_dict())  # (1)!
padded = F.pad(images[:8], (2, 2, 2, 2))  # (8, 1, 32, 32)
torch.testing.assert_close(inside(images[:8]), around(padded))

# %% shapes
model, shapes = DigitNet(), []
for name, layer in model.named_children():
    layer.register_forward_hook(  # (1)!
        lambda layer, inputs, output, name=name: shapes.append(
            f"{name} {tuple(inputs[0].shape)} -> {tuple(output.shape)}"
        )
    )
model(images[:4])
print(*shapes, sep="\n")

# %% parameters
for name, parameter in model.named_parameters():
    if name.endswith("weight"):
        print(f"{name:13}{str(tuple(parameter.shape)):16}", end="")
    print(f" {parameter.numel():6,}", end="\n" * name.endswith("bias"))
print(f"{sum(p.numel() for p in model.parameters()):,}")


# %% accuracy
@torch.no_grad()
def answers(model):
    model.eval()
    return model(test_images).argmax(dim=1)


def accuracy(model):
    return (answers(model) == some.labels).float().mean().item()


# %% one-step
model = DigitNet()
before = accuracy(model)
noise, target = torch.randn(1, 1, 28, 28), torch.randn(1, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
loss = F.mse_loss(model(noise), target)
optimizer.zero_grad()
loss.backward()
optimizer.step()
print(F.mse_loss(model(noise), target) < loss)  # (1)!
print(f"{before:.1%}, after the step {accuracy(model):.1%}")

# %% more-steps
for _ in range(300):
    loss = F.mse_loss(model(noise), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"loss {loss:.4f}, accuracy {accuracy(model):.1%}")

# %% loop
model, history = DigitNet(), []
optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
for epoch in range(5):
    model.train()
    for batch in torch.randperm(len(images)).split(50):
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    print(f"epoch {epoch + 1}: {accuracy(model):.1%} of {len(some):,}")
print(len(history), "steps")

# %% curve
plt.figure(figsize=(6, 3))
steps = len(history) // 5
plt.plot(history, ".", markersize=3)
for epoch in range(1, 5):
    plt.axvline(epoch * steps, color="0.7", lw=0.8)  # (1)!
plt.yscale("log")
plt.xlabel("step")
plt.ylabel("loss of a batch")

# %% baseline
most_frequent = some.labels.bincount().max() / len(some)
print(f"{most_frequent:.1%}")

# %% confusion
guesses = answers(model)
pairs = some.labels * 10 + guesses
table = pairs.bincount(minlength=100).view(10, 10)
wrong_only = table.clone().fill_diagonal_(0)
plt.figure(figsize=(4.2, 4))
plt.imshow(wrong_only, cmap="Oranges", vmax=2 * wrong_only.max())
for true, said in torch.cartesian_prod(torch.arange(10), torch.arange(10)):
    count = table[true, said].item()
    plt.text(said, true, count, ha="center", va="center", color="black")
plt.xticks(range(10))
plt.yticks(range(10))
plt.xlabel("taken for")
plt.ylabel("true class")

# %% mistakes
wrong = (guesses != some.labels).nonzero().flatten()
figure, axes = plt.subplots(2, 8, figsize=(9, 2.8))
for axis, i in zip(axes.flat, wrong, strict=False):
    axis.imshow(some.images[i, 0], cmap="gray_r")
    axis.set_title(f"{guesses[i]} (is: {some.labels[i]})", fontsize=9)
for axis in axes.flat:
    axis.axis("off")

# %% doubts
with torch.no_grad():
    chances = F.softmax(model(test_images[wrong[:3]]), dim=1)
figure, axes = plt.subplots(1, 3, figsize=(9, 2.2), sharey=True)
for axis, chance, i in zip(axes, chances, wrong, strict=False):
    axis.bar(range(10), chance)
    axis.set_xticks(range(10))
    axis.set_title(f"is: {some.labels[i]}", fontsize=9)

# %% filters
kernels = model.conv1.weight.detach()[:, 0]  # (6, 5, 5)
reach = kernels.abs().max()
with torch.no_grad():
    maps = model.conv1(test_images[:1]).relu()[0]  # (6, 28, 28)
figure, axes = plt.subplots(2, 6, figsize=(9, 3.1))
for n in range(6):
    axes[0, n].imshow(kernels[n], cmap="RdBu", vmin=-reach, vmax=reach)
    axes[1, n].imshow(maps[n], cmap="gray_r")
for axis in axes.flat:
    axis.axis("off")


# %% moved
def shifted(images, by):
    return torch.roll(images, by, dims=3)  # (1)!


few_tests = test_images[:1000]
shifts, scores = range(-6, 7), []
for by in shifts:
    with torch.no_grad():
        said = model(shifted(few_tests, by)).argmax(dim=1)
    right = said == some.labels[:1000]
    scores.append(right.float().mean().item())
plt.figure(figsize=(6, 2.8))
plt.plot(shifts, scores, "o-")
plt.xlabel("moved to the right by … pixels")
plt.ylabel("accuracy")


# %% least-sure-stub
def least_sure(logits, n):  # (N, classes) -> (n,) indices
    """The n images whose two highest scores are closest together."""
    return logits.max(dim=1).values.argsort()[:n]


# %% least-sure-solution
def least_sure(logits, n):  # (N, classes) -> (n,) indices
    """The n images whose two highest scores are closest together."""
    first, second = logits.topk(2, dim=1).values.unbind(dim=1)
    return (first - second).argsort()[:n]


# %% least-sure-check fails-with=least-sure-stub
rows = torch.tensor([[9.0, 8, 0], [5.0, 0, 1], [3.0, 2.5, 0], [0.0, 9, 2]])
assert least_sure(rows, 2).tolist() == [2, 0]
with torch.no_grad():
    logits = model(test_images)
doubtful = least_sure(logits, 50)
share = (guesses != some.labels)[doubtful].float().mean()
assert share > (guesses != some.labels).float().mean()
