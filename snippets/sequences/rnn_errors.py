"""Recurrent networks: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn

cell = nn.RNNCell(4, 3)

# %% cell-layers raises=TypeError
nn.RNNCell(4, 3, num_layers=1)

# %% cell-unpacked raises=ValueError
out, state = cell(torch.randn(3, 4))

# %% wrong-features raises=RuntimeError
rnn = nn.RNN(input_size=4, hidden_size=3)
rnn(torch.randn(5, 2, 6))

# %% wrong-state raises=RuntimeError
start = torch.zeros(2, 1, 3)  # (1)!
nn.RNN(4, 3, batch_first=True)(torch.randn(2, 5, 4), start)

# %% not-detached raises=RuntimeError
rnn, hidden = nn.RNN(4, 3), None
for window in torch.randn(12, 2, 4).split(4):
    outputs, hidden = rnn(window, hidden)
    outputs.square().mean().backward()
