"""Comparing: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% not-close raises=AssertionError
torch.testing.assert_close(torch.tensor([1.0, 2.5]), torch.tensor([1.0, 2]))

# %% not-same-dtype raises=AssertionError
torch.testing.assert_close(torch.ones(2), torch.ones(2).double())

# %% truth raises=RuntimeError
x = torch.tensor([0.2, 0.7])
if x > 0:
    print("positive")

# %% chained raises=RuntimeError
print(0 < x < 0.5)

# %% precedence raises=NotImplementedError
print(x > 0 & x < 0.5)

# %% sizes raises=RuntimeError
print(torch.tensor([1, 2, 3]) == torch.tensor([1, 2]))

# %% gather-axes raises=RuntimeError
scores = torch.rand(4, 3)
labels = torch.tensor([0, 2, 1, 1])
scores.gather(1, labels)

# %% gather-range raises=RuntimeError
scores.gather(1, labels[:, None] + 1)
