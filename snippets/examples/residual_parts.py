"""A small residual network: two blocks on maps of full size."""

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Two 3x3 convolutions and, if wanted, a way around them."""

    def __init__(self, channels_in, channels_out, shortcut=True):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels_out, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(channels_out)
        self.conv2 = nn.Conv2d(channels_out, channels_out, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(channels_out)
        self.shortcut = None
        if shortcut and channels_in == channels_out:
            self.shortcut = nn.Identity()
        elif shortcut:
            self.shortcut = nn.Sequential(
                nn.Conv2d(channels_in, channels_out, 1),
                nn.BatchNorm2d(channels_out),
            )

    def forward(self, x):  # (N, channels_in, H, W)
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.shortcut is not None:
            out = out + self.shortcut(x)
        return F.relu(out)  # (N, channels_out, H, W)


class TwoBlockNet(nn.Module):
    """Stem, two blocks, one linear layer: 347,498 parameters."""

    def __init__(self, shortcut=True):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.bn = nn.BatchNorm2d(16)
        self.block1 = Block(16, 16, shortcut)
        self.block2 = Block(16, 32, shortcut)
        self.fc = nn.Linear(32 * 32 * 32, 10)

    def forward(self, x):  # (N, 3, 32, 32)
        x = F.relu(self.bn(self.conv(x)))  # (N, 16, 32, 32)
        x = self.block2(self.block1(x))  # (N, 32, 32, 32)
        return self.fc(torch.flatten(x, 1))  # (N, 10)
