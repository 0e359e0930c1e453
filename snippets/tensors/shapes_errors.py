"""Shapes: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% size raises=RuntimeError
torch.arange(15).reshape(-1, 4)

# %% function raises=AttributeError
torch.view(torch.arange(12), (3, 4))

# %% turned raises=RuntimeError
torch.arange(12).reshape(3, 4).T.view(12)

# %% expand-length raises=RuntimeError
torch.zeros(3, 2).expand(3, 4)

# %% expand-write raises=RuntimeError
scores = torch.tensor([[1], [2], [3]])
scores.expand(3, 4).add_(1)
