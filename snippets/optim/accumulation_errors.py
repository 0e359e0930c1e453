"""Gradients: what fails, and with what words."""

# %% _import
import torch
from torch import nn

# %% non-finite raises=RuntimeError
w = torch.zeros(2, requires_grad=True)
w.grad = torch.tensor([1.0, float("nan")])
nn.utils.clip_grad_norm_([w], 1.0, error_if_nonfinite=True)

# %% none raises=AttributeError
model = nn.Linear(5, 1)
print(model.weight.grad.norm())
