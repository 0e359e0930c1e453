"""Joining and splitting: several tensors into one, and back."""

# %% import
import numpy as np
import torch

# %% cat
top = torch.tensor([[1, 2, 3], [4, 5, 6]])  # (2, 3)
bottom = torch.tensor([[7, 8, 9]])  # (1, 3)
print(torch.cat([top, bottom]))  # (1)!

# %% cat-columns
right = torch.tensor([[0, 0], [0, 0]])  # (2, 2)
print(torch.cat([top, right], dim=1))
print(torch.cat([torch.ones(4, 3), torch.ones(4, 2)], dim=1).shape)  # (1)!

# %% stack
a = torch.tensor([1, 2, 3])
b = torch.tensor([4, 5, 6])
print(torch.cat([a, b]))  # (1)!
print(torch.stack([a, b]))  # (2)!
print(torch.stack([a, b], dim=1))  # (3)!

# %% stack-is-cat
by_hand = torch.cat([a.unsqueeze(0), b.unsqueeze(0)])  # (1, 3), (1, 3)
print(torch.equal(torch.stack([a, b]), by_hand))

# %% batch
images = [torch.rand(3, 32, 32) for _ in range(8)]
batch = torch.stack(images)
print(batch.shape)  # (1)!

# %% numpy
A, B = np.ones((2, 3)), np.zeros((2, 3))
s, t = torch.ones(2, 3), torch.zeros(2, 3)
print(np.vstack((A, B)).shape, torch.cat((s, t), dim=0).shape)
print(np.hstack((A, B)).shape, torch.cat((s, t), dim=1).shape)
print(np.hstack((A[0], B[0])).shape, torch.cat((s[0], t[0])).shape)  # (1)!

# %% split
table = torch.arange(10).reshape(5, 2)
print([len(piece) for piece in table.split(2)])  # (1)!
print([len(piece) for piece in table.split([1, 1, 3])])  # (2)!
left, right = table.split(1, dim=1)
print(left.shape)

# %% chunk
print([len(piece) for piece in table.chunk(2)])
for n in (4, 6):
    print(n, [len(piece) for piece in table.chunk(n)])  # (1)!

# %% tensor-split
for n in (2, 4, 6):
    print(n, [len(piece) for piece in table.tensor_split(n)])  # (1)!

# %% qkv
projected = torch.rand(2, 5, 24)  # (N, length, 3 * 8)
query, key, value = projected.chunk(3, dim=-1)
print(query.shape, key.shape, value.shape)

# %% unbind
red, green, blue = images[0].unbind(0)  # (3, H, W)
print(red.shape)  # (1)!
print(torch.equal(torch.stack([red, green, blue]), images[0]))

# %% pieces-are-views
first, second = table.split([2, 3])
first.zero_()
print(table)  # (1)!
joined = torch.cat([first, second])
joined.fill_(-1)
print(table[2])  # (2)!

# %% channels-merged
photo = torch.rand(3, 32, 32)  # (C, H, W)
print(torch.cat([photo, photo]).shape)  # (1)!

# %% channels-merged-repaired
print(torch.stack([photo, photo]).shape)

# %% collect
pieces = []
for step in range(4):
    pieces.append(torch.full((2,), step))
print(torch.cat(pieces))

# %% losses
losses = [torch.tensor(0.5), torch.tensor(0.25)]
print(torch.stack(losses))


# %% interleave-stub
def interleave(a, b):  # (N,), (N,) -> (2N,)
    """a[0], b[0], a[1], b[1], …"""
    return torch.cat([a, b])


# %% interleave-solution
def interleave(a, b):  # (N,), (N,) -> (2N,)
    """a[0], b[0], a[1], b[1], …"""
    return torch.stack([a, b], dim=1).flatten()


# %% interleave-check fails-with=interleave-stub
mixed = interleave(torch.arange(0, 10, 2), torch.arange(1, 10, 2))
assert torch.equal(mixed, torch.arange(10))


# %% pad-stub
def pad(sequences):  # list of (L_i,) -> (N, L)
    """The sequences as rows, each filled up with zeros on the right."""
    return torch.zeros(len(sequences), max(map(len, sequences)))


# %% pad-solution
def pad(sequences):  # list of (L_i,) -> (N, L)
    """The sequences as rows, each filled up with zeros on the right."""
    length = max(map(len, sequences))
    rows = [torch.cat([s, s.new_zeros(length - len(s))]) for s in sequences]
    return torch.stack(rows)


# %% pad-check fails-with=pad-stub
from torch.nn.utils.rnn import pad_sequence

sequences = [torch.ones(2), torch.rand(5), torch.rand(1)]
assert torch.equal(pad(sequences), pad_sequence(sequences, batch_first=True))


# %% folds-stub
def folds(data, k):  # (N, …) -> k pairs
    """Each of k parts in turn to validate on, the others to train on."""
    return [(data, part) for part in data.chunk(k)]


# %% folds-solution
def folds(data, k):  # (N, …) -> k pairs
    """Each of k parts in turn to validate on, the others to train on."""
    parts = data.tensor_split(k)
    return [
        (torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)
    ]


# %% folds-check fails-with=folds-stub
data = torch.arange(5)
pairs = folds(data, 4)
assert len(pairs) == 4
assert torch.equal(torch.cat([validation for _, validation in pairs]), data)
for training, validation in pairs:
    both = torch.cat([training, validation])
    assert torch.equal(both.sort().values, data)
