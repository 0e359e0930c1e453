"""Profiling: what goes wrong loudly."""

# %% _import
import logging

logging.getLogger("torch.utils.cpp_extension").setLevel(logging.ERROR)
import torch
from torch.utils.benchmark import Timer

# %% globals raises=NameError
a = torch.randn(8, 8)
Timer("a @ a").timeit(10)

# %% view raises=RuntimeError
images = torch.randn(2, 3, 4, 5)
last = images.to(memory_format=torch.channels_last)
last.view(2, -1)

# %% rank raises=RuntimeError
images[0].to(memory_format=torch.channels_last)
