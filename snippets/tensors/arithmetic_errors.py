"""Arithmetic: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% missing-dot raises=NameError
x = torch.zeros(3)
y = torch.ones(3)
x_copy_(y)

# %% in-place-dtype raises=RuntimeError
counts = torch.tensor([1, 2, 3])
counts /= 2

# %% negative-power raises=RuntimeError
torch.tensor([1, 2, 4]) ** -1

# %% integer-zero raises=RuntimeError
torch.tensor([1, 2, 3]) // 0

# %% leaf raises=RuntimeError
weight = torch.ones(3, requires_grad=True)
weight += 1
