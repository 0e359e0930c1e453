"""ResNet-18: weights that do not fit."""

# %% _import
from snippets.vision.resnet import ResNet18
from torchvision.models import resnet18

# %% sizes raises=RuntimeError
published = resnet18(weights=None)
model = ResNet18(num_classes=10)
model.load_state_dict(published.state_dict(), strict=False)
