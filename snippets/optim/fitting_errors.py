"""Fitting: what fails, and with what words."""

# %% _import
import torch
from torch.utils.data import TensorDataset, random_split

# %% lengths raises=ValueError
data = TensorDataset(torch.zeros(60, 1))
random_split(data, [40, 40, 20])

# %% uneven raises=AssertionError
TensorDataset(torch.zeros(60, 1), torch.zeros(59, 1))
