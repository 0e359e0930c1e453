"""Indexing: what PyTorch refuses, and how it says so."""

# %% _import
import torch

grid = torch.arange(12).reshape(3, 4)

# %% negative-step raises=ValueError
grid[:, ::-1]

# %% index-list raises=TypeError
grid.index_select(1, [1, 2])

# %% byte-mask raises=RuntimeError
old_mask = (grid > 6).to(torch.uint8)
torch.masked_select(grid, old_mask)

# %% mask-shape raises=IndexError
grid[torch.tensor([True, False, True, False])]

# %% out-of-bounds raises=IndexError
grid[:, 4]
