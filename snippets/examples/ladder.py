"""The CIFAR-10 ladder: what each rung changes, on a small budget."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

# %% _import
# isort: split
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.augment import crop_and_flip
from snippets.examples.cifar_cnn_parts import TutorialNet
from snippets.examples.ladder_parts import (
    Whiten,
    normed_tutorial_net,
    small_resnet,
    wide_resnet,
)
from snippets.examples.ladder_runs import (
    Smoothed,
    climb,
    one_cycle_schedule,
    statistics,
)

# %% data
train, test = load_cifar10(train=True), load_cifar10(train=False)
print(train.source, len(train), len(test))
few, some = train.first(2560), test.first(500)
mean, std = statistics(train)
images, labels = few.floats(mean, std), few.labels  # (N, 3, 32, 32), (N,)

# %% look
figure, axes = plt.subplots(1, 10, figsize=(9, 1.3))
for axis, image, label in zip(axes, few.images, labels, strict=False):
    axis.imshow(image.permute(1, 2, 0))
    axis.set_title(few.classes[label], fontsize=8)
    axis.axis("off")


# %% gradient
def gradient(model, images, labels):
    """The gradient of the loss over all parameters, in one row."""
    model.zero_grad()
    F.cross_entropy(model(images), labels).backward()
    return torch.cat([p.grad.flatten() for p in model.parameters()])


# %% noise
torch.manual_seed(0)
model = TutorialNet()
whole = gradient(model, images, labels)
for size in (4, 16, 64, 256):
    likeness = [
        F.cosine_similarity(gradient(model, images[b], labels[b]), whole, 0)
        for b in torch.randperm(len(images))[: 10 * size].split(size)
    ]
    print(f"{size:3} {torch.stack(likeness).mean():.2f}")  # (1)!

# %% statistics
print(*(f"{number:.3f}" for number in mean))
print(*(f"{number:.3f}" for number in std))
print(f"{images.mean().abs():.1f} {images.std():.1f}")


# %% train
def train_a_little(model, lr, steps=50):
    """Losses of some steps; the same batches for every model."""
    optimizer = torch.optim.SGD(model.parameters(), lr, momentum=0.9)
    order = torch.Generator().manual_seed(0)
    losses = []
    for _ in range(steps):
        batch = torch.randint(len(images), (64,), generator=order)
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% norm-or-not
for make, name in ((TutorialNet, "none"), (normed_tutorial_net, "norm")):
    torch.manual_seed(0)
    losses = torch.tensor(train_a_little(make(), lr=0.02))
    plt.plot(losses.unfold(0, 10, 1).mean(dim=1), label=name)  # (1)!
plt.xlabel("step")
plt.ylabel("loss, mean of ten steps")
plt.legend()

# %% shapes
x = images[:1]  # (1, 3, 32, 32)
for part in small_resnet().eval():
    x = part(x)
    size = sum(p.numel() for p in part.parameters())
    print(f"{type(part).__name__:17} {str(tuple(x.shape)):18} {size:9,}")

# %% channels-last
x = images[:2]  # (2, 3, 32, 32)
y = x.to(memory_format=torch.channels_last)
print(x.stride(), y.stride())  # (1)!
print(torch.equal(x, y))

# %% bfloat16
third = torch.tensor(1 / 3)
for kind in (torch.float32, torch.bfloat16):
    print(f"{third.to(kind).item():.9f} {torch.finfo(kind).max:.1e}")

# %% autocast
torch.manual_seed(0)
model = small_resnet().eval()
with torch.no_grad():
    plain = model(images[:100])
    with torch.autocast("cpu", torch.bfloat16):  # (1)!
        rounded = model.to(memory_format=torch.channels_last)(images[:100])
error = (rounded - plain).abs().mean() / plain.abs().mean()
print(rounded.dtype, error < 0.02)

# %% augment
generator = torch.Generator().manual_seed(1)
figure, axes = plt.subplots(3, 9, figsize=(9, 3.1))
for row, image in zip(axes, few.images, strict=False):
    copies = crop_and_flip(image.expand(8, -1, -1, -1) / 255, generator, 2)
    for axis, copy in zip(row, [image / 255, *copies], strict=True):  # (1)!
        axis.imshow(copy.permute(1, 2, 0))
        axis.axis("off")

# %% schedule
optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)])
schedule = one_cycle_schedule(optimizer, highest=0.1, steps=100)
rates = []
for _ in range(99):
    rates += schedule.get_last_lr()
    optimizer.step()
    schedule.step()
plt.plot(rates)
plt.xlabel("step")
plt.ylabel("learning rate")
print(f"{rates[0]:.3f} {max(rates):.3f} {schedule.get_last_lr()[0]:.7f}")

# %% smoothing
logits, answer = torch.randn(1, 10), torch.tensor([3])
targets = 0.9 * F.one_hot(answer, 10) + 0.1 / 10  # (1)!
print(targets)
by_hand = -(targets * logits.log_softmax(dim=1)).sum()
loss = F.cross_entropy(logits, answer, label_smoothing=0.1)
print(torch.isclose(by_hand, loss))

# %% sure
sure = torch.linspace(0, 12, 100)  # the logit of the right class
logits = F.one_hot(torch.tensor(3), 10) * sure.unsqueeze(1)  # (100, 10)
answers = torch.full((100,), 3)
for amount in (0.0, 0.1):
    losses = F.cross_entropy(
        logits, answers, reduction="none", label_smoothing=amount
    )
    plt.plot(sure, losses, label=f"smoothing {amount}")
plt.xlabel("logit of the right class, the others being 0")
plt.ylabel("loss")
plt.legend()

# %% mini varies="bfloat16 is rounded differently by every processor"
less = few.first(1280)
run = climb(Smoothed, seed=0, train=less, test=some, epochs=3)
for _ in range(3):
    print({name: round(n, 2) for name, n in run.advance().items()})

# %% mirror varies="it shows the training above"
left = run.logits(run.test_images)  # (N, 10)
right = run.logits(run.test_images.flip(3))
print(f"{(left.argmax(1) != right.argmax(1)).float().mean():.0%}")  # (1)!
for looks in (left, right, left + right):
    print(f"{(looks.argmax(1) == some.labels).float().mean():.1%}")

# %% whiten varies="the sign of an eigenvector is the library's choice"
stem = Whiten()
stem.look_at(images)
figure, axes = plt.subplots(1, 12, figsize=(9, 1))
for axis, pattern in zip(axes, stem.conv.weight, strict=False):  # (1)!
    axis.imshow((0.5 + pattern / (2 * pattern.abs().max())).permute(1, 2, 0))
    axis.axis("off")

# %% uncorrelated
patches = F.unfold(images[:500], 2).transpose(0, 1).flatten(1)  # (12, ...)
whitened = stem.conv(images[:500])[:, :12].transpose(0, 1).flatten(1)
figure, axes = plt.subplots(1, 2, figsize=(6, 2.8))
for axis, rows in zip(axes, (patches, whitened.detach()), strict=True):
    axis.imshow(rows.corrcoef(), vmin=-1, vmax=1, cmap="RdBu")  # (1)!
    axis.set(xticks=[0, 4, 8], yticks=[0, 4, 8])
axes[0].set_title("pixels of 2x2")
axes[1].set_title("answers of the stem")

# %% widths
for name, net in (("small", small_resnet()), ("wide", wide_resnet())):
    print(f"{name:6} {sum(p.numel() for p in net.parameters()):9,}")


# %% alternate-stub
def alternate(images, epoch, first):
    """Mirror those of `first` in epochs 0, 2 …, the others in 1, 3 …"""
    return torch.where(first[:, None, None, None], images.flip(3), images)


# %% alternate-solution
def alternate(images, epoch, first):
    """Mirror those of `first` in epochs 0, 2 …, the others in 1, 3 …"""
    mirrored = first ^ (epoch % 2 == 1)  # (N,)
    return torch.where(mirrored[:, None, None, None], images.flip(3), images)


# %% alternate-check fails-with=alternate-stub
x, first = torch.rand(6, 3, 8, 8), torch.arange(6) < 2
seen = [alternate(x, epoch, first) for epoch in range(3)]
assert torch.equal(seen[0][:2], x[:2].flip(3))
assert torch.equal(seen[0][2:], x[2:])
assert torch.equal(seen[0] + seen[1], x + x.flip(3)), "each side once"
assert torch.equal(seen[0], seen[2])
