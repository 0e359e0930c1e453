"""NumPy habits that PyTorch refuses, and one slip that NumPy refuses."""

# %% _import
import numpy as np
import torch

# %% negative-step raises=ValueError
torch.arange(4)[::-1]

# %% size raises=TypeError
torch.arange(6).size / 2  # (1)!

# %% transpose raises=TypeError
torch.zeros(2, 3, 4).transpose(2, 0, 1)

# %% reshape raises=RuntimeError
array = np.arange(15.0).reshape(5, 3).reshape(-1, 3)  # (1)!
tensor = torch.arange(15.0).reshape(5, 3).view(-1, 4)

# %% vstack raises=TypeError
np.vstack(np.ones((1, 2)), np.zeros((1, 2)))
