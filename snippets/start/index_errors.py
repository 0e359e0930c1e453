"""How to read this site: an error that is shown on purpose."""

# %% _import
import torch

# %% lengths raises=RuntimeError
torch.tensor([12.0, 30.0, 5.5]) * torch.tensor([2, 1])
