"""Normalisation and dropout: what happens in training, what in use."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.transforms import v2

# %% images
photos = torch.randint(256, (8, 3, 32, 32), dtype=torch.uint8)  # (1)!
x = photos.float() / 255
mean = x.mean(dim=(0, 2, 3))  # (C,)
std = x.std(dim=(0, 2, 3))
normalised = (x - mean[:, None, None]) / std[:, None, None]  # (2)!
print(mean, std)
print(normalised.mean(dim=(0, 2, 3)).abs().max() < 1e-5)
print(normalised.std(dim=(0, 2, 3)))

# %% transform
to_float = v2.ToDtype(torch.float32, scale=True)  # (1)!
normalise = v2.Normalize(mean=mean.tolist(), std=std.tolist())
prepare = v2.Compose([to_float, normalise])
torch.testing.assert_close(prepare(photos), normalised)
print(prepare(photos).shape)

# %% undo
restored = normalised * std[:, None, None] + mean[:, None, None]  # (1)!
print(torch.equal((restored * 255).round().byte(), photos))

# %% saturation
inputs = 6 + 3 * torch.randn(1000)
centred = (inputs - inputs.mean()) / inputs.std()
fig, axes = plt.subplots(1, 2, sharey=True)
for ax, values in zip(axes, (inputs, centred), strict=True):
    output = torch.sigmoid(values)
    slope = output * (1 - output)  # (1)!
    ax.hist(output, bins=20, range=(0, 1))
    ax.set_title(f"mean slope {slope.mean():.2f}")
    ax.set_xlabel("sigmoid(input)")

# %% batch-by-hand
norm = nn.BatchNorm2d(16)
x = torch.rand(100, 16, 28, 28)  # (N, C, H, W)
mean = x.mean(dim=(0, 2, 3), keepdim=True)  # (1)!
var = x.var(dim=(0, 2, 3), keepdim=True, correction=0)  # (2)!
by_hand = (x - mean) / torch.sqrt(var + norm.eps)
torch.testing.assert_close(norm(x), by_hand)
print(mean.shape)


# %% deep
def deep(normalise):
    """Make four layers with sigmoids, and an output layer."""
    layers, width = [], 2
    for _ in range(4):
        layers.append(nn.Linear(width, 16))
        if normalise:
            layers.append(nn.BatchNorm1d(16))  # (1)!
        layers.append(nn.Sigmoid())
        width = 16
    return nn.Sequential(*layers, nn.Linear(16, 2))


# %% faster varies="digits of a training run"
points = torch.randn(256, 2)
labels = (torch.linalg.vector_norm(points, dim=1) > 1.2).long()  # (1)!
for with_norm in (False, True):
    net, losses = deep(with_norm), []
    optimizer = torch.optim.SGD(net.parameters(), lr=0.2)
    for _ in range(200):
        loss = F.cross_entropy(net(points), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    plt.plot(losses, label=f"BatchNorm: {with_norm}")
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()

# %% state
for name, value in norm.state_dict().items():
    print(name, tuple(value.shape))
print(sum(p.numel() for p in norm.parameters()))  # (1)!

# %% shape-kinds
flat = nn.BatchNorm1d(16)
signals = x.flatten(2)  # (N, C, L) = (100, 16, 784)
torch.testing.assert_close(flat(signals), norm(x).flatten(2))  # (1)!
print(nn.BatchNorm1d(16)(torch.rand(100, 16)).shape)  # (2)!

# %% running
norm = nn.BatchNorm2d(1)
print(norm.running_mean, norm.running_var)
batch = torch.rand(100, 1, 28, 28)
norm(batch)  # (1)!
print(norm.running_mean, norm.running_var)

# %% running-by-hand
norm = nn.BatchNorm2d(3, momentum=0.1)
running_mean, running_var = torch.zeros(3), torch.ones(3)
for step in range(20):
    batch = 5 + 2 * torch.randn(10, 3, 8, 8)
    norm(batch)
    running_mean += 0.1 * (batch.mean(dim=(0, 2, 3)) - running_mean)
    running_var += 0.1 * (batch.var(dim=(0, 2, 3)) - running_var)  # (1)!
torch.testing.assert_close(norm.running_mean, running_mean)
torch.testing.assert_close(norm.running_var, running_var)
print(running_mean)  # (2)!

# %% eval
norm.eval()
mean, var = norm.running_mean, norm.running_var
scale = norm.weight / torch.sqrt(var + norm.eps)  # (1)!
shift = norm.bias - mean * scale
by_hand = batch * scale[:, None, None] + shift[:, None, None]
torch.testing.assert_close(norm(batch), by_hand)
print(scale.shape, shift.shape)

# %% momentum
half = nn.BatchNorm1d(1, momentum=0.5)
every = nn.BatchNorm1d(1, momentum=None)  # (1)!
for level in (10.0, 20.0, 30.0):
    pair = torch.tensor([[level - 1], [level + 1]])  # (2, 1)
    half(pair), every(pair)
    print(half.running_mean, every.running_mean)

# %% affine
norm = nn.BatchNorm2d(16)
nn.init.constant_(norm.weight, 2.0)  # (1)!
nn.init.constant_(norm.bias, 5.0)
out = norm(x)
print(f"{out.mean():.3f} {out.std():.3f}")
bare = nn.BatchNorm2d(16, affine=False, track_running_stats=False)
print(list(bare.state_dict()))  # (2)!

# %% conv-bias
block = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
images = torch.rand(4, 3, 16, 16)
loss = (block(images) * torch.randn(4, 8, 14, 14)).sum()
loss.backward()
print(block[0].bias.grad.abs().max() < 1e-3)
print(block[0].weight.grad.abs().max() > 1)  # (1)!

# %% others
x = torch.rand(4, 6, 8, 8)  # (N, C, H, W)
layers = {
    nn.GroupNorm(1, 6): (1, 2, 3),  # (1)!
    nn.LayerNorm([6, 8, 8]): (1, 2, 3),
    nn.InstanceNorm2d(6): (2, 3),
    nn.BatchNorm2d(6): (0, 2, 3),
}
for layer, axes in layers.items():
    mean = x.mean(dim=axes, keepdim=True)
    var = x.var(dim=axes, keepdim=True, correction=0)
    by_hand = (x - mean) / torch.sqrt(var + layer.eps)
    torch.testing.assert_close(layer(x), by_hand)
    print(f"{type(layer).__name__:15}", axes, "→", tuple(mean.shape))

# %% group
group = nn.GroupNorm(num_groups=3, num_channels=6)
apart = x.unflatten(1, (3, 2))  # (N, groups, C / groups, H, W)
mean = apart.mean(dim=(2, 3, 4), keepdim=True)
var = apart.var(dim=(2, 3, 4), keepdim=True, correction=0)
by_hand = (apart - mean) / torch.sqrt(var + group.eps)
torch.testing.assert_close(group(x), by_hand.flatten(1, 2))
print(mean.shape)

# %% layer
tokens = torch.rand(2, 5, 32)  # (N, T, C)
layer = nn.LayerNorm(32)
print(layer(tokens).mean(dim=-1).abs().max() < 1e-5)
print(layer.weight.shape)  # (1)!

# %% dropout
drop = nn.Dropout(p=0.5)
ones = torch.ones(2, 8)
print(drop(ones))  # (1)!
drop.eval()
print(drop(ones))

# %% dropout-mean
for p in (0.1, 0.5, 0.9):
    dropped = F.dropout(torch.ones(100_000), p)
    print(p, dropped.unique(), abs(dropped.mean() - 1) < 0.02)

# %% channel-dropout
maps = torch.ones(1, 6, 2, 2)
print(nn.Dropout2d(0.5)(maps)[0, :, 0, 0])  # (1)!
print(nn.Dropout2d(0.5)(maps).flatten(2).std(dim=2))

# %% company
net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
image, dark, bright = torch.rand(1, 3, 8, 8), torch.zeros(7, 3, 8, 8), 5.0
one = net(torch.cat([image, dark]))[0]
two = net(torch.cat([image, dark + bright]))[0]
print(torch.allclose(one, two))  # (1)!
net.eval()
one = net(torch.cat([image, dark]))[0]
two = net(torch.cat([image, dark + bright]))[0]
print(torch.allclose(one, two, atol=1e-6))

# %% no-grad
net.train()
before = net[1].running_mean.clone()
with torch.no_grad():  # (1)!
    net(image)
print(torch.equal(before, net[1].running_mean))

# %% functional-dropout
net = nn.Linear(4, 4).eval()
print(F.dropout(torch.ones(8)))  # (1)!
print(F.dropout(torch.ones(8), training=net.training))

# %% one-sample-repaired
net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
print(net.eval()(torch.rand(1, 4)).shape)  # (1)!
group = nn.Sequential(nn.Linear(4, 3), nn.GroupNorm(1, 3))
print(group.train()(torch.rand(1, 4)).shape)


# %% batch-norm-stub
def batch_norm(x, weight, bias, eps=1e-5):  # (N, C, H, W), (C,), (C,)
    """Normalise each channel over the batch, as in training."""
    mean, var = x.mean(), x.var()
    return (x - mean) / torch.sqrt(var + eps) * weight[0] + bias[0]


# %% batch-norm-solution
def batch_norm(x, weight, bias, eps=1e-5):  # (N, C, H, W), (C,), (C,)
    """Normalise each channel over the batch, as in training."""
    var, mean = torch.var_mean(x, (0, 2, 3), correction=0, keepdim=True)
    normalised = (x - mean) / torch.sqrt(var + eps)
    return normalised * weight[:, None, None] + bias[:, None, None]


# %% batch-norm-check fails-with=batch-norm-stub
x, weight, bias = torch.randn(4, 3, 5, 5), torch.rand(3), torch.rand(3)
expected = F.batch_norm(x, None, None, weight, bias, training=True)
torch.testing.assert_close(batch_norm(x, weight, bias), expected)


# %% drop-stub
def dropout(x, p, training):
    """Zero each number with probability p while training."""
    return x * (torch.rand_like(x) > p)


# %% drop-solution
def dropout(x, p, training):
    """Zero each number with probability p while training."""
    if not training:
        return x
    kept = torch.rand_like(x) >= p
    return x * kept / (1 - p)


# %% drop-check fails-with=drop-stub
ones = torch.ones(100_000)
dropped = dropout(ones, p=0.2, training=True)
assert abs((dropped == 0).float().mean() - 0.2) < 0.02
assert abs(dropped.mean() - 1) < 0.02, "the mean must stay"
assert torch.equal(dropout(ones, p=0.2, training=False), ones)


# %% fold-stub
def fold(conv, norm):
    """Make one convolution that does what conv and norm do in use."""
    return conv


# %% fold-solution
def fold(conv, norm):
    """Make one convolution that does what conv and norm do in use."""
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    folded = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size)
    with torch.no_grad():
        folded.weight.copy_(conv.weight * scale[:, None, None, None])
        folded.bias.copy_(norm.bias + (conv.bias - norm.running_mean) * scale)
    return folded


# %% fold-check fails-with=fold-stub
conv, norm = nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8)
norm(conv(torch.rand(16, 3, 9, 9)))  # so that it has statistics
norm.eval()
x = torch.rand(2, 3, 9, 9)
torch.testing.assert_close(fold(conv, norm)(x), norm(conv(x)))
