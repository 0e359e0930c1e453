"""Joining and splitting: what is refused, and how it says so."""

# %% _import
import numpy as np
import torch

# %% cat-sizes raises=RuntimeError
torch.cat([torch.ones(4, 3), torch.ones(4, 2)])

# %% stack-sizes raises=RuntimeError
torch.stack([torch.ones(3), torch.ones(2)])

# %% no-list raises=TypeError
torch.cat(torch.ones(2, 3), torch.ones(2, 3))

# %% vstack raises=TypeError
A, B = np.ones((2, 3)), np.zeros((2, 3))
np.vstack(A, B)

# %% cat-scalars raises=RuntimeError
losses = [torch.tensor(0.5), torch.tensor(0.25)]
torch.cat(losses)

# %% split-sum raises=RuntimeError
torch.ones(5, 2).split([1, 1, 2])

# %% size-call raises=TypeError
a = torch.ones(5, 1, 1)
a.size(5, 1, 1)
