"""The nets of the CIFAR-10 ladder, and the stem that whitens."""

import torch
from torch import nn


def normed_tutorial_net():
    """The net of the tutorial, a batch norm before each ReLU."""
    return nn.Sequential(
        nn.Conv2d(3, 6, 5),
        nn.BatchNorm2d(6),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.BatchNorm1d(120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.BatchNorm1d(84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )


def conv(channels_in, channels_out):
    """A 3x3 convolution, batch norm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(),
    )


def halve(channels_in, channels_out):
    """The same, and the largest of each 2x2: maps of half the size."""
    convolution, norm, relu = conv(channels_in, channels_out)
    return nn.Sequential(convolution, nn.MaxPool2d(2), norm, relu)


class Around(nn.Module):
    """Two convolutions, and a way around them."""

    def __init__(self, channels):
        super().__init__()
        self.layers = nn.Sequential(
            conv(channels, channels), conv(channels, channels)
        )

    def forward(self, x):  # (N, channels, H, W)
        return x + self.layers(x)


class Scale(nn.Module):
    """Multiplies by a number: a loss that begins small lets rates be high."""

    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return self.factor * x


def small_resnet(widths=(32, 64, 128), stem=None):
    """Seven convolutions and a linear layer; most of them on small maps."""
    first, second, third = widths
    return nn.Sequential(
        *([] if stem is None else [stem]),
        halve(3 if stem is None else stem.width, first),  # 16x16
        halve(first, second),  # 8x8
        Around(second),
        halve(second, third),  # 4x4
        Around(third),
        nn.AdaptiveMaxPool2d(1),
        nn.Flatten(),
        nn.Linear(third, 10),
        Scale(1 / 8),
    )


class Whiten(nn.Module):
    """A fixed 2x2 convolution; what it gives is uncorrelated at first."""

    width = 24  # 2 * 2 pixels of 3 colours, each pattern and its negative

    def __init__(self):
        super().__init__()
        weight = torch.zeros(self.width, 3, 2, 2)
        self.conv = nn.Conv2d(3, self.width, 2)
        self.conv.weight = nn.Parameter(weight, requires_grad=False)

    def look_at(self, images, least=5e-4):
        """Take the patterns from these images."""
        patches = images.unfold(2, 2, 1).unfold(3, 2, 1)
        # (N, 3, 31, 31, 2, 2): all pieces of 2x2 pixels
        rows = patches.permute(0, 2, 3, 1, 4, 5).reshape(-1, 12)
        size, direction = torch.linalg.eigh(rows.T.cov())  # (12,), columns
        patterns = (direction / (size + least).sqrt()).T.reshape(12, 3, 2, 2)
        with torch.no_grad():
            self.conv.weight.copy_(torch.cat([patterns, -patterns]))

    def forward(self, x):  # (N, 3, H, W)
        return torch.relu(self.conv(x))  # (N, 24, H - 1, W - 1)


def whitened_resnet():
    """The same net behind a stem that whitens."""
    return small_resnet(stem=Whiten())


def wide_resnet():
    """The same with more channels, most of them where the maps are small."""
    return small_resnet((64, 192, 256), stem=Whiten())
