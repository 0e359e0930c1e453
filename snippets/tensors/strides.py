"""Strides: how a tensor lies in memory, and when a view of it exists."""

# %% import
import torch

# %% storage
table = torch.arange(12).reshape(3, 4)
print(table.shape, table.stride(), table.storage_offset())
print(table.untyped_storage().nbytes())  # (1)!

# %% position
i, j = 2, 1
k = table.storage_offset() + i * table.stride(0) + j * table.stride(1)
print(k)
print(table[i, j], table.flatten()[k])  # (1)!

# %% slice
part = table[1:, ::2]  # (2, 2)
print(part)
print(part.storage_offset(), part.stride())  # (1)!


# %% same-storage
def same_storage(a, b):
    """Do both read the same stretch of memory?"""
    first, second = a.untyped_storage(), b.untyped_storage()
    return first.data_ptr() == second.data_ptr()


print(same_storage(part, table))
print(part.data_ptr() == table.data_ptr())  # (1)!

# %% transpose
turned = table.T
print(turned)
print(turned.shape, turned.stride())
print(same_storage(turned, table))

# %% ways-to-transpose
block = torch.arange(24).reshape(2, 3, 4)
print(block.transpose(0, 2).shape)  # (1)!
print(block.permute(1, 2, 0).shape)  # (2)!
print(block.mT.shape)  # (3)!
print(block.permute(1, 2, 0).stride())

# %% contiguous
print(table.is_contiguous(), turned.is_contiguous())
copied = turned.contiguous()
print(copied.stride(), same_storage(copied, turned))
print(table.contiguous() is table)  # (1)!

# %% merge
left = torch.arange(18).reshape(3, 6)[:, :4]  # (3, 4)
print(left.stride(), left.is_contiguous())
print(left.view(3, 2, 2).stride())  # (1)!

# %% merge-some
cube = torch.arange(40).reshape(2, 4, 5)
halved = cube[:, :2]  # (2, 2, 5)
print(halved.stride(), halved.is_contiguous())
print(halved.view(2, 10).stride())  # (1)!

# %% reshape-tells-nothing
print(same_storage(left.reshape(3, 2, 2), left))
print(same_storage(left.reshape(12), left))  # (1)!

# %% contiguous-then-view
print(turned.contiguous().view(2, 6))
print(turned.reshape(2, 6).equal(turned.contiguous().view(2, 6)))

# %% pollution
flat = table.T.flatten()  # (1)!
polluted = flat.view(3, 4)  # (2)!
print(polluted)
print(torch.equal(polluted, table))

# %% pollution-repaired
restored = flat.view(4, 3).T  # (1)!
print(torch.equal(restored, table))

# %% transpose-is-not-permute
images = torch.arange(24).reshape(2, 3, 2, 2)  # (N, C, H, W)
swapped = images.transpose(1, 3)  # (N, W, H, C)
moved = images.permute(0, 2, 3, 1)  # (N, H, W, C)
print(swapped.shape == moved.shape)  # (1)!
print(swapped.equal(moved))
print(swapped.transpose(1, 2).equal(moved))  # (2)!

# %% small-view-large-storage
big = torch.zeros(1000, 1000)
row = big[0]
print(row.nbytes, row.untyped_storage().nbytes())  # (1)!
print(row.clone().untyped_storage().nbytes())

# %% reverse-axes warns=UserWarning
print(block.T.shape)

# %% reverse-axes-repaired
print(block.mT.shape)  # (1)!
print(block.permute(2, 1, 0).shape)

# %% t
print(table.t().shape)
print(torch.arange(3).t().shape)  # (1)!


# %% strides-stub
def contiguous_strides(shape):
    """The strides of a contiguous tensor of this shape, as a tuple."""
    return tuple(shape)


# %% strides-solution
def contiguous_strides(shape):
    """The strides of a contiguous tensor of this shape, as a tuple."""
    strides, step = [], 1
    for length in reversed(shape):
        strides.insert(0, step)
        step *= length
    return tuple(strides)


# %% strides-check fails-with=strides-stub
for shape in [(7,), (3, 4), (2, 3, 4), (5, 1, 2, 3)]:
    assert contiguous_strides(shape) == torch.empty(shape).stride()


# %% diagonal-stub
def diagonal(matrix):  # (N, N) -> (N,)
    """The diagonal of a matrix, as a view on the same storage."""
    return matrix[0]


# %% diagonal-solution
def diagonal(matrix):  # (N, N) -> (N,)
    """The diagonal of a matrix, as a view on the same storage."""
    step = matrix.stride(0) + matrix.stride(1)  # (1)!
    return matrix.as_strided((len(matrix),), (step,))


# %% diagonal-check fails-with=diagonal-stub
for matrix in (torch.rand(4, 4), torch.rand(4, 4).T, left[:, 1:]):
    assert torch.equal(diagonal(matrix), matrix.diagonal())
    assert same_storage(diagonal(matrix), matrix)


# %% flat-stub
def flat_is_free(t):
    """Can all the axes of t be merged into one without a copy?"""
    return t.is_contiguous()


# %% flat-solution
from itertools import pairwise


def flat_is_free(t):
    """Can all the axes of t be merged into one without a copy?"""
    long = [k for k in range(t.dim()) if t.shape[k] > 1]  # (1)!
    return all(
        t.stride(k) == t.shape[m] * t.stride(m) for k, m in pairwise(long)
    )


# %% flat-check fails-with=flat-stub
for t in (table, turned, left, cube, halved, table[:, 1:2], left[0, ::2]):
    assert flat_is_free(t) == same_storage(t.reshape(-1), t)
