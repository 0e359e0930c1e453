"""The small residual network: what stops the program of the notes."""

# %% _import
import torch
from snippets.examples.residual_parts import TwoBlockNet
from torch.utils.data import DataLoader, TensorDataset

pictures = TensorDataset(torch.rand(64, 3, 32, 32), torch.zeros(64).long())
loader = DataLoader(pictures, batch_size=32)

# %% larger raises=RuntimeError
TwoBlockNet()(torch.rand(2, 3, 64, 64))

# %% next raises=AttributeError
x, label = iter(loader).next()
