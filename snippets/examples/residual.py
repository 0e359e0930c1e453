"""A small residual network on CIFAR-10, from the block to the result."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

# %% _import
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.residual_parts import Block, TwoBlockNet

# %% data
train, test = load_cifar10(train=True), load_cifar10(train=False)
print(train.source)
few, some = train.first(800), test.first(400)
images, labels = few.floats(mean=0.5, std=0.25), few.labels
test_images = some.floats(mean=0.5, std=0.25)  # (400, 3, 32, 32)
print(tuple(images.shape), f"{images.mean():.1f} ± {images.std():.1f}")

# %% look
figure, axes = plt.subplots(2, 8, figsize=(9, 2.6))
for axis, image, label in zip(axes.flat, few.images, labels, strict=False):
    axis.imshow(image.permute(1, 2, 0))
    axis.set_title(few.classes[label], fontsize=9)
    axis.axis("off")

# %% block
x = torch.randn(4, 16, 32, 32)
for block in (Block(16, 16), Block(16, 32)):
    count = sum(p.numel() for p in block.parameters())
    print(f"{count:,}", block.shortcut.__class__.__name__)
    print(tuple(block(x).shape), (block(x) >= 0).all().item())  # (1)!

# %% count
model = TwoBlockNet()
for name, part in model.named_children():
    print(f"{name:7}{sum(p.numel() for p in part.parameters()):8,}")
print(f"total  {sum(p.numel() for p in model.parameters()):8,}")


# %% train-epoch
def train_epoch(model, optimizer, images, labels):
    """Show every image once; the loss of each batch."""
    model.train()  # (1)!
    losses = []
    for batch in torch.randperm(len(images)).split(32):
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% answers
@torch.no_grad()
def answers(model, images):
    """The class that the model gives each image."""
    model.eval()  # (1)!
    batches = images.split(100)
    return torch.cat([model(batch).argmax(dim=1) for batch in batches])


# %% loop
device = "cpu"
if torch.accelerator.is_available():  # (1)!
    device = torch.accelerator.current_accelerator()
model = model.to(device)
images, labels = images.to(device), labels.to(device)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
losses = []
for epoch in range(2):
    losses += train_epoch(model, optimizer, images, labels)
    guesses = answers(model, test_images.to(device)).cpu()
    right = guesses == some.labels
    print(f"{len(losses)} steps, {right.float().mean():.1%} right")

# %% curve
means = [sum(part) / 25 for part in (losses[:25], losses[25:])]
plt.plot(losses, ".-", label="each batch")
plt.hlines(means, [0, 25], [24, 49], color="C1", label="mean of an epoch")
plt.plot([24, 49], [losses[24], losses[49]], "oC2", label="the last batch")
plt.yscale("log")
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()

# %% company
image = test_images[:1].to(device)
others = test_images[1:32].to(device)
with torch.no_grad():
    for mode in (True, False):
        model.train(mode)
        alone = model(image)
        together = model(torch.cat([image, others]))[:1]
        print(model.training, torch.allclose(alone, together, atol=1e-3))

# %% confusion
pairs = some.labels * 10 + guesses
table = pairs.bincount(minlength=100).view(10, 10)
plt.figure(figsize=(5, 4.5))
plt.imshow(table / table.sum(dim=1, keepdim=True), cmap="Blues", vmin=0)
plt.colorbar(label="share of the true class")
plt.xticks(range(10), test.classes, rotation=90)
plt.yticks(range(10), test.classes)
plt.xlabel("taken for")
plt.ylabel("true class")

# %% mistakes
figure, axes = plt.subplots(2, 5, figsize=(8, 3.9))
for axis, i in zip(axes.flat, (~right).nonzero().flatten(), strict=False):
    axis.imshow(some.images[i].permute(1, 2, 0))
    said, true = test.classes[guesses[i]], test.classes[some.labels[i]]
    axis.set_title(f"{said}\n(is: {true})", fontsize=9)
    axis.axis("off")
figure.tight_layout()

# %% gradients
for shortcut in (True, False):
    torch.manual_seed(0)
    fresh = TwoBlockNet(shortcut)
    loss = F.cross_entropy(fresh(images[:32].cpu()), few.labels[:32])
    loss.backward()
    print(shortcut, f"{fresh.conv.weight.grad.norm():.2f}")

# %% next
from torch.utils.data import DataLoader, TensorDataset

loader = DataLoader(TensorDataset(images.cpu(), few.labels), 32)
x, label = next(iter(loader))
print(tuple(x.shape), tuple(label.shape))


# %% most-confused-stub
def most_confused(table):
    """The true class, and what it is most often taken for."""
    return divmod(table.argmax().item(), len(table))


# %% most-confused-solution
def most_confused(table):
    """The true class, and what it is most often taken for."""
    shares = table / table.sum(dim=1, keepdim=True)
    wrong = shares.fill_diagonal_(0)  # (1)!
    return divmod(wrong.argmax().item(), len(table))  # (2)!


# %% most-confused-check fails-with=most-confused-stub
counts = torch.tensor([[40, 9, 1], [0, 7, 3], [0, 0, 6]])
assert most_confused(counts) == (1, 2), "3 of 10 are more than 9 of 50"
assert most_confused(counts.T) == (1, 0), "9 of 16"
assert counts.trace() == 53, "the table is still needed"
