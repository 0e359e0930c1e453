"""Normalisation and dropout: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn

# %% one-sample raises=ValueError
net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
net(torch.rand(1, 4))

# %% three-axes raises=ValueError
nn.BatchNorm2d(3)(torch.rand(3, 8, 8))

# %% channels raises=RuntimeError
nn.BatchNorm2d(16)(torch.rand(4, 3, 8, 8))

# %% layer-norm-axes raises=RuntimeError
nn.LayerNorm(3)(torch.rand(4, 3, 8, 8))

# %% groups raises=ValueError
nn.GroupNorm(num_groups=4, num_channels=6)

# %% percent raises=ValueError
nn.Dropout(50)
