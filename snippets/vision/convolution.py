"""Convolution: a small window of weights slides over an image."""

# %% import
import inspect
from random import randint

import torch
import torch.nn.functional as F
from torch import nn

# %% by-hand
image = torch.tensor([[0.0, 0.0, 9.0, 9.0, 9.0]]).repeat(5, 1)  # (H, W)
kernel = torch.tensor([[-1.0, 0.0, 1.0]]).repeat(3, 1)
output = torch.zeros(3, 3)
for i in range(3):
    for j in range(3):
        window = image[i : i + 3, j : j + 3]
        output[i, j] = (window * kernel).sum()  # (1)!
print(output)

# %% same-as-torch
x = image[None, None]  # (N, C, H, W) = (1, 1, 5, 5)
weight = kernel[None, None]  # (1, 1, 3, 3)
print(torch.equal(F.conv2d(x, weight)[0, 0], output))  # (1)!

# %% layer
conv = nn.Conv2d(3, 16, kernel_size=5)
images = torch.rand(4, 3, 32, 32)  # (N, C, H, W)
maps = conv(images)
print(maps.shape)
print(conv.weight.shape, conv.bias.shape)  # (1)!

# %% all-channels
window = images[0, :, 10:15, 20:25]  # (3, 5, 5)
number = (window * conv.weight[7]).sum() + conv.bias[7]  # (1)!
torch.testing.assert_close(number, maps[0, 7, 10, 20])
print(number)

# %% arguments
for name, argument in inspect.signature(nn.Conv2d).parameters.items():
    default = argument.default
    print(name if default is argument.empty else f"{name} = {default!r}")

# %% kernel-size
wide = nn.Conv2d(3, 16, kernel_size=(3, 7))  # (1)!
print(wide.weight.shape)
print(wide(images).shape)

# %% padding
for padding in (0, 1, (0, 1), "valid", "same"):
    layer = nn.Conv2d(3, 16, kernel_size=3, padding=padding)
    print(padding, tuple(layer(images).shape[2:]))

# %% padding-mode
row = torch.tensor([[1.0, 2.0, 3.0, 4.0]])  # (C, W)
for mode in ("constant", "reflect", "replicate", "circular"):
    print(mode, F.pad(row, (2, 2), mode=mode))  # (1)!

# %% stride
every = nn.Conv2d(3, 16, kernel_size=3, bias=False)
halved = nn.Conv2d(3, 16, kernel_size=3, stride=2, bias=False)
halved.load_state_dict(every.state_dict())
print(every(images).shape, halved(images).shape)
kept = every(images)[:, :, ::2, ::2]  # (1)!
torch.testing.assert_close(halved(images), kept)  # (2)!

# %% dilation
spread = torch.zeros(16, 3, 5, 5)  # (1)!
spread[:, :, ::2, ::2] = every.weight
dilated = F.conv2d(images, every.weight, dilation=2)
torch.testing.assert_close(dilated, F.conv2d(images, spread))
print(dilated.shape)

# %% groups
grouped = nn.Conv2d(4, 6, kernel_size=3, groups=2)
print(grouped.weight.shape)  # (1)!
x = torch.rand(1, 4, 8, 8)
front, back = grouped.weight.split(3)
halves = F.conv2d(x[:, :2], front), F.conv2d(x[:, 2:], back)
by_hand = torch.cat(halves, dim=1) + grouped.bias[:, None, None]
torch.testing.assert_close(by_hand, grouped(x))
print(by_hand.shape)

# %% depthwise
full = nn.Conv2d(32, 32, kernel_size=3, padding=1, bias=False)
depthwise = nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False)  # (1)!
pointwise = nn.Conv2d(32, 32, kernel_size=1, bias=False)  # (2)!
for layer in (full, depthwise, pointwise):
    print(tuple(layer.weight.shape), layer.weight.numel())


# %% size
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    """Give the length of one axis after a convolution."""
    span = dilation * (kernel - 1) + 1  # (1)!
    return (size + 2 * padding - span) // stride + 1  # (2)!


print(output_size(32, 5), output_size(32, 3, stride=2, padding=1))

# %% size-check
checked = 0
for _ in range(500):
    size, k, s, p, d = [randint(1, most) for most in (40, 7, 4, 4, 3)]
    expected = output_size(size, k, s, p, d)
    if expected > 0:
        layer = nn.Conv2d(1, 1, k, s, p, d)  # (1)!
        assert layer(torch.zeros(1, 1, size, size)).shape[2] == expected
        checked += 1
print(checked, "settings agree")

# %% short-formula
print((32 - 5) / 2 + 1, output_size(32, 5, stride=2))  # (1)!
print((32 - 5) / 1 + 1, output_size(32, 5, dilation=2))  # (2)!

# %% arithmetic
first = [nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2)]
second = [nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
net = nn.Sequential(*first, *second)
x = images
for layer in net:
    x = layer(x)
    print(f"{type(layer).__name__:10}", tuple(x.shape))
print(x.flatten(1).shape)  # (1)!

# %% functional
weight = torch.randn(16, 3, 5, 5)  # (1)!
bias = torch.zeros(16)
x = torch.rand(1, 3, 28, 28)
print(F.conv2d(x, weight, bias, stride=1, padding=1).shape)

# %% receptive-field
two = nn.Sequential(nn.Conv2d(1, 1, 3), nn.Conv2d(1, 1, 3))
x = torch.rand(1, 1, 9, 9, requires_grad=True)
two(x)[0, 0, 2, 2].backward()  # (1)!
print((x.grad[0, 0] != 0).int())

# %% counting
for layer in (nn.Conv2d(1, 3, 3), nn.Conv2d(3, 6, 5), nn.Conv2d(6, 16, 5)):
    print(layer.weight.numel(), "+", layer.bias.numel())

# %% channels-last-repaired
photo = torch.randint(256, (32, 48, 3), dtype=torch.uint8)  # (H, W, C)
x = photo.permute(2, 0, 1).float() / 255  # (1)!
print(conv(x[None]).shape)

# %% unbatched
print(conv(images[0]).shape)  # (1)!
print(net(images[0]).flatten(1).shape)  # (2)!
print(net(images[0].unsqueeze(0)).flatten(1).shape)  # (3)!


# %% same-padding-stub
def same_padding(kernel, dilation=1):
    """Give the padding that keeps the size at stride 1; kernel is odd."""
    return kernel // 2


# %% same-padding-solution
def same_padding(kernel, dilation=1):
    """Give the padding that keeps the size at stride 1; kernel is odd."""
    return dilation * (kernel - 1) // 2


# %% same-padding-check fails-with=same-padding-stub
x = torch.rand(1, 1, 20, 20)
for kernel in (1, 3, 5, 7):
    for dilation in (1, 2, 3):
        padding = same_padding(kernel, dilation)
        layer = nn.Conv2d(1, 1, kernel, padding=padding, dilation=dilation)
        assert layer(x).shape == x.shape, (kernel, dilation, padding)


# %% count-stub
def count(channels_in, channels_out, kernel, groups=1, bias=True):
    """Give the number of parameters of a convolution with these settings."""
    return channels_in * channels_out * kernel**2


# %% count-solution
def count(channels_in, channels_out, kernel, groups=1, bias=True):
    """Give the number of parameters of a convolution with these settings."""
    per_map = channels_in // groups * kernel**2 + int(bias)
    return channels_out * per_map


# %% count-check fails-with=count-stub
for settings in ((3, 16, 5), (8, 8, 3, 8), (8, 4, 1, 2, False)):
    channels_in, channels_out, kernel, *rest = settings
    options = dict(zip(("groups", "bias"), rest, strict=False))
    layer = nn.Conv2d(channels_in, channels_out, kernel, **options)
    assert count(*settings) == sum(p.numel() for p in layer.parameters())


# %% unfold-stub
def conv2d(x, weight):  # (N, C, H, W), (M, C, k, k)
    """Convolve without padding, by one matrix product."""
    return x


# %% unfold-solution
def conv2d(x, weight):  # (N, C, H, W), (M, C, k, k)
    """Convolve without padding, by one matrix product."""
    k = weight.shape[-1]
    windows = F.unfold(x, k)  # (N, C * k * k, places)
    maps = weight.flatten(1) @ windows  # (N, M, places)
    height, width = x.shape[2] - k + 1, x.shape[3] - k + 1
    return maps.unflatten(2, (height, width))


# %% unfold-check fails-with=unfold-stub
x, weight = torch.rand(2, 3, 9, 7), torch.randn(5, 3, 3, 3)
torch.testing.assert_close(conv2d(x, weight), F.conv2d(x, weight))
