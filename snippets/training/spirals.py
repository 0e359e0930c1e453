"""The made-up data and the small network that the pages on training share."""

import math

import torch
from torch import nn

NAMES = ("blue", "orange", "green")


def spirals(count, seed):
    """Points (3 * count, 2) on three arms, and the arm of each."""
    generator = torch.Generator().manual_seed(seed)
    label = torch.arange(3).repeat_interleave(count)
    far = torch.rand(3 * count, generator=generator)
    angle = 4 * far + label * 2 * math.pi / 3
    arm = far[:, None] * torch.stack((angle.cos(), angle.sin()), dim=1)
    noise = torch.randn(3 * count, 2, generator=generator)
    return arm + 0.08 * noise, label


def make_net():
    """Two numbers in, three logits out."""
    return nn.Sequential(
        nn.Linear(2, 64),
        nn.ReLU(),
        nn.Linear(64, 64),
        nn.ReLU(),
        nn.Dropout(0.1),
        nn.Linear(64, 3),
    )
