"""Transfer: what five digits teach about five others."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import ResNet18_Weights, resnet18

torch.manual_seed(0)

# %% _import
from snippets.datasets.mnist import load_mnist
from snippets.examples.transfer_parts import DigitNet, few_of_each, select

# %% data
train, test = load_mnist(train=True), load_mnist(train=False)
print(train.source)
many = select(train.first(6000), 0, 5)
few = few_of_each(select(train, 5, 10), count=5, seed=0)
others = select(test, 5, 10).first(1000)
print(len(many), "of", *many.classes)
print(len(few), "of", *few.classes, "and", len(others), "for testing")

# %% look
figure, axes = plt.subplots(5, 5, figsize=(3, 3))
for axis, image in zip(axes.flat, few.images, strict=True):
    axis.imshow(image[0], cmap="gray_r")
    axis.axis("off")

# %% floats
mean, std = 0.1307, 0.3081
many_images = many.floats(mean, std)  # (N, 1, 28, 28)
few_images = few.floats(mean, std)
other_images = others.floats(mean, std)  # (1)!

# %% pretrain
first = DigitNet()
optimizer = torch.optim.Adam(first.parameters(), lr=1e-3)
first.train()
for epoch in range(4):
    total = 0.0
    for batch in torch.randperm(len(many)).split(64):
        loss = F.cross_entropy(first(many_images[batch]), many.labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
    print(f"{total / len(many):.3f}")


# %% learn
def learn(model, optimizer, steps):
    """Take steps on the 25 images; the loss of each."""
    model.train()
    losses = []
    for _ in range(steps):
        loss = F.cross_entropy(model(few_images), few.labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% accuracy
@torch.no_grad()
def accuracy(model):
    """Share of the test digits 5 to 9 that are told apart."""
    right = model.eval()(other_images).argmax(dim=1) == others.labels
    return right.float().mean().item()


# %% take-over
model = DigitNet()  # (1)!
model.body.load_state_dict(first.body.state_dict())
model.body.requires_grad_(False)
model.settled = True  # (2)!
trainable = [p for p in model.parameters() if p.requires_grad]
print(sum(p.numel() for p in trainable), "of", end=" ")
print(f"{sum(p.numel() for p in model.parameters()):,}")

# %% frozen
before = {name: value.clone() for name, value in model.state_dict().items()}
optimizer = torch.optim.Adam(trainable, lr=1e-2)
losses = {"frozen": learn(model, optimizer, steps=100)}
after = model.state_dict()
print([name for name in after if not torch.equal(after[name], before[name])])
scores = {"frozen": accuracy(model)}
print(f"{scores['frozen']:.1%} right")

# %% moving
careless = DigitNet()
careless.load_state_dict(before)
careless.body.requires_grad_(False)  # (1)!
careless.train()(few_images)
after = careless.state_dict()
moved = [name for name in after if not torch.equal(after[name], before[name])]
print(len(moved), moved[:3])

# %% fine-tune
model.body.requires_grad_(True)
optimizer = torch.optim.Adam(
    [
        {"params": model.body.parameters(), "lr": 1e-4},  # (1)!
        {"params": model.fc.parameters(), "lr": 1e-3},
    ]
)
losses["fine-tuned"] = learn(model, optimizer, steps=100)
scores["fine-tuned"] = accuracy(model)
print(f"{scores['fine-tuned']:.1%} right")

# %% scratch
fresh = DigitNet()
optimizer = torch.optim.Adam(fresh.parameters(), lr=1e-3)
losses["from scratch"] = learn(fresh, optimizer, steps=100)
scores["from scratch"] = accuracy(fresh)
print(f"{scores['from scratch']:.1%} right")

# %% compare
for name, some in losses.items():
    plt.semilogy(some, label=f"{name}: {scores[name]:.0%} right")
plt.xlabel("step")
plt.ylabel("loss on the 25 images")
plt.legend()

# %% confusion
guesses = model(other_images).argmax(dim=1)
pairs = others.labels * 5 + guesses
table = pairs.bincount(minlength=25).view(5, 5)
plt.figure(figsize=(3.6, 3.2))
plt.imshow(table / table.sum(dim=1, keepdim=True), cmap="Blues", vmin=0)
plt.colorbar(label="share of the true digit")
plt.xticks(range(5), others.classes)
plt.yticks(range(5), others.classes)
plt.xlabel("taken for")
plt.ylabel("true digit")

# %% mistakes
wrong = (guesses != others.labels).nonzero().flatten()
figure, axes = plt.subplots(1, 8, figsize=(8, 1.6))
for axis, i in zip(axes, wrong, strict=False):
    axis.imshow(others.images[i, 0], cmap="gray_r")
    said, true = others.classes[guesses[i]], others.classes[others.labels[i]]
    axis.set_title(f"{said} (is: {true})", fontsize=9)
for axis in axes:
    axis.axis("off")

# %% photos
backbone = resnet18(weights=None)  # (1)!
backbone.requires_grad_(False)
backbone.fc = nn.Linear(backbone.fc.in_features, 5)  # (2)!
trainable = [p for p in backbone.parameters() if p.requires_grad]
print(f"{sum(p.numel() for p in trainable):,} of", end=" ")
print(f"{sum(p.numel() for p in backbone.parameters()):,}")

# %% prepare
prepare = ResNet18_Weights.DEFAULT.transforms()
photo = torch.randint(256, (3, 300, 400), dtype=torch.uint8)  # (1)!
print(prepare)
print(tuple(prepare(photo).shape))

# %% photo-step
optimizer = torch.optim.SGD(trainable, lr=1e-2, momentum=0.9)
backbone.eval()  # (1)!
logits = backbone(prepare(photo).unsqueeze(0))  # (1, 5)
loss = F.cross_entropy(logits, torch.tensor([3]))  # (2)!
loss.backward()
optimizer.step()
print(backbone.conv1.weight.grad, tuple(backbone.fc.weight.grad.shape))

# %% old warns=UserWarning
old = resnet18(pretrained=False)

# %% children
wrapped = nn.Sequential(
    *list(old.children())[:-1], nn.Flatten(), nn.Linear(512, 5)
)
print(f"{sum(p.numel() for p in wrapped.parameters()):,}")
parameters = list(wrapped.parameters())
print(sum(p.requires_grad for p in parameters), "of", len(parameters))
print(next(iter(wrapped.state_dict())), next(iter(old.state_dict())))


# %% by-depth-stub
def by_depth(layers, lr, factor):
    """Groups for an optimiser, the last layer first; it learns at lr."""
    parts = [list(layer.parameters()) for layer in reversed(layers)]
    return [{"params": part, "lr": lr} for part in parts if part]


# %% by-depth-solution
def by_depth(layers, lr, factor):
    """Groups for an optimiser, the last layer first; it learns at lr."""
    parts = [list(layer.parameters()) for layer in reversed(layers)]
    return [
        {"params": part, "lr": lr * factor**distance}
        for distance, part in enumerate(filter(None, parts))  # (1)!
    ]


# %% by-depth-check fails-with=by-depth-stub
layers = nn.Sequential(
    nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Conv2d(4, 4, 3), nn.Linear(4, 5)
)
groups = torch.optim.SGD(by_depth(layers, lr=0.1, factor=0.5)).param_groups
assert [group["lr"] for group in groups] == [0.1, 0.05, 0.025]
assert groups[0]["params"][0] is layers[3].weight
assert sum(len(group["params"]) for group in groups) == 6
