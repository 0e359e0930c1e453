"""Folders of images: what is not found, and how it is said."""

# %% _import
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from torchvision import datasets

# %% flat raises=FileNotFoundError
Path("flat").mkdir()
datasets.ImageFolder("flat")

# %% empty-class raises=FileNotFoundError
Path("shapes", "circle").mkdir(parents=True)
datasets.ImageFolder("shapes")

# %% not-there raises=RuntimeError
datasets.MNIST("data", train=True, download=False)

# %% channels-first raises=TypeError
plt.imshow(torch.rand(3, 32, 32))
