"""Making tensors: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% legacy-number raises=TypeError
torch.Tensor(5.0)

# %% two-numbers raises=TypeError
torch.tensor(2, 3)

# %% ragged raises=ValueError
torch.tensor([[1, 2], [3]])

# %% zero raises=AttributeError
torch.zero(5, 3)

# %% pasted-output raises=NameError
tensor([1.0, 2.0])  # (1)!
