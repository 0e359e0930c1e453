"""Predicting a sine: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn

# %% view raises=RuntimeError
rnn = nn.RNN(1, 16, batch_first=True)
outputs, _ = rnn(torch.randn(4, 49, 1))
outputs.view(-1, 16)  # (1)!

# %% iter raises=TypeError
for iter in range(3):
    pass
batches = iter([1, 2])

# %% input raises=TypeError
input = torch.zeros(1, 1, 1)
name = input("Name of the run? ")
