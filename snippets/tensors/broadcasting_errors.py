"""Broadcasting: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% mismatch raises=RuntimeError
torch.ones(3, 2) + torch.ones(3)

# %% in-place raises=RuntimeError
column = torch.zeros(3, 1)
column += torch.zeros(4)
