"""Activations: what PyTorch refuses, and how it says so."""

# %% _import
import torch
import torch.nn.functional as F
from torch import nn

# %% class-as-layer raises=TypeError
nn.Sequential(nn.Linear(4, 8), nn.ReLU)

# %% no-torch-function raises=AttributeError
torch.leaky_relu(torch.randn(3))

# %% inplace raises=RuntimeError
weight = torch.tensor([-1.0, 2.0], requires_grad=True)
hidden = torch.sigmoid(weight)
F.relu(hidden, inplace=True).sum().backward()

# %% inplace-leaf raises=RuntimeError
F.relu(weight, inplace=True)

# %% misspelt raises=ModuleNotFoundError
import torch.nn.funtional as F
