"""Transfer: a network that has learned, for a task of your own."""

# %% import
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision.datasets import ImageFolder
from torchvision.models import (
    ResNet18_Weights,
    get_model,
    list_models,
    resnet18,
)
from torchvision.models.feature_extraction import create_feature_extractor
from torchvision.transforms import v2

# %% weights
weights = ResNet18_Weights.DEFAULT  # (1)!
print(weights)
print(len(weights.meta["categories"]), weights.meta["categories"][:3])
print(weights.transforms())

# %% transforms
photo = torch.randint(256, (3, 300, 400), dtype=torch.uint8)  # (1)!
prepared = weights.transforms()(photo)
steps = [
    v2.Resize(256),  # (2)!
    v2.CenterCrop(224),
    v2.ToDtype(torch.float32, scale=True),
    v2.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
]
by_hand = v2.Compose(steps)
difference = (by_hand(photo) - prepared).abs().max()
print(difference < 1 / 255 / 0.22)  # (3)!
print(prepared.shape)

# %% by-name
print(list_models(include="resnet*"))
model = get_model("resnet18", weights=None)  # (1)!
print(sum(p.numel() for p in model.parameters()))

# %% head
print(model.fc)
model.fc = nn.Linear(model.fc.in_features, 5)  # (1)!
images = torch.rand(4, 3, 64, 64)
print(model(images).shape)
print(sum(p.numel() for p in model.parameters()))

# %% heads
for name in ("resnet18", "mobilenet_v2", "convnext_tiny", "vit_b_16"):
    with torch.device("meta"):  # (1)!
        other = get_model(name, weights=None)
    linear = [
        (path, layer.in_features)
        for path, layer in other.named_modules()
        if isinstance(layer, nn.Linear)
    ]
    print(f"{name:14}", *linear[-1])

# %% freeze
model = resnet18(weights=None)
model.requires_grad_(False)  # (1)!
model.fc = nn.Linear(512, 5)  # (2)!
trainable = [p for p in model.parameters() if p.requires_grad]
print(len(trainable), sum(p.numel() for p in trainable))
optimizer = torch.optim.SGD(trainable, lr=1e-2)

# %% moving
before = model.bn1.running_mean.clone()
model.train()
model(images)
print(torch.equal(model.bn1.running_mean, before))  # (1)!


# %% train-head
def train_head(model):
    """Switch to training, but keep the batch norms in eval mode."""
    model.train()
    for layer in model.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.eval()


train_head(model)
before = {name: value.clone() for name, value in model.state_dict().items()}
loss = F.cross_entropy(model(images), torch.tensor([0, 1, 2, 3]))
loss.backward()
optimizer.step()
after = model.state_dict()
print([name for name in after if not torch.equal(after[name], before[name])])

# %% features
backbone = resnet18(weights=None)
backbone.fc = nn.Identity()  # (1)!
backbone.eval()
with torch.no_grad():
    features = backbone(images)
print(features.shape)
head = nn.Linear(512, 5)  # (2)!
print(head(features).shape)

# %% extractor
nodes = {"layer2": "middle", "avgpool": "end"}
extractor = create_feature_extractor(backbone, nodes)
for name, value in extractor(images).items():
    print(name, tuple(value.shape))

# %% rates
model.requires_grad_(True)
deep = [p for name, p in model.named_parameters() if "fc" not in name]
optimizer = torch.optim.SGD(
    [
        {"params": deep, "lr": 1e-4},
        {"params": model.fc.parameters(), "lr": 1e-2},
    ],
    momentum=0.9,
)
for group in optimizer.param_groups:
    print(group["lr"], len(group["params"]))

# %% folder
for name, size in (("cat", (30, 40)), ("dog", (48, 32))):
    Path("photos", name).mkdir(parents=True, exist_ok=True)
    for n in range(3):
        pixels = torch.randint(256, (3, *size), dtype=torch.uint8)
        photo = v2.functional.to_pil_image(pixels)
        photo.save(f"photos/{name}/{n}.png")

# %% aspect
image = torch.zeros(3, 30, 40)
print(v2.Resize((24, 24))(image).shape)  # (1)!
print(v2.Resize(24)(image).shape)  # (2)!
print(v2.CenterCrop(24)(v2.Resize(24)(image)).shape)

# %% image-folder
dataset = ImageFolder("photos", transform=weights.transforms())
print(dataset.class_to_idx)
batch, labels = next(iter(DataLoader(dataset, batch_size=4)))
print(batch.shape, labels)

# %% pretrained warns=UserWarning
old = resnet18(pretrained=False)

# %% children
model = resnet18(weights=None)
wrapped = nn.Sequential(
    *list(model.children())[:-1], nn.Flatten(), nn.Linear(512, 5)
)
print(wrapped(images).shape)
print(list(dict(wrapped.named_children())))  # (1)!
parameters = list(wrapped.parameters())
trainable = [p for p in parameters if p.requires_grad]  # (2)!
print(sum(p.numel() for p in parameters))
print(len(trainable), len(parameters))

# %% children-features
mobile = get_model("mobilenet_v2", weights=None)
wrapped = nn.Sequential(*list(mobile.children())[:-1], nn.Flatten())
photos = torch.rand(2, 3, 224, 224)
print(mobile.classifier[-1].in_features, wrapped(photos).shape)  # (1)!


# %% freeze-but-stub
def freeze_all_but(model, name):
    """Leave only the child called name to be trained."""
    model.requires_grad_(False)


# %% freeze-but-solution
def freeze_all_but(model, name):
    """Leave only the child called name to be trained."""
    model.requires_grad_(False)
    model.get_submodule(name).requires_grad_(True)


# %% freeze-but-check fails-with=freeze-but-stub
model = resnet18(weights=None)
for name in ("layer4", "fc"):
    freeze_all_but(model, name)
    left = {n for n, p in model.named_parameters() if p.requires_grad}
    assert left and all(n.startswith(name) for n in left), left


# %% replace-stub
def replace_head(model, classes):
    """Give the last linear layer of any model another number of classes."""
    model.fc = nn.Linear(512, classes)


# %% replace-solution
def replace_head(model, classes):
    """Give the last linear layer of any model another number of classes."""
    paths = [
        path
        for path, layer in model.named_modules()
        if isinstance(layer, nn.Linear)
    ]
    parent, _, name = paths[-1].rpartition(".")
    old = model.get_submodule(paths[-1])
    new = nn.Linear(old.in_features, classes)
    setattr(model.get_submodule(parent), name, new)


# %% replace-check fails-with=replace-stub
for name in ("resnet18", "mobilenet_v2"):
    model = get_model(name, weights=None)
    replace_head(model, 5)
    assert model(images).shape == (4, 5), name
