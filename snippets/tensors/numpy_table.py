"""NumPy and PyTorch side by side, and where the same word differs."""

# %% import
import numpy as np
import torch

# %% _same
from snippets.tensors.compare import same, same_answer, same_range, same_shape

# %% data
numbers = [[1.0, 2.0], [4.0, 3.0], [5.0, 6.0]]
a, ta = np.array(numbers), torch.tensor(numbers)  # (1)!
b, tb = np.full((3, 2), 10.0), torch.full((3, 2), 10.0)
m, tm = np.array([[2.0, 1.0], [5.0, 3.0]]), torch.tensor([[2.0, 1], [5, 3]])
c, tc = np.arange(24).reshape(2, 3, 4), torch.arange(24).reshape(2, 3, 4)
print(a.dtype, ta.dtype)

# %% from-data
array = np.array([1.0, 2.5])
tensor = torch.tensor([1.0, 2.5])
same(array, tensor)

# %% zeros
array = np.zeros((2, 3))
tensor = torch.zeros(2, 3)
same(array, tensor)

# %% ones
array = np.ones((2, 3))
tensor = torch.ones(2, 3)
same(array, tensor)

# %% unset
array = np.empty((2, 3))
tensor = torch.empty(2, 3)
same_shape(array, tensor)

# %% whole-numbers
array = np.arange(0, 10, 2)
tensor = torch.arange(0, 10, 2)
same(array, tensor)

# %% zeros-like
array = np.zeros_like(a)
tensor = torch.zeros_like(ta)
same(array, tensor)

# %% uniform
array = np.random.rand(5, 3)
tensor = torch.rand(5, 3)
same_range(array, tensor, 0, 1)

# %% normal
array = np.random.randn(5, 3)
tensor = torch.randn(5, 3)
same_shape(array, tensor)

# %% normal-like
array = np.random.randn(*a.shape)
tensor = torch.randn_like(ta)
same_shape(array, tensor)

# %% shape
array = a.shape
tensor = ta.shape
same_answer(array, tuple(tensor))

# %% count
array = a.size
tensor = ta.numel()
same_answer(array, tensor)

# %% cast
array = a.astype(np.int32)
tensor = ta.to(torch.int32)
same(array, tensor)

# %% duplicate
array = a.copy()
tensor = ta.clone()
same(array, tensor)

# %% column
array = a[:, 1]
tensor = ta[:, 1]
same(array, tensor)

# %% part
array = a[1:, :1]
tensor = ta[1:, :1]
same(array, tensor)

# %% by-list
array = a[[0, 2]]
tensor = ta[[0, 2]]
same(array, tensor)

# %% by-mask
array = a[a > 2]
tensor = ta[ta > 2]
same(array, tensor)

# %% choose
array = np.where(a > 2, a, 0)
tensor = torch.where(ta > 2, ta, 0)
same(array, tensor)

# %% backwards
array = a[::-1]
tensor = ta.flip(0)
same(array, tensor)

# %% reshape
array = a.reshape(-1, 3)
tensor = ta.reshape(-1, 3)
same(array, tensor)

# %% one-axis
array = a.ravel()
tensor = ta.ravel()
same(array, tensor)

# %% transpose
array = a.T
tensor = ta.T
same(array, tensor)

# %% reorder
array = c.transpose(2, 0, 1)
tensor = tc.permute(2, 0, 1)
same(array, tensor)

# %% swap
array = c.swapaxes(0, 1)
tensor = tc.transpose(0, 1)
same(array, tensor)

# %% new-axis
array = np.expand_dims(a, 1)
tensor = ta.unsqueeze(1)
same(array, tensor)

# %% stretch
array = np.broadcast_to(a, (4, 3, 2))
tensor = ta.expand(4, 3, 2)
same(array, tensor)

# %% tile
array = np.tile(a, (1, 2))
tensor = ta.repeat(1, 2)
same(array, tensor)

# %% repeat-each
array = np.repeat(a, 2, axis=0)
tensor = ta.repeat_interleave(2, dim=0)
same(array, tensor)

# %% below
array = np.vstack((a, b))
tensor = torch.cat((ta, tb), dim=0)
same(array, tensor)

# %% beside
array = np.hstack((a, b))
tensor = torch.cat((ta, tb), dim=1)
same(array, tensor)

# %% stack
array = np.stack((a, b))
tensor = torch.stack((ta, tb))
same(array, tensor)

# %% add
array = a + b
tensor = ta + tb
same(array, tensor)

# %% subtract
array = a - b
tensor = ta - tb
same(array, tensor)

# %% times
array = a * b
tensor = ta * tb
same(array, tensor)

# %% matmul
array = a @ m
tensor = ta @ tm
same(array, tensor)

# %% clip
array = np.clip(a, 2, 5)
tensor = ta.clamp(2, 5)
same(array, tensor)

# %% add-in-place
array = np.add(b, a, out=b)
tensor = tb.add_(ta)
same(array, tensor)

# %% mean
array = a.mean(axis=1, keepdims=True)
tensor = ta.mean(dim=1, keepdim=True)
same(array, tensor)

# %% largest
array = a.max(axis=0)
tensor = ta.amax(dim=0)
same(array, tensor)

# %% spread
array = a.std(axis=0)
tensor = ta.std(dim=0, correction=0)
same(array, tensor)

# %% sort
array = np.sort(a, axis=0)
tensor = ta.sort(dim=0).values
same(array, tensor)

# %% norm
array = np.linalg.norm(a)
tensor = torch.linalg.vector_norm(ta)
same(array, tensor)

# %% inverse
array = np.linalg.inv(m)
tensor = torch.linalg.inv(tm)
same(array, tensor)

# %% numpy-words
print(ta.sum(axis=0, keepdims=True).shape)  # (1)!
print(torch.concatenate((ta, tb), axis=1).shape)
print(torch.vstack((ta, tb)).shape, torch.hstack((ta, tb)).shape)
