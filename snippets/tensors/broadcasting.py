"""Broadcasting: how tensors of different shapes meet."""

# %% import
import torch

# %% outer-sum
rows = torch.arange(3).reshape(3, 1)  # (1)!
cols = torch.arange(4)  # (2)!
table = rows + cols
print(table)

# %% rule
print(torch.broadcast_shapes((5, 1, 4), (3, 1)))

# %% no-copy
stretched = rows.expand(3, 4)
print(stretched.stride())  # (1)!
print(stretched.data_ptr() == rows.data_ptr())

# %% result-costs
long = torch.rand(2000, 1)
wide = torch.rand(2000)
print(long.nbytes + wide.nbytes, (long + wide).nbytes)

# %% centre-columns
scores = torch.tensor([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]])  # (N, C)
centred = scores - scores.mean(dim=0)  # (N, C) - (C,)
print(centred)

# %% centre-rows
row_means = scores.mean(dim=1, keepdim=True)  # (1)!
print(row_means.shape)
print(scores - row_means)

# %% everywhere
inside = (cols >= torch.tensor([[0], [1], [2]])) & (cols < 3)  # (3, 4)
print(inside)
print(torch.where(inside, cols, -1))  # (1)!

# %% silent-square
prediction = torch.tensor([[1.0], [2.0], [3.0]])  # (N, 1)
target = torch.tensor([1.0, 2.0, 3.0])  # (N,)
error = prediction - target
print(error.shape)  # (1)!
print(error.square().mean())

# %% silent-square-repaired
error = prediction.squeeze(1) - target  # (N,) - (N,)
print(error.square().mean())

# %% loss-warns warns=UserWarning
loss = torch.nn.functional.mse_loss(prediction, target)
print(loss)

# %% silent-direction
pixels = torch.tensor([[1.0, 2.0], [3.0, 6.0]])  # (1)!
print(pixels - pixels.mean(dim=1))
print(pixels - pixels.mean(dim=1, keepdim=True))

# %% in-place-repaired
column = torch.zeros(3, 1)
column = column + torch.zeros(4)
print(column.shape)


# %% normalise-stub
def normalise(images, mean, std):  # (N, C, H, W), (C,), (C,)
    """Every channel less its mean, divided by its standard deviation."""
    return (images - images.mean()) / images.std()


# %% normalise-solution
def normalise(images, mean, std):  # (N, C, H, W), (C,), (C,)
    """Every channel less its mean, divided by its standard deviation."""
    return (images - mean[:, None, None]) / std[:, None, None]  # (1)!


# %% normalise-check fails-with=normalise-stub
images = torch.rand(8, 3, 32, 32) * torch.tensor([1, 2, 3])[:, None, None]
mean, std = images.mean(dim=(0, 2, 3)), images.std(dim=(0, 2, 3))
result = normalise(images, mean, std)
torch.testing.assert_close(result.mean(dim=(0, 2, 3)), torch.zeros(3))
torch.testing.assert_close(result.std(dim=(0, 2, 3)), torch.ones(3))


# %% distances-stub
def distances(a, b):  # (N, D), (M, D) -> (N, M)
    """The Euclidean distance of every point of a to every point of b."""
    return torch.zeros(len(a), len(b))


# %% distances-solution
def distances(a, b):  # (N, D), (M, D) -> (N, M)
    """The Euclidean distance of every point of a to every point of b."""
    difference = a[:, None, :] - b[None, :, :]  # (N, 1, D) - (1, M, D)
    return difference.square().sum(dim=-1).sqrt()


# %% distances-check fails-with=distances-stub
a, b = torch.rand(5, 2), torch.rand(7, 2)
torch.testing.assert_close(distances(a, b), torch.cdist(a, b))


# %% one-hot-stub
def one_hot(labels, classes):  # (N,) -> (N, classes)
    """Row i holds a 1 in column labels[i], and 0 elsewhere."""
    return torch.zeros(len(labels), classes, dtype=torch.int64)


# %% one-hot-solution
def one_hot(labels, classes):  # (N,) -> (N, classes)
    """Row i holds a 1 in column labels[i], and 0 elsewhere."""
    return (labels[:, None] == torch.arange(classes)).long()  # (1)!


# %% one-hot-check fails-with=one-hot-stub
labels = torch.tensor([2, 0, 1, 2])
reference = torch.nn.functional.one_hot(labels, 4)
assert torch.equal(one_hot(labels, 4), reference)
