"""A small network for digits, and the two tasks it is to learn."""

from dataclasses import replace

import torch
from torch import nn


class DigitNet(nn.Module):
    """A body that makes 64 numbers of an image, and a head for 5 classes."""

    def __init__(self):
        super().__init__()
        layers, channels = [], 1
        for width in (16, 32, 64):
            layers += [
                nn.Conv2d(channels, width, 3, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(),
                nn.MaxPool2d(2),
            ]
            channels = width
        self.body = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1))
        self.fc = nn.Linear(64, 5)
        self.settled = False

    def forward(self, x):  # (N, 1, 28, 28)
        return self.fc(self.body(x).flatten(1))  # (N, 5)

    def train(self, mode=True):
        """Switch over, but leave a settled body as it is in use."""
        super().train(mode)
        if self.settled:
            self.body.eval()
        return self


def select(data, first, end):
    """The images of the classes first … end - 1, numbered from 0."""
    chosen = (data.labels >= first) & (data.labels < end)
    return replace(
        data,
        images=data.images[chosen],
        labels=data.labels[chosen] - first,
        classes=data.classes[first:end],
    )


def few_of_each(data, count, seed):
    """Some images of every class, drawn at random."""
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(data), generator=generator)
    each = [order[data.labels[order] == c][:count] for c in range(5)]
    chosen = torch.cat(each)
    return replace(
        data, images=data.images[chosen], labels=data.labels[chosen]
    )
