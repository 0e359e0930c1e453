"""Several processes: what PyTorch refuses, and how it says so."""

# %% import
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

# %% no-group raises=ValueError
DistributedDataParallel(nn.Linear(2, 3))

# %% no-torchrun raises=ValueError
dist.init_process_group("gloo")
