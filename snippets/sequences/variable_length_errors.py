"""Sequences of different lengths: what PyTorch refuses, and how."""

# %% _import
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

batch = torch.randn(3, 3, 4)
sentences = [torch.tensor(s) for s in ([7, 3, 6], [4, 5], [1, 2])]

# %% stack raises=RuntimeError
torch.stack(sentences)

# %% unsorted raises=RuntimeError
pack_padded_sequence(batch, torch.tensor([2, 3, 2]), batch_first=True)

# %% empty raises=RuntimeError
pack_padded_sequence(batch, torch.tensor([3, 2, 0]), batch_first=True)

# %% out-of-vocabulary raises=IndexError
nn.Embedding(7, 4)(torch.tensor([3, 7]))

# %% floats raises=RuntimeError
nn.Embedding(7, 4)(torch.tensor([3.0, 6.0]))
