"""Reductions: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% integer-mean raises=NotImplementedError
torch.tensor([20, 25, 30]).mean()

# %% integer-norm raises=NotImplementedError
torch.linalg.vector_norm(torch.tensor([3, -4]))

# %% norm-keyword raises=TypeError
torch.tensor([3.0, -4.0]).norm(n=1)

# %% pair raises=TypeError
scores = torch.tensor([[1.0, 2.0, 3.0], [9.0, 5.0, 4.0]])
print(scores.max(dim=1) > 4)

# %% no-such-axis raises=IndexError
scores.sum(dim=2)

# %% too-many raises=RuntimeError
torch.tensor([70, 95, 60]).topk(5)
