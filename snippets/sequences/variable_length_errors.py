"""Sequences of different lengths: what PyTorch refuses, and how."""

# %% _import
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

batch = torch.randn(3, 3, 4)
lengths = torch.tensor([3, 2, 2])

# %% stack raises=RuntimeError
torch.stack([torch.tensor([1, 2, 3]), torch.tensor([4, 5])])

# %% unsorted raises=RuntimeError
lengths = torch.tensor([2, 3, 2])
pack_padded_sequence(batch, lengths, batch_first=True)

# %% empty raises=RuntimeError
lengths = torch.tensor([3, 2, 0])
pack_padded_sequence(batch, lengths, batch_first=True)

# %% out-of-vocabulary raises=IndexError
nn.Embedding(7, 4)(torch.tensor([3, 7]))

# %% floats raises=RuntimeError
nn.Embedding(7, 4)(torch.tensor([3.0, 6.0]))
