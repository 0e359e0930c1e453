"""Himmelblau's function: what fails, and with what words."""

# %% _import
import matplotlib.pyplot as plt
import torch

# %% gca raises=TypeError
fig = plt.figure("himmelblau")
fig.gca(projection="3d")

# %% integers raises=RuntimeError
torch.tensor([0, 0], requires_grad=True)
