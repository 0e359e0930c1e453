"""Writing by characters: what fails, and with what words."""

# %% _import
import torch
from torch.nn import functional as F

# %% loss-axes raises=RuntimeError
scores = torch.randn(32, 64, 240)  # (N, T, characters)
y = torch.randint(240, (32, 64))
F.cross_entropy(scores, y)  # (1)!

# %% zero raises=RuntimeError
scores = torch.tensor([2.0, 1.0, 0.0])
chances = (scores / 0.0).softmax(dim=0)
chances.multinomial(1)
