"""Convolution: what PyTorch refuses, and how it says so."""

# %% _import
import torch
import torch.nn.functional as F
from torch import nn

# %% kernal-size raises=TypeError
nn.Conv2d(1, 16, kernal_size=3)

# %% channels raises=RuntimeError
weight = torch.randn(16, 3, 5, 5)
F.conv2d(torch.rand(1, 1, 28, 28), weight)

# %% channels-last raises=RuntimeError
conv = nn.Conv2d(3, 16, kernel_size=5)
conv(torch.rand(1, 32, 48, 3))  # (N, H, W, C)

# %% bytes raises=RuntimeError
conv(torch.zeros(1, 3, 32, 32, dtype=torch.uint8))

# %% two-axes raises=RuntimeError
nn.Conv2d(1, 16, kernel_size=5)(torch.rand(28, 28))

# %% unbatched-flatten raises=RuntimeError
model = nn.Sequential(
    nn.Conv2d(3, 16, kernel_size=28),  # 16 maps of 5x5
    nn.Flatten(),
    nn.Linear(16 * 5 * 5, 10),
)
model(torch.rand(3, 32, 32))  # (1)!

# %% too-large raises=RuntimeError
nn.Conv2d(1, 6, kernel_size=5)(torch.rand(1, 1, 4, 4))

# %% same-stride raises=ValueError
nn.Conv2d(3, 16, kernel_size=3, stride=2, padding="same")

# %% groups raises=ValueError
nn.Conv2d(3, 16, kernel_size=3, groups=2)
