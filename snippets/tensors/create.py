"""What a tensor is, and how to make one."""

# %% import
import math

import torch

# %% anatomy
scores = torch.tensor([[5.5, 3.0], [1.0, 2.0], [0.0, 4.0]])  # (3, 2)
print(scores)
print(scores.shape, scores.dtype, scores.device)  # (1)!

# %% dimensions
scalar = torch.tensor(7.0)  # ()
vector = torch.tensor([1.0, 2.0, 3.0])  # (3,)
matrix = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])  # (2, 3)
block = torch.zeros(2, 3, 4)  # (2, 3, 4)
for t in (scalar, vector, matrix, block):
    print(t.dim(), t.shape)

# %% scalar
loss = torch.tensor(0.25)
batch_of_one = torch.tensor([0.25])  # (1)!
print(loss.shape, batch_of_one.shape)
print(loss.item(), type(loss.item()))  # (2)!

# %% shape-is-a-tuple
rows, columns = matrix.shape
print(rows, columns)
print(matrix.size() == matrix.shape, matrix.size(1))  # (1)!
print(isinstance(matrix.shape, tuple), matrix.shape + (4,))

# %% memory
print(matrix.numel(), "numbers")  # (1)!
print(matrix.element_size(), "bytes each")
print(matrix.nbytes, "bytes in all")

# %% infer
print(torch.tensor([1, 2]).dtype)
print(torch.tensor([1, 2.5]).dtype)  # (1)!
print(torch.tensor([True, False]).dtype)
print(torch.tensor([1, 2], dtype=torch.float64).dtype)

# %% constants
print(torch.zeros(2, 3))  # (1)!
print(torch.ones(2, dtype=torch.int64))
print(torch.full((2, 3), 7.0))  # (2)!
print(torch.eye(3))

# %% sequences
print(torch.arange(0, 10, 2))  # (1)!
print(torch.linspace(0, 10, steps=4))  # (2)!
print(torch.logspace(0, -1, steps=4))  # (3)!

# %% float-step
surprise = torch.arange(1, 1.3, 0.1)
print(surprise)  # (1)!
print(torch.linspace(1, 1.2, steps=3))

# %% like
half = torch.zeros(2, 3, dtype=torch.float16)
print(torch.ones_like(half))  # (1)!
print(torch.ones_like(half, dtype=torch.int64).dtype)

# %% new
bias = half.new_ones(3)  # (1)!
print(bias.shape, bias.dtype)

# %% empty
losses = torch.empty(4)  # (1)!
for epoch in range(4):
    losses[epoch] = 1 / (epoch + 1)
print(losses)

# %% print-rounding
third = torch.tensor([1 / 3])
print(third)
print(third.item())
print(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.5]))  # (1)!
print(torch.tensor([0.0001, 1000.0]))  # (2)!

# %% print-suffix
print(torch.tensor([1, 2]), torch.tensor([1.0, 2.0]))  # (1)!
print(torch.tensor([1, 2], dtype=torch.int32))
weight = torch.ones(2, requires_grad=True)
print(weight)
print(weight * 2)  # (2)!

# %% print-long
print(torch.arange(5000))

# %% print-options
torch.set_printoptions(precision=8, threshold=6, edgeitems=2)  # (1)!
print(third)
print(torch.linspace(0, 1, steps=101))
torch.set_printoptions(profile="default")

# %% size-or-data
print(torch.Tensor(3).shape)  # (1)!
print(torch.Tensor([3]))
print(torch.FloatTensor(2, 3).shape, torch.FloatTensor([2, 3]).shape)

# %% size-or-data-repaired
print(torch.empty(3).shape)
print(torch.tensor([3.0]))

# %% class-or-function
print(torch.Tensor([1, 2]).dtype, torch.tensor([1, 2]).dtype)
torch.set_default_dtype(torch.float64)
print(torch.Tensor([1, 2]).dtype)  # (1)!
torch.set_default_dtype(torch.float32)
print(torch.Tensor is torch.FloatTensor)

# %% ragged-repaired
padded = torch.tensor([[1, 2], [3, 0]])
print(padded.shape)


# %% bias-column-stub
def bias_column(table):  # (N, C) -> (N, 1)
    """A column of ones with the dtype and device of the table."""
    return torch.ones(len(table), 1)


# %% bias-column-solution
def bias_column(table):  # (N, C) -> (N, 1)
    """A column of ones with the dtype and device of the table."""
    return table.new_ones(len(table), 1)


# %% bias-column-check fails-with=bias-column-stub
table = torch.zeros(4, 3, dtype=torch.float64)
assert torch.equal(bias_column(table), torch.ones_like(table[:, :1]))
assert bias_column(table).dtype == table.dtype
assert bias_column(table.to("meta")).device.type == "meta"


# %% geometric-stub
def geometric(first, last, count):  # -> (count,)
    """From first to last, always by the same factor."""
    return torch.linspace(first, last, count)


# %% geometric-solution
def geometric(first, last, count):  # -> (count,)
    """From first to last, always by the same factor."""
    return torch.logspace(math.log10(first), math.log10(last), count)


# %% geometric-check fails-with=geometric-stub
expected = torch.tensor([0.1, 0.01, 0.001, 0.0001])
torch.testing.assert_close(geometric(0.1, 0.0001, 4), expected)
doubling = torch.tensor([1.0, 2.0, 4.0, 8.0])
torch.testing.assert_close(geometric(1, 8, 4), doubling)


# %% memory-needed-stub
def memory_needed(shape, dtype):
    """Bytes that a tensor of this shape and dtype occupies."""
    return torch.Size(shape).numel()


# %% memory-needed-solution
def memory_needed(shape, dtype):
    """Bytes that a tensor of this shape and dtype occupies."""
    return torch.Size(shape).numel() * dtype.itemsize


# %% memory-needed-check fails-with=memory-needed-stub
for dtype in (torch.bool, torch.float16, torch.float64):
    sample = torch.zeros(3, 32, 32, dtype=dtype)
    assert memory_needed((3, 32, 32), dtype) == sample.nbytes
print(memory_needed((100_000, 100_000), torch.float32) / 1e9, "GB")
