"""Layers by hand: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn

# %% view raises=RuntimeError
upright = torch.rand(4, 1, 8, 6).transpose(2, 3)
upright.view(len(upright), -1)

# %% no-kernel raises=TypeError
nn.Conv2d(1, 16, stride=1, padding=1)

# %% features raises=RuntimeError
net = nn.Sequential(
    nn.Conv2d(1, 16, kernel_size=3, padding=1),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(14 * 14, 10),  # (1)!
)
net(torch.rand(2, 1, 28, 28))

# %% recorded-update raises=RuntimeError
weight = torch.ones(3, requires_grad=True)
weight.sum().backward()
weight -= 0.1 * weight.grad
