"""Pooling makes maps smaller, upsampling makes them larger."""

# %% import
import torch
import torch.nn.functional as F
from torch import nn

# %% max
x = torch.tensor([[1.0, 3, 2, 0], [5, 4, 1, 1], [0, 2, 9, 6], [1, 1, 7, 8]])
x = x[None, None]  # (N, C, H, W) = (1, 1, 4, 4)
print(F.max_pool2d(x, 2))

# %% three-spellings
for layer in (nn.MaxPool2d(2, 2), nn.MaxPool2d(2, stride=2), nn.MaxPool2d(2)):
    assert torch.equal(layer(x), F.max_pool2d(x, (2, 2)))  # (1)!
print(list(nn.MaxPool2d(2).parameters()))

# %% winners
leaf = x.clone().requires_grad_()
F.max_pool2d(leaf, 2).sum().backward()
print(leaf.grad[0, 0])  # (1)!

# %% size
maps = torch.rand(4, 16, 13, 13)
print(nn.MaxPool2d(2)(maps).shape)  # (1)!
print(nn.MaxPool2d(2, ceil_mode=True)(maps).shape)
print(nn.MaxPool2d(3, stride=2, padding=1)(maps).shape)  # (2)!

# %% average
print(F.avg_pool2d(x, 2))
ones = torch.ones(1, 1, 4, 4)
print(F.avg_pool2d(ones, 3, stride=2, padding=1))  # (1)!
print(F.avg_pool2d(ones, 3, stride=2, padding=1, count_include_pad=False))

# %% adaptive
pool = nn.AdaptiveAvgPool2d(1)
for size in (7, 8, 13):
    print(size, pool(torch.rand(4, 512, size, size)).shape)
mean = maps.mean(dim=(2, 3), keepdim=True)
torch.testing.assert_close(pool(maps), mean)  # (1)!

# %% adaptive-windows
row = torch.tensor([[1.0, 2, 3, 4, 5, 6, 7]])  # (C, L)
print(F.adaptive_avg_pool1d(row, 3))
for n in range(3):
    start, end = n * 7 // 3, -(-(n + 1) * 7 // 3)  # (1)!
    print(row[0, start:end].tolist(), row[0, start:end].mean())

# %% nearest
small = torch.tensor([[1.0, 2.0], [3.0, 4.0]])[None, None]
print(F.interpolate(small, scale_factor=2, mode="nearest"))  # (1)!

# %% bilinear
print(F.interpolate(small, scale_factor=2, mode="bilinear"))
corners = F.interpolate(
    small, size=(4, 4), mode="bilinear", align_corners=True
)
print(corners)  # (1)!

# %% transposed
kernel = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])  # (in, out, kH, kW)
print(F.conv_transpose2d(small, kernel, stride=2))  # (1)!

# %% transposed-by-hand
canvas = torch.zeros(4, 4)
for i in range(2):
    for j in range(2):
        place = canvas[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
        place += small[0, 0, i, j] * kernel[0, 0]
expected = F.conv_transpose2d(small, kernel, stride=2)[0, 0]
print(torch.equal(canvas, expected))

# %% transposed-layer
down = nn.Conv2d(3, 16, kernel_size=4, stride=2, padding=1)
up = nn.ConvTranspose2d(16, 3, kernel_size=4, stride=2, padding=1)
images = torch.rand(2, 3, 32, 32)
print(down(images).shape, up(down(images)).shape)
print(down.weight.shape, up.weight.shape)  # (1)!

# %% output-padding
halve = nn.Conv2d(1, 1, kernel_size=3, stride=2, padding=1)
for size in (7, 8):
    print(size, halve(torch.rand(1, 1, size, size)).shape)  # (1)!
options = dict(kernel_size=3, stride=2, padding=1)
x4 = torch.rand(1, 1, 4, 4)
print(nn.ConvTranspose2d(1, 1, **options)(x4).shape)
print(nn.ConvTranspose2d(1, 1, output_padding=1, **options)(x4).shape)

# %% overlap
row = torch.ones(1, 1, 1, 4)
for k in (2, 3):
    print(F.conv_transpose2d(row, torch.ones(1, 1, 1, k), stride=2))

# %% size-or-scale
print(F.interpolate(maps, 2).shape)  # (1)!
print(F.interpolate(maps, scale_factor=2).shape)

# %% axes-repaired
picture = torch.rand(3, 8, 8)  # (C, H, W)
print(F.interpolate(picture, scale_factor=2).shape)  # (1)!
print(F.interpolate(picture[None], scale_factor=2)[0].shape)


# %% max-pool-stub
def max_pool(x):  # (N, C, H, W), H and W even
    """Pool windows of 2x2, without a pooling function."""
    return x[:, :, ::2, ::2]


# %% max-pool-solution
def max_pool(x):  # (N, C, H, W), H and W even
    """Pool windows of 2x2, without a pooling function."""
    windows = x.unflatten(3, (-1, 2)).unflatten(2, (-1, 2))
    return windows.amax(dim=(3, 5))


# %% max-pool-check fails-with=max-pool-stub
images = torch.randn(2, 3, 6, 8)
assert torch.equal(max_pool(images), F.max_pool2d(images, 2))


# %% upsample-stub
def enlarge(x, factor):  # (N, C, H, W)
    """Repeat every pixel factor times in both directions."""
    return x.repeat(1, 1, factor, factor)


# %% upsample-solution
def enlarge(x, factor):  # (N, C, H, W)
    """Repeat every pixel factor times in both directions."""
    rows = x.repeat_interleave(factor, dim=2)
    return rows.repeat_interleave(factor, dim=3)


# %% upsample-check fails-with=upsample-stub
expected = F.interpolate(images, scale_factor=3, mode="nearest")
assert torch.equal(enlarge(images, 3), expected)


# %% transposed-size-stub
def transposed_size(size, kernel, stride=1, padding=0):
    """Give the length of one axis after a transposed convolution."""
    return size * stride


# %% transposed-size-solution
def transposed_size(size, kernel, stride=1, padding=0):
    """Give the length of one axis after a transposed convolution."""
    return (size - 1) * stride + kernel - 2 * padding


# %% transposed-size-check fails-with=transposed-size-stub
for settings in ((4, 2, 2, 0), (5, 3, 2, 1), (7, 5, 3, 2), (6, 4, 1, 0)):
    size, k, s, p = settings
    layer = nn.ConvTranspose2d(1, 1, k, s, p)
    length = layer(torch.zeros(1, 1, size, size)).shape[2]
    assert transposed_size(*settings) == length, settings
