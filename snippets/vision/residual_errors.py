"""Residual networks: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from snippets.vision.resnet import TwoBlockNet
from torch import nn

# %% shapes raises=RuntimeError
x = torch.rand(2, 64, 8, 8)
conv = nn.Conv2d(64, 128, 3, stride=2, padding=1)
conv(x) + x

# %% larger-images raises=RuntimeError
TwoBlockNet()(torch.rand(2, 3, 64, 64))
