"""Transfer: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision.models import get_model, resnet18
from torchvision.transforms import v2

# %% children-vit raises=AssertionError
with torch.device("meta"):
    vit = get_model("vit_b_16", weights=None)
    wrapped = nn.Sequential(*list(vit.children())[:-1])
    wrapped(torch.rand(2, 3, 224, 224))

# %% frozen-head raises=RuntimeError
model = resnet18(weights=None)
model.fc = nn.Linear(512, 5)
model.requires_grad_(False)  # (1)!
model(torch.rand(2, 3, 64, 64)).sum().backward()

# %% wrong-features raises=RuntimeError
model.fc = nn.Linear(1000, 5)
model(torch.rand(2, 3, 64, 64))

# %% sizes raises=RuntimeError
photos = [torch.rand(3, 30, 40), torch.rand(3, 48, 32)]
resized = [v2.Resize(24)(photo) for photo in photos]
next(iter(DataLoader(resized, batch_size=2)))
