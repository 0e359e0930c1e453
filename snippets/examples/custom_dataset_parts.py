"""Drawn photos of leaves, a dataset that reads them, and a small net."""

import csv
import math
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw
from torch import nn
from torch.utils.data import Dataset

KINDS = ("beech", "birch", "willow")
WIDTHS = (0.72, 0.52, 0.32)  # of a leaf one long, on average


def draw_leaf(plant, photo):
    """One photo of a plant; plants in turn are beech, birch and willow."""
    own = Random(f"plant {plant}")  # what all photos of a plant share
    width = WIDTHS[plant % 3] + own.gauss(0, 0.09)
    green = tuple(own.randrange(*r) for r in ((20, 120), (90, 180), (20, 90)))
    ground = tuple(own.randrange(150, 250) for _ in range(3))
    now = Random(f"plant {plant}, photo {photo}")
    half, turn = now.uniform(46, 62), now.uniform(0, math.pi)
    x, y = 96 + now.uniform(-12, 12), 72 + now.uniform(-8, 8)
    image = Image.new("RGB", (192, 144), ground)
    rim = [k * math.tau / 60 for k in range(60)]
    leaf = [(half * math.cos(t), width * half * math.sin(t)) for t in rim]
    cos, sin = math.cos(turn), math.sin(turn)
    outline = [
        (x + cos * u - sin * v, y + sin * u + cos * v) for u, v in leaf
    ]
    ImageDraw.Draw(image).polygon(outline, fill=green)
    return image.resize((48, 36), Image.Resampling.LANCZOS)


def split_plants(count, seed):
    """Two thirds of the plants of each kind, and the other third."""
    dice = Random(seed)
    rest, held = [], []
    for kind in range(len(KINDS)):
        plants = list(range(kind, count, len(KINDS)))
        dice.shuffle(plants)
        third = len(plants) // 3
        held += plants[:third]
        rest += plants[third:]
    return sorted(rest), sorted(held)


class Leaves(Dataset):
    """Photos `<plant>_<photo>.png` in a folder; kinds in labels.csv."""

    def __init__(self, folder, plants, transform=None):
        folder, plants = Path(folder), set(plants)
        with open(folder / "labels.csv", newline="") as file:
            kinds = {
                row["plant"]: row["kind"] for row in csv.DictReader(file)
            }
        self.samples = []
        for path in sorted(folder.glob("*.png")):
            plant = path.stem.split("_")[0]
            if plant in plants:
                self.samples.append((path, KINDS.index(kinds[plant])))
        self.transform = transform

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        path, label = self.samples[index]
        with Image.open(path) as file:  # decoded now, not before
            image = file.convert("RGB")
        if self.transform is not None:
            image = self.transform(image)
        return image, label


class LeafNet(nn.Module):
    """Two convolutions and a linear layer, for images of 32 by 32."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(16 * 8 * 8, len(KINDS)),
        )

    def forward(self, x):  # (N, 3, 32, 32)
        return self.layers(x)  # (N, 3)
