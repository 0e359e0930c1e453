"""Saving and loading: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from safetensors.torch import save_file
from torch import nn

model = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 3))
torch.save(model.state_dict(), "weights.pt")

# %% save-method raises=AttributeError
model.save(model.state_dict(), "weights.pt")

# %% path raises=TypeError
model.load_state_dict("weights.pt")

# %% other-names raises=RuntimeError
layer = nn.Linear(2, 4)
layer.load_state_dict(torch.load("weights.pt"))

# %% other-shape raises=RuntimeError
wider = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 5))
wider.load_state_dict(torch.load("weights.pt"))

# %% other-shape-not-strict raises=RuntimeError
wider.load_state_dict(torch.load("weights.pt"), strict=False)

# %% only-tensors raises=ValueError
save_file({"weight": model[0].weight, "epoch": 3}, "run.safetensors")
