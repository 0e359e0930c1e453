"""LSTM and GRU: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn

lstm = nn.LSTM(4, 3)
x = torch.randn(5, 2, 4)

# %% three-results raises=ValueError
outputs, h, c = lstm(x)

# %% tuple-detach raises=AttributeError
outputs, state = lstm(x)
state.detach()

# %% lone-state raises=IndexError
lstm(x, torch.zeros(1, 2, 3))
