"""Devices: what goes wrong loudly; meta stands for the second device."""

# %% _import
import torch
from torch import nn

# %% mismatch raises=RuntimeError
net = nn.Linear(3, 2, device="meta")
net(torch.rand(4, 3))

# %% targets raises=RuntimeError
logits = net(torch.rand(4, 3, device="meta"))
targets = torch.tensor([0, 1, 1, 0])
nn.CrossEntropyLoss()(logits, targets)


# %% plain-attribute raises=RuntimeError
class Centred(nn.Module):
    def __init__(self, mean):
        super().__init__()
        self.mean = mean

    def forward(self, x):
        return x - self.mean


centred = Centred(torch.tensor([0.5, 0.5, 0.5])).to("meta")
centred(torch.rand(4, 3, device="meta"))

# %% no-such-name raises=RuntimeError
torch.rand(3).to("gpu")

# %% no-data raises=NotImplementedError
nn.Linear(3, 2, device="meta").to("cpu")

# %% numpy raises=TypeError
torch.rand(3, device="meta").numpy()
