"""Matrix products: what PyTorch refuses, and how it says so."""

# %% _import
import numpy as np
import torch

# %% inner-lengths raises=RuntimeError
A = torch.ones(2, 3)
A @ A

# %% dtype raises=RuntimeError
measured = np.ones((4, 3))  # (1)!
network = torch.rand(3, 2)
torch.from_numpy(measured) @ network

# %% mm-rank raises=RuntimeError
torch.mm(torch.ones(5, 2, 3), torch.ones(3, 4))

# %% bmm-rank raises=RuntimeError
torch.bmm(torch.ones(5, 2, 3), torch.ones(3, 4))

# %% dot-rank raises=RuntimeError
torch.dot(torch.ones(2, 2), torch.ones(2, 2))

# %% singular raises=_LinAlgError
twins = torch.tensor([[1.0, 2.0], [2.0, 4.0]])  # (1)!
torch.linalg.solve(twins, torch.tensor([1.0, 2.0]))
