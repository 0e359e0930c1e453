"""Pooling and upsampling: what PyTorch refuses, and how it says so."""

# %% _import
import torch
import torch.nn.functional as F
from torch import nn

# %% too-small raises=RuntimeError
nn.MaxPool2d(2)(torch.rand(1, 16, 1, 1))

# %% too-much-padding raises=RuntimeError
nn.MaxPool2d(2, padding=2)(torch.rand(1, 16, 8, 8))

# %% no-axes raises=NotImplementedError
F.interpolate(torch.rand(8, 8), scale_factor=2)

# %% bilinear-axes raises=NotImplementedError
F.interpolate(torch.rand(3, 8, 8), scale_factor=2, mode="bilinear")

# %% integers raises=NotImplementedError
labels = torch.randint(10, (1, 1, 8, 8))
F.interpolate(labels, scale_factor=2)
