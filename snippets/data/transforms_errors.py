"""Transforms: what they refuse, and how they say so."""

# %% not-imported raises=AttributeError
import torchvision

torchvision.transforms.v2.Resize(32)  # (1)!

# %% module-name raises=AttributeError
torchvision.transform.Normalize([0.5], [0.5])

# %% _import
# isort: split
import torch
from PIL import Image
from torchvision.transforms import v2

# %% rotate raises=AttributeError
v2.RandomRotate(15)

# %% three-angles raises=ValueError
v2.RandomRotation([90, 180, 270])

# %% normalize-picture raises=TypeError
picture = Image.new("RGB", (32, 32))
v2.Normalize([0.5], [0.5])(picture)

# %% normalize-integers raises=TypeError
v2.Normalize([0.5], [0.5])(v2.ToImage()(picture))

# %% noise-picture raises=ValueError
v2.GaussianNoise()(picture)

# %% small raises=ValueError
v2.RandomCrop([28, 28])(torch.zeros(1, 20, 20))

# %% mix-one raises=ValueError
v2.MixUp(num_classes=3)(torch.zeros(3, 8, 8), torch.tensor(1))
