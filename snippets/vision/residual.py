"""Residual networks: a way around every two layers."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from torchvision.models import resnet18
from torchvision.transforms import v2

# %% depth
x = torch.randn(64, 32)
for shortcut in (False, True):
    layers = [nn.Linear(32, 32) for _ in range(30)]
    out = x
    for layer in layers:
        change = torch.tanh(layer(out))
        out = out + change if shortcut else change  # (1)!
    out.sum().backward()
    gradients = [layer.weight.grad for layer in layers]
    lengths = [torch.linalg.vector_norm(g).item() for g in gradients]
    plt.semilogy(lengths, label="x + f(x)" if shortcut else "f(x)")
plt.xlabel("layer, from the input")
plt.ylabel("length of its gradient")
plt.legend()

# %% _import
from snippets.vision.resnet import (
    BasicBlock,
    ResNet18,
    TwoBlockNet,
    WideBlock,
)

# %% block
block = BasicBlock(64, 64)
theirs = torchvision.models.resnet.BasicBlock(64, 64)
block.load_state_dict(theirs.state_dict())  # (1)!
x = torch.randn(2, 64, 8, 8)
torch.testing.assert_close(block(x), theirs(x))
print(block(x).shape, (block(x) >= 0).all())

# %% projection
shrink = BasicBlock(64, 128, stride=2)
print(shrink(x).shape)
print(shrink.downsample)  # (1)!

# %% stages
net = ResNet18(num_classes=10)
x = torch.rand(2, 3, 32, 32)
for name, part in net.named_children():
    x = x.flatten(1) if name == "fc" else x
    x = part(x)
    print(f"{name:8}", tuple(x.shape))

# %% stem
published = resnet18(weights=None)
x = torch.rand(2, 3, 32, 32)
for name, part in list(published.named_children())[:8]:
    x = part(x)
    print(f"{name:8}", tuple(x.shape))  # (1)!

# %% adapted
adapted = resnet18(weights=None, num_classes=10)
adapted.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
adapted.maxpool = nn.Identity()
net.load_state_dict(adapted.state_dict())  # (1)!
images = torch.rand(2, 3, 32, 32)
torch.testing.assert_close(net.eval()(images), adapted.eval()(images))
print(sum(p.numel() for p in net.parameters()))


# %% compare
def count(module):
    """Give the number of parameters."""
    return sum(p.numel() for p in module.parameters())


small = TwoBlockNet()
for model in (small, published, resnet18(num_classes=10)):  # (1)!
    kinds = [isinstance(m, nn.Conv2d | nn.Linear) for m in model.modules()]
    print(f"{count(model):12,}", sum(kinds), "layers with weights")

# %% where
for name, part in small.named_children():
    print(f"{name:8} {count(part):8,} {count(part) / count(small):6.1%}")
print(tuple(small.blocks(small.stem(images)).shape))  # (1)!

# %% pooled
pooled = nn.Sequential(
    small.stem,  # (1)!
    small.blocks,
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
    nn.Linear(32, 10),
)
for size in (32, 64):
    print(pooled(torch.rand(2, 3, size, size)).shape)
print(f"{count(pooled[-1]):,} of {count(pooled):,}")

# %% bars
parts = list(net.named_children())
plt.bar([n for n, _ in parts], [count(part) for _, part in parts])
plt.xticks(rotation=45)
plt.ylabel("parameters")

# %% step
model = resnet18(weights=None)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, momentum=0.9)
image, label = torch.rand(1, 3, 64, 64), torch.tensor([3])  # (1)!
before = model.conv1.weight.detach().clone()
loss = F.cross_entropy(model(image), label)
loss.backward()
optimizer.step()
print(model.conv1.weight.grad.shape)
print((model.conv1.weight != before).any())

# %% data
images = torch.rand(240, 3, 16, 16)
labels = torch.arange(240) % 3
images[torch.arange(240), labels] += 0.1  # (1)!
train, test = zip(images.split(200), labels.split(200), strict=True)


# %% evaluate
def evaluate(model, images, labels, batch_size=64):
    """Give the share of images that the model gets right."""
    model.eval()
    correct = 0
    with torch.no_grad():
        batches = zip(
            images.split(batch_size), labels.split(batch_size), strict=True
        )
        for batch, answers in batches:
            predicted = model(batch).argmax(dim=1)
            correct += (predicted == answers).sum().item()
    return correct / len(images)  # (1)!


# %% loop varies="digits of a training run"
model = nn.Sequential(
    BasicBlock(3, 8), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3)
)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for epoch in range(3):
    model.train()  # (1)!
    total = 0.0
    for index in torch.randperm(200).split(25):
        loss = F.cross_entropy(model(train[0][index]), train[1][index])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(index)  # (2)!
    accuracy = evaluate(model, *test)
    print(epoch, f"loss {total / 200:.2f} accuracy {accuracy:.0%}")

# %% no-relu
x = torch.randn(2, 16, 8, 8)
print((WideBlock(16, 16)(x) < 0).any())
print((BasicBlock(16, 16)(x) < 0).any())

# %% resize
image = torch.rand(3, 32, 32)
print(torch.equal(v2.Resize((32, 32))(image), image))


# %% shortcut-stub
def shortcut(channels_in, channels_out, stride):
    """Make what leads x around a block, with the block's shape."""
    return nn.Identity()


# %% shortcut-solution
def shortcut(channels_in, channels_out, stride):
    """Make what leads x around a block, with the block's shape."""
    if stride == 1 and channels_in == channels_out:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 1, stride, bias=False),
        nn.BatchNorm2d(channels_out),
    )


# %% shortcut-check fails-with=shortcut-stub
for channels_in, channels_out, stride in ((8, 8, 1), (8, 16, 2), (8, 8, 2)):
    x = torch.rand(2, channels_in, 12, 12)
    block = BasicBlock(channels_in, channels_out, stride)
    around = shortcut(channels_in, channels_out, stride)
    assert around(x).shape == block(x).shape
assert count(shortcut(8, 8, 1)) == 0


# %% block-size-stub
def block_size(channels_in, channels_out, stride=1):
    """Give the number of parameters of a BasicBlock."""
    return 9 * channels_in * channels_out + 9 * channels_out**2


# %% block-size-solution
def block_size(channels_in, channels_out, stride=1):
    """Give the number of parameters of a BasicBlock."""
    size = 9 * channels_in * channels_out + 9 * channels_out**2
    norms = 2
    if stride != 1 or channels_in != channels_out:
        size += channels_in * channels_out
        norms = 3
    return size + norms * 2 * channels_out


# %% block-size-check fails-with=block-size-stub
for settings in ((64, 64), (64, 128, 2), (32, 32, 2)):
    assert block_size(*settings) == count(BasicBlock(*settings)), settings


# %% identity-stub
def start_as_identity(block):
    """Change a block so that at first it passes x on, but for the ReLU."""
    nn.init.zeros_(block.conv1.weight)


# %% identity-solution
def start_as_identity(block):
    """Change a block so that at first it passes x on, but for the ReLU."""
    nn.init.zeros_(block.bn2.weight)


# %% identity-check fails-with=identity-stub
block = BasicBlock(8, 8)
start_as_identity(block)
x = torch.randn(2, 8, 6, 6)
assert torch.equal(block(x), x.relu())
block(x).square().sum().backward()
assert block.bn2.weight.grad.abs().max() > 0, "it could never learn"
