"""Reproducibility: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% not-deterministic raises=RuntimeError
torch.use_deterministic_algorithms(True)
x = torch.zeros(3)
x.put_(torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))

# %% seed-for-generator raises=TypeError
torch.rand(3, generator=0)
