"""Optimisers: what PyTorch refuses, and how it says so."""

# %% _import
import torch

net = torch.nn.Linear(3, 2)

# %% misspelt raises=AttributeError
torch.optim.SDG(net.parameters(), lr=0.01)

# %% parameters-misspelt raises=AttributeError
torch.optim.SGD(net.paramters(), lr=0.01)

# %% nesterov-alone raises=ValueError
torch.optim.SGD(net.parameters(), lr=0.01, nesterov=True)

# %% one-tensor raises=TypeError
torch.optim.SGD(net.weight, lr=0.01)

# %% exhausted raises=ValueError
parameters = net.parameters()
torch.optim.SGD(parameters, lr=0.01)
torch.optim.Adam(parameters, lr=0.01)

# %% not-a-leaf raises=ValueError
w = torch.zeros(2, requires_grad=True) * 3
torch.optim.SGD([w], lr=0.01)

# %% twice raises=ValueError
groups = [{"params": net.parameters()}, {"params": [net.bias]}]
torch.optim.SGD(groups, lr=0.01)

# %% bias-for-muon raises=ValueError
torch.optim.Muon([net.bias])
