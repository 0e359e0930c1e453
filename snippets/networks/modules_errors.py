"""Modules: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn

net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
x = torch.rand(2, 4)


class Lost(nn.Module):
    def init(self):
        super().init()
        self.fc1 = nn.Linear(4, 3)

    def forward(self, x):
        return self.fc1(x)


lost = Lost()


# %% base-class raises=AttributeError
class Net(nn.Model):
    pass


# %% lost-init-call raises=AttributeError
lost(x)

# %% lost-init-optimizer raises=ValueError
torch.optim.SGD(lost.parameters(), lr=0.1)


# %% super-last raises=AttributeError
class Net(nn.Module):
    def __init__(self):
        self.fc1 = nn.Linear(4, 3)
        super().__init__()


Net()

# %% plain-tensor raises=TypeError
net[0].weight = torch.zeros(8, 4)

# %% integer-parameter raises=RuntimeError
nn.Parameter(torch.tensor([1, 2]))

# %% lost-indent raises=IndentationError
exec("class Net:\ndef forward(self, x):\nreturn x")

# %% singular raises=AttributeError
net.parameter()

# %% small-letter raises=TypeError
nn.parameter(torch.ones(3))

# %% number-as-name raises=SyntaxError
exec("net.0.weight")

# %% no-comma raises=SyntaxError
exec("nn.Sequential(nn.Linear(4, 8) nn.ReLU())")

# %% sequential-list raises=TypeError
nn.Sequential([nn.Linear(4, 8), nn.ReLU()])

# %% function-as-layer raises=TypeError
nn.Sequential(nn.Linear(4, 8), torch.relu)

# %% list-call raises=NotImplementedError
nn.ModuleList([nn.Linear(4, 8)])(x)

# %% mode raises=AttributeError
net.train5()

# %% other-name raises=NameError
net_dropped = nn.Sequential(nn.Linear(4, 3), nn.Dropout(0.5))
net_dropout.eval()

# %% save raises=AttributeError
net.save(net.state_dict(), "net.pt")

# %% meta-to raises=NotImplementedError
nn.Linear(4, 3, device="meta").to("cpu")
