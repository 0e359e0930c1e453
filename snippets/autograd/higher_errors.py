"""Derivatives of derivatives: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% no-graph raises=RuntimeError
x = torch.tensor(2.0, requires_grad=True)
(first,) = torch.autograd.grad(x**3, x)
torch.autograd.grad(first, x)

# %% straight raises=RuntimeError
(first,) = torch.autograd.grad(3 * x, x, create_graph=True)  # (1)!
torch.autograd.grad(first, x)

# %% hook-untracked raises=RuntimeError
torch.ones(2).register_hook(print)
