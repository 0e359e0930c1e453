"""TensorBoard: what goes wrong loudly."""

# %% import
import torch
from torch.utils import tensorboard

# %% misspelt raises=AttributeError
writer = tensorboard.SummaryWritter("runs")

# %% batch-as-image raises=AssertionError
writer = tensorboard.SummaryWriter("runs")
writer.add_image("batch", torch.rand(8, 3, 16, 16))
