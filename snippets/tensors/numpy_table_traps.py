"""The same name in NumPy and in PyTorch, and not the same meaning."""

# %% _import
import numpy as np
import torch

# %% std
heights = [1.0, 2.0, 3.0, 4.0]
print(np.std(heights), torch.tensor(heights).std())  # (1)!
print(torch.tensor(heights).std(correction=0))

# %% median
print(np.median(heights), torch.tensor(heights).median())  # (1)!
print(torch.tensor(heights).quantile(0.5))

# %% element
values, tvalues = np.array([1.0, 2.0]), torch.tensor([1.0, 2.0])
first, tfirst = values[0], tvalues[0]
values[0], tvalues[0] = 9, 9
print(first, tfirst)  # (1)!

# %% element-repaired
tfirst = tvalues[0].item()
tvalues[0] = 5
print(tfirst)

# %% flatten
table, ttable = np.zeros((2, 2)), torch.zeros(2, 2)
flat, tflat = table.flatten(), ttable.flatten()
flat[0], tflat[0] = 9, 9
print(table[0, 0], ttable[0, 0])  # (1)!

# %% flatten-repaired
tflat = ttable.flatten().clone()
tflat[0] = 5
print(ttable[0, 0])

# %% repeat
print(np.array([1, 2]).repeat(2), torch.tensor([1, 2]).repeat(2))
print(np.tile([1, 2], 2), torch.tensor([1, 2]).repeat_interleave(2))

# %% split
six, tsix = np.arange(6), torch.arange(6)
print(len(np.split(six, 2)), len(tsix.split(2)))  # (1)!
print(len(tsix.tensor_split(2)))

# %% randn-like
weights = np.ones((2, 3), dtype=np.float32)
noise = np.random.randn(*weights.shape)
print(noise.dtype, (weights + noise).dtype)  # (1)!
print(torch.randn_like(torch.from_numpy(weights)).dtype)

# %% norm
square, tsquare = np.diag([3.0, 4.0]), torch.diag(torch.tensor([3.0, 4.0]))
print(np.linalg.norm(square, 2))  # (1)!
print(torch.linalg.matrix_norm(tsquare, 2))
print(torch.linalg.vector_norm(tsquare, 2))  # (2)!

# %% joined
two = np.ones(2), np.zeros(2)
ttwo = torch.ones(2), torch.zeros(2)
print(np.vstack(two).shape, torch.cat(ttwo, dim=0).shape)  # (1)!
print(torch.vstack(ttwo).shape, torch.hstack(ttwo).shape)  # (2)!

# %% vstack-repaired
print(np.vstack((np.ones((1, 2)), np.zeros((1, 2)))).shape)

# %% reshape-repaired
tfifteen = torch.arange(15.0).reshape(5, 3)
print(tfifteen.reshape(3, -1).shape, tfifteen.view(3, -1).shape)  # (1)!

# %% size-repaired
print(tsix.size(), tsix.numel())


# %% in-numpy
def standardise_array(x):  # (N, C) -> (N, C)
    """Every column to mean 0 and standard deviation 1."""
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% standardise-stub
def standardise(x):  # (N, C) -> (N, C)
    """Every column to mean 0 and standard deviation 1."""
    return (x - x.mean(dim=0)) / x.std(dim=0)


# %% standardise-solution
def standardise(x):  # (N, C) -> (N, C)
    """Every column to mean 0 and standard deviation 1."""
    return (x - x.mean(dim=0)) / x.std(dim=0, correction=0)


# %% standardise-check fails-with=standardise-stub
x = torch.rand(8, 3)
expected = torch.from_numpy(standardise_array(x.numpy()))
torch.testing.assert_close(standardise(x), expected)


# %% rotate-in-numpy
def rotate_array(images):  # (N, H, W) -> (N, W, H)
    """Every image turned a quarter to the left."""
    return images[:, :, ::-1].transpose(0, 2, 1)


# %% rotate-stub
def rotate(images):  # (N, H, W) -> (N, W, H)
    """Every image turned a quarter to the left."""
    return images.transpose(1, 2).flip(2)


# %% rotate-solution
def rotate(images):  # (N, H, W) -> (N, W, H)
    """Every image turned a quarter to the left."""
    return images.flip(2).transpose(1, 2)


# %% rotate-check fails-with=rotate-stub
images = torch.arange(12).reshape(2, 2, 3)
expected = torch.from_numpy(rotate_array(images.numpy()).copy())  # (1)!
assert torch.equal(rotate(images), expected)
