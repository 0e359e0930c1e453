"""Random numbers: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% random-integers raises=NotImplementedError
torch.rand(5, 3, dtype=torch.long)

# %% integer-mean raises=NotImplementedError
mean = torch.full((10,), 0)  # (1)!
torch.normal(mean=mean, std=torch.linspace(1, 0.1, steps=10))

# %% integer-source raises=NotImplementedError
counts = torch.tensor([3, 1, 4])
torch.randn_like(counts)

# %% missing-size raises=TypeError
torch.randint(1, 10)
