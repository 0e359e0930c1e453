"""Precision: what goes wrong loudly."""

# %% _import
import torch
from torch import nn

# %% half-input raises=RuntimeError
half = nn.Linear(8, 3).half()
half(torch.rand(2, 8))

# %% inverse raises=NotImplementedError
torch.linalg.inv(torch.eye(2, dtype=torch.bfloat16))

# %% unscale-twice raises=RuntimeError
w = nn.Parameter(torch.tensor([1.0]))
sgd = torch.optim.SGD([w], lr=0.1)
scaler = torch.amp.GradScaler("cpu")
scaler.scale(w.sum()).backward()
scaler.unscale_(sgd)
scaler.unscale_(sgd)
