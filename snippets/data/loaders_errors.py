"""The data loader: what it refuses, and how it says so."""

# %% _import
import torch
import torchvision
from PIL import Image
from torch.utils.data import DataLoader, SequentialSampler

assert torchvision

# %% next-method raises=AttributeError
batches = iter(DataLoader(range(8), batch_size=4))
batches.next()  # (1)!

# %% batch-size raises=TypeError
DataLoader(range(8), barch_size=4)

# %% workers raises=TypeError
DataLoader(range(8), num_works=8)

# %% module-name raises=NameError
trochvision.datasets.FakeData()

# %% unequal raises=RuntimeError
sentences = [torch.tensor([5, 2]), torch.tensor([7])]
next(iter(DataLoader(sentences, batch_size=2)))

# %% pictures raises=TypeError
pictures = [Image.new("RGB", (4, 4)), Image.new("RGB", (4, 4))]
next(iter(DataLoader(pictures, batch_size=2)))

# %% two-orders raises=ValueError
DataLoader(range(8), shuffle=True, sampler=SequentialSampler(range(8)))

# %% no-workers raises=ValueError
DataLoader(range(8), prefetch_factor=4)
