"""LeNet: what PyTorch refuses, and how it says so."""

# %% _import
import torch
import torch.nn.functional as F
from snippets.networks.lenet import LeNet
from torch import nn

net = LeNet()

# %% too-small raises=RuntimeError
net(torch.rand(4, 1, 28, 28))

# %% unbatched raises=RuntimeError
net(torch.rand(1, 32, 32))

# %% two-axes raises=RuntimeError
net(torch.rand(32, 32))

# %% batch-norm raises=ValueError
nn.BatchNorm2d(6)(torch.rand(6, 28, 28))

# %% channels raises=RuntimeError
net(torch.rand(4, 3, 32, 32))

# %% channels-last raises=RuntimeError
net(torch.rand(4, 32, 32, 1))

# %% bytes raises=RuntimeError
net(torch.randint(256, (4, 1, 32, 32), dtype=torch.uint8))

# %% view-size raises=RuntimeError
torch.rand(4, 16, 13, 13).view(-1, 16 * 5 * 5)  # (1)!

# %% batch-sizes raises=ValueError
F.cross_entropy(torch.rand(16, 10), torch.randint(10, (4,)))


# %% other-name raises=AttributeError
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv_1 = nn.Conv2d(1, 6, 5)

    def forward(self, x):
        return self.conv1(x)


Net()(torch.rand(1, 1, 32, 32))


# %% no-assignment raises=AttributeError
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc2 = nn.Linear(120, 84)
        self.fc3(84, 10)  # (1)!


Net()


# %% misspelt-self raises=NameError
class Net(nn.Module):
    def forward(sefl, x):
        return x.view(-1, self.features)


Net()(torch.rand(2, 3))

# %% stray-letter raises=NameError
net = LeNet(s)

# %% builtin raises=TypeError
layer = nn.Linear(4, 3)
layer(input)  # (1)!

# %% rebound raises=TypeError
input = torch.rand(1, 1, 32, 32)
name = input("name? ")

# %% shadowed raises=AttributeError
from torch import optim

optim = optim.SGD(layer.parameters(), lr=0.01)
finer = optim.SGD(layer.parameters(), lr=0.001)
