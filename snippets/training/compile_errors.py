"""torch.compile: what goes wrong loudly."""

# %% _import
import torch
from torch import nn

# %% backend-name raises=RuntimeError
torch.compile(torch.sin, backend="fast")(torch.ones(2))

# %% load raises=RuntimeError
net = nn.Linear(2, 3)
saved = torch.compile(net, backend="eager").state_dict()
nn.Linear(2, 3).load_state_dict(saved)
