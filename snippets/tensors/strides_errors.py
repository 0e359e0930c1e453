"""Strides: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% merge raises=RuntimeError
left = torch.arange(18).reshape(3, 6)[:, :4]
left.view(12)

# %% t raises=RuntimeError
torch.zeros(2, 3, 4).t()
