"""ResNet-18 for images of 32x32: the same as published, but for its start."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18, resnet50

torch.manual_seed(0)

# %% _import
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.cifar_cnn_parts import TutorialNet
from snippets.examples.residual_parts import TwoBlockNet
from snippets.vision.resnet import ResNet18

# %% count
model = ResNet18(num_classes=10)
for name, part in model.named_children():
    count = sum(p.numel() for p in part.parameters())
    if count:
        print(f"{name:7}{count:11,}")
print(f"total  {sum(p.numel() for p in model.parameters()):11,}")

# %% data
train = load_cifar10(train=True)
print(train.source)
few = train.first(8)
images, labels = few.floats(mean=0.5, std=0.25), few.labels
print(tuple(images.shape), labels.tolist())

# %% look
figure, axes = plt.subplots(1, 8, figsize=(9, 1.5))
for axis, image, label in zip(axes.flat, few.images, labels, strict=True):
    axis.imshow(image.permute(1, 2, 0))
    axis.set_title(few.classes[label], fontsize=9)
    axis.axis("off")

# %% same
theirs = resnet18(weights=None, num_classes=10)
theirs.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
theirs.maxpool = nn.Identity()
model.load_state_dict(theirs.state_dict())  # (1)!
with torch.no_grad():
    ours = model.eval()(images)
    torch.testing.assert_close(ours, theirs.eval()(images))
print("same tensors, same answers:", tuple(ours.shape))

# %% partly
published = resnet18(weights=None)  # (1)!
state = published.state_dict()
for name in ("conv1.weight", "fc.weight", "fc.bias"):
    del state[name]
left = model.load_state_dict(state, strict=False)
print(left.missing_keys)
print(
    torch.equal(model.layer4[1].conv2.weight, state["layer4.1.conv2.weight"])
)


# %% multiply-adds
KINDS = nn.Conv2d | nn.Linear  # the layers that multiply


def multiply_adds(model, size):
    """Multiplications in these layers, for one image."""
    total = 0

    def count(layer, inputs, output):
        nonlocal total
        total += output[0].numel() * layer.weight[0].numel()  # (1)!

    layers = [m for m in model.modules() if isinstance(m, KINDS)]
    hooks = [layer.register_forward_hook(count) for layer in layers]
    model.eval()(torch.empty(1, 3, size, size, device="meta"))
    for hook in hooks:
        hook.remove()
    return total


# %% costs
with torch.device("meta"):  # (1)!
    rows = [
        ("tutorial, 32x32", TutorialNet(), 32),
        ("two blocks, 32x32", TwoBlockNet(), 32),
        ("ResNet-18 adapted, 32x32", ResNet18(), 32),
        ("ResNet-18 published, 32x32", resnet18(), 32),
        ("ResNet-18 published, 224x224", resnet18(), 224),
    ]
costs = [multiply_adds(net, size) for _, net, size in rows]
for (name, _, _), cost in zip(rows, costs, strict=True):
    print(f"{name:29}{cost:14,}{cost / costs[0]:8,.0f}x")

# %% costs-plot
plt.figure(figsize=(6, 2.4))
plt.barh([name for name, _, _ in rows][::-1], costs[::-1])
plt.xscale("log")
plt.xlabel("multiply-adds for one image")

# %% flops
from torch.utils.flop_counter import FlopCounterMode

with FlopCounterMode(display=False) as counter:
    rows[2][1](torch.empty(1, 3, 32, 32, device="meta"))
print(counter.get_total_flops() / costs[2])  # (1)!

# %% by-heart
model = ResNet18()
optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
losses = []
for step in range(8):
    loss = F.cross_entropy(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    print(f"{losses[-1]:.2f}", end=" ")

# %% by-heart-right
with torch.no_grad():
    known = (model(images).argmax(dim=1) == labels).sum().item()  # (1)!
print(known, "of", len(labels), "known by heart")
plt.plot(losses, "o-")
plt.xlabel("step")
plt.ylabel("loss on the same 8 images")

# %% bill
steps = {"the recorded run": 20_000, "one epoch": 50_000}
steps["thirty epochs"] = 30 * 50_000
for name, count in steps.items():
    print(f"{name:17}{3 * costs[2] * count / 1e12:8,.0f} trillion")  # (1)!


# %% adapt-stub
def adapt(model, classes):
    """Make one of torchvision's ResNets fit for images of 32x32."""
    model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.fc = nn.Linear(512, classes)
    return model


# %% adapt-solution
def adapt(model, classes):
    """Make one of torchvision's ResNets fit for images of 32x32."""
    model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.maxpool = nn.Identity()  # (1)!
    model.fc = nn.Linear(model.fc.in_features, classes)  # (2)!
    return model


# %% adapt-check fails-with=adapt-stub
x = torch.empty(2, 3, 32, 32, device="meta")
for build in (resnet18, resnet50):
    with torch.device("meta"):
        model = adapt(build(), classes=7)
    start = nn.Sequential(*list(model.children())[:4])
    assert start(x).shape[2:] == (32, 32), "what the stages get"
    assert model(x).shape == (2, 7)
