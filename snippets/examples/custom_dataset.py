"""A whole program: photos in a folder, a dataset, a net, and its errors."""

# %% import
import csv
import math
import runpy
import shutil
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from PIL import Image, ImageDraw
from torch.nn import functional as F
from torch.utils.data import DataLoader, Subset, random_split
from torchvision.datasets import ImageFolder
from torchvision.transforms import v2
from torchvision.utils import make_grid

# %% _definitions
# isort: split
from snippets.examples.custom_dataset_parts import (
    KINDS,
    LeafNet,
    Leaves,
    draw_leaf,
    split_plants,
)

# %% write-files
folder = Path("leaves")
folder.mkdir()
with open(folder / "labels.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["plant", "kind"])
    for plant in range(36):
        writer.writerow([f"{plant:02}", KINDS[plant % 3]])
        for photo in range(8):
            draw_leaf(plant, photo).save(folder / f"{plant:02}_{photo}.png")
print(len(list(folder.glob("*.png"))), (folder / "00_0.png").stat().st_size)

# %% used
leaves = Leaves(folder, [f"{plant:02}" for plant in range(36)])
print(len(leaves), Counter(KINDS[label] for _, label in leaves.samples))
image, label = leaves[9]  # (1)!
print(leaves.samples[9][0].name, KINDS[label], image.mode, image.size)

# %% look
fig, axes = plt.subplots(2, 6, figsize=(6.4, 2.2))
for plant, column in enumerate(axes.T):
    for photo, ax in enumerate(column):
        image, label = leaves[8 * plant + photo]  # (1)!
        ax.imshow(image)
        ax.axis("off")
    column[0].set_title(KINDS[label], fontsize=9)

# %% split
train_plants, test_plants = split_plants(36, seed=0)
train_names = [f"{plant:02}" for plant in train_plants]
test_names = [f"{plant:02}" for plant in test_plants]
print(len(train_names), len(test_names), test_names[:5])
print(set(train_names) & set(test_names), len({*train_names, *test_names}))

# %% squeezed
circle = Image.new("RGB", (400, 300), "white")
ImageDraw.Draw(circle).ellipse((100, 50, 299, 249), fill="black")
for resize in (
    v2.Resize((150, 150)),  # (1)!
    v2.Compose([v2.Resize(150), v2.CenterCrop(150)]),  # (2)!
):
    dark = v2.functional.pil_to_tensor(resize(circle))[0] < 128
    print(dark.any(dim=0).sum().item(), dark.any(dim=1).sum().item())

# %% statistics
square = [v2.ToImage(), v2.Resize(32), v2.CenterCrop(32)]
floats = [v2.ToDtype(torch.float32, scale=True)]
plain = Leaves(folder, train_names, v2.Compose(square + floats))
pixels = torch.stack([image for image, _ in plain])  # (192, 3, 32, 32)
mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))  # (1)!
print(mean, std)

# %% transforms
ready = [*floats, v2.Normalize(mean.tolist(), std.tolist())]
turned = [v2.RandomHorizontalFlip(), v2.RandomVerticalFlip()]  # (1)!
train = Leaves(folder, train_names, v2.Compose(square + turned + ready))
test = Leaves(folder, test_names, v2.Compose(square + ready))  # (2)!
print(len(train), len(test))

# %% loaders
train_loader = DataLoader(train, batch_size=16, shuffle=True)
test_loader = DataLoader(test, batch_size=48)
images, labels = next(iter(train_loader))
print(images.shape, labels)

# %% batch
shown = images * std.view(3, 1, 1) + mean.view(3, 1, 1)  # (1)!
fig, ax = plt.subplots(figsize=(6.4, 1.8))
ax.imshow(make_grid(shown.clamp(0, 1), nrow=8).permute(1, 2, 0))
ax.axis("off")

# %% parameters
model = LeafNet()
print(sum(p.numel() for p in model.parameters()))


# %% epoch
def train_epoch(model, loader, optimizer):
    model.train()
    total = 0.0
    for images, labels in loader:
        loss = F.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)  # (1)!
    return total / len(loader.dataset)


# %% guesses
@torch.no_grad()
def guess(model, loader):  # -> (N,), (N,)
    model.eval()
    pairs = [(model(x).argmax(dim=1), labels) for x, labels in loader]
    guesses, labels = zip(*pairs, strict=True)
    return torch.cat(guesses), torch.cat(labels)


def accuracy(model, loader):
    guesses, labels = guess(model, loader)
    return (guesses == labels).float().mean().item()


# %% train varies="a training"
optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
losses, accuracies = [], []
for epoch in range(12):
    losses.append(train_epoch(model, train_loader, optimizer))
    accuracies.append(accuracy(model, test_loader))
print(f"{losses[0]:.2f} -> {losses[-1]:.2f}, {accuracies[-1]:.0%}")

# %% curves varies="a training"
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.4))
left.plot(range(1, 13), losses)
left.set(xlabel="epoch", ylabel="training loss")
right.plot(range(1, 13), accuracies, "C1")
right.axhline(1 / 3, color="0.6", linestyle=":")  # (1)!
right.set(xlabel="epoch", ylabel="test accuracy", ylim=(0, 1))
fig.tight_layout()

# %% by-class varies="a training"
guesses, labels = guess(model, test_loader)
table = torch.zeros(3, 3, dtype=torch.int64)
for truth, said in zip(labels, guesses, strict=True):
    table[truth, said] += 1  # (1)!
for n, kind in enumerate(KINDS):
    recall = table[n, n] / table[n].sum()
    print(f"{kind:6} {table[n].tolist()} {recall:.0%}")

# %% mistakes varies="a training"
wrong = (guesses != labels).nonzero().flatten().tolist()
wrong = wrong[:: math.ceil(len(wrong) / 6) or 1]
fig, axes = plt.subplots(1, 6, figsize=(6.4, 1.6))
for ax in axes:
    ax.axis("off")
for ax, n in zip(axes, wrong, strict=False):
    path, label = test.samples[n]
    ax.imshow(Image.open(path))
    ax.set_title(f"{KINDS[label]}\nnot {KINDS[guesses[n]]}", fontsize=9)

# %% leak varies="a training"
photos = Leaves(folder, [f"{p:02}" for p in range(36)])
photos.transform = v2.Compose(square + ready)
parts = random_split(photos, [192, 96])  # (1)!
rest, other = (DataLoader(part, 16, shuffle=True) for part in parts)
leaky = LeafNet()
optimizer = torch.optim.Adam(leaky.parameters(), lr=0.003)
for _ in range(12):
    train_epoch(leaky, rest, optimizer)
promised = accuracy(leaky, other)
print(f"promised {promised:.0%}")

# %% new-plants varies="a training"
new = Path("new")
new.mkdir()
shutil.copy(folder / "labels.csv", new)
for plant in range(36):  # (1)!
    for photo in range(3):
        image = draw_leaf(plant + 999, photo)
        image.save(new / f"{plant:02}_{photo}.png")
unseen = Leaves(new, [f"{p:02}" for p in range(36)], photos.transform)
loader = DataLoader(unseen, batch_size=48)
kept, honest = accuracy(leaky, loader), accuracy(model, loader)
print(f"split by photo: {kept:.0%}, split by plant: {honest:.0%}")

# %% by-kind
for path, label in leaves.samples:
    target = Path("by_kind", KINDS[label])
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)
known = ImageFolder("by_kind")  # (1)!
print(known.classes == list(KINDS), len(known) == len(leaves))
image, label = known[0]
print(image.size, label, Path(known.samples[0][0]).name)

# %% subset
names = [Path(path).stem.split("_")[0] for path, _ in known.samples]
places = [n for n, name in enumerate(names) if name in test_names]
held = Subset(known, places)
print(len(held), len(held) == len(test))

# %% program
program = """
from torch.utils.data import DataLoader
from torchvision.datasets import ImageFolder
from torchvision.transforms import v2


def main():
    known = ImageFolder("by_kind", v2.Compose([v2.Resize(32), v2.ToImage()]))
    loader = DataLoader(known, batch_size=48, num_workers=2)
    for images, labels in loader:
        print(images.shape, labels.bincount(minlength=3))


if __name__ == "__main__":
    main()
"""
Path("count.py").write_text(program, encoding="utf-8")
runpy.run_path("count.py", run_name="__main__")


# %% folds-stub
def folds(plants, k):  # list of N plant names -> k lists of indices
    """Every photo in one part, and all photos of a plant in the same."""
    return [list(range(n, len(plants), k)) for n in range(k)]


# %% folds-solution
def folds(plants, k):  # list of N plant names -> k lists of indices
    """Every photo in one part, and all photos of a plant in the same."""
    part = {plant: n % k for n, plant in enumerate(sorted(set(plants)))}
    parts = [[] for _ in range(k)]
    for index, plant in enumerate(plants):
        parts[part[plant]].append(index)
    return parts


# %% folds-check fails-with=folds-stub
parts = folds(names, 5)
assert sorted(sum(parts, [])) == list(range(len(names)))
for one, part in enumerate(parts):
    others = {names[i] for p in parts[:one] + parts[one + 1 :] for i in p}
    assert part and not others & {names[i] for i in part}
