"""Shapes: the same numbers, arranged in another way."""

# %% import
import torch

# %% reading-order
count = torch.arange(12)  # (12,)
table = count.reshape(3, 4)  # (3, 4)
print(table)
print(table.reshape(2, 6))
print(table.reshape(12))  # (1)!

# %% minus-one
square = torch.arange(16).reshape(4, 4)
print(square.reshape(-1).shape)
print(square.reshape(-1, 8).shape)  # (1)!
print(square.reshape(2, -1, 4).shape)

# %% shared
flat = square.view(16)
flat[0] = 100
print(square[0])  # (1)!
print(flat.data_ptr() == square.data_ptr())

# %% view-or-copy
turned = table.T  # (4, 3)
copied = turned.reshape(12)  # (1)!
copied[0] = 100
print(turned[0, 0])
print(copied.data_ptr() == turned.data_ptr())

# %% flatten
images = torch.rand(8, 3, 32, 32)  # (N, C, H, W)
print(images.flatten(1).shape)  # (1)!
print(images.flatten(2).shape)
print(images.flatten().shape)

# %% unflatten
features = torch.rand(8, 768)
print(features.unflatten(1, (12, 64)).shape)
print(features.unflatten(1, (12, -1)).shape)

# %% unsqueeze
row = torch.arange(3)  # (3,)
print(row.unsqueeze(0).shape, row.unsqueeze(1).shape)
print(row[None].shape, row[:, None].shape)  # (1)!

# %% squeeze
thin = torch.zeros(1, 3, 1)
print(thin.squeeze().shape)
print(thin.squeeze(2).shape)
print(thin.squeeze(1).shape)  # (1)!

# %% expand
scores = torch.tensor([[1], [2], [3]])  # (3, 1)
expanded = scores.expand(3, 4)  # (1)!
print(expanded)
print(expanded.data_ptr() == scores.data_ptr())

# %% repeat
repeated = scores.repeat(1, 4)  # (1)!
print(torch.equal(repeated, expanded))
print(repeated.data_ptr() == scores.data_ptr())

# %% expand-elements
print(expanded.numel(), "elements")
print(expanded.untyped_storage().nbytes(), "bytes")  # (1)!
print(repeated.untyped_storage().nbytes(), "bytes")

# %% expand-and-repeat-arguments
maps = torch.rand(8, 32, 1, 1)
print(maps.expand(-1, 32, 14, 14).shape)  # (1)!
print(maps.repeat(1, 32, 14, 14).shape)  # (2)!
print(maps.repeat(1, 1, 14, 14).shape)

# %% movedim
photo = torch.rand(32, 48, 3)  # (H, W, C)
print(photo.movedim(-1, 0).shape)  # (1)!
print(photo.permute(2, 0, 1).shape)  # (2)!
print(photo.transpose(0, 2).shape)  # (3)!

# %% reshape-is-not-transpose
wanted = table.T  # (4, 3)
wrong = table.reshape(4, 3)
print(wanted)
print(wrong)

# %% squeeze-eats-the-batch
one = torch.rand(1, 10, 1)  # (1)!
print(one.squeeze().shape)
print(one.squeeze(-1).shape)  # (2)!

# %% view-repaired
print(table.T.reshape(12))
print(table.T.contiguous().view(12))

# %% expand-silent
source = torch.tensor([[1], [2], [3]])
source.expand(3, 4)[0, 0] = 9  # (1)!
print(source.flatten())

# %% expand-repaired
writable = scores.expand(3, 4).clone()
writable += 1
print(writable)


# %% heads-stub
def split_heads(x, heads):  # (N, T, D) -> (N, heads, T, D / heads)
    """Cut the last axis into `heads` equal pieces, side by side on axis 1."""
    return x.reshape(x.shape[0], heads, x.shape[1], -1)


# %% heads-solution
def split_heads(x, heads):  # (N, T, D) -> (N, heads, T, D / heads)
    """Cut the last axis into `heads` equal pieces, side by side on axis 1."""
    return x.unflatten(-1, (heads, -1)).movedim(2, 1)  # (1)!


# %% heads-check fails-with=heads-stub
x = torch.rand(2, 5, 12)
pieces = torch.stack(x.chunk(3, dim=-1), dim=1)  # (2, 3, 5, 4)
assert torch.equal(split_heads(x, 3), pieces)


# %% enlarge-stub
def enlarge(image, k):  # (C, H, W) -> (C, k * H, k * W)
    """Make every pixel a block of k by k equal pixels."""
    return image.repeat(1, k, k)


# %% enlarge-solution
def enlarge(image, k):  # (C, H, W) -> (C, k * H, k * W)
    """Make every pixel a block of k by k equal pixels."""
    c, h, w = image.shape
    blocks = image[:, :, None, :, None].expand(c, h, k, w, k)  # (1)!
    return blocks.reshape(c, h * k, w * k)


# %% enlarge-check fails-with=enlarge-stub
image = torch.rand(3, 4, 5)
nearest = torch.nn.functional.interpolate(image[None], scale_factor=2)
assert torch.equal(enlarge(image, 2), nearest[0])


# %% montage-stub
def montage(images, rows, columns):  # (rows * columns, H, W) -> 2-D
    """Lay the images out as one picture, row by row."""
    n, h, w = images.shape
    return images.reshape(rows * h, columns * w)


# %% montage-solution
def montage(images, rows, columns):  # (rows * columns, H, W) -> 2-D
    """Lay the images out as one picture, row by row."""
    n, h, w = images.shape
    tiles = images.unflatten(0, (rows, columns))  # (rows, columns, H, W)
    return tiles.movedim(1, 2).reshape(rows * h, columns * w)  # (1)!


# %% montage-check fails-with=montage-stub
photos = torch.rand(6, 4, 5)
top = torch.cat([photos[0], photos[1], photos[2]], dim=1)
bottom = torch.cat([photos[3], photos[4], photos[5]], dim=1)
assert torch.equal(montage(photos, 2, 3), torch.cat([top, bottom]))
