"""The data loader: samples into batches."""

# %% import
import inspect
import os

import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import (
    DataLoader,
    TensorDataset,
    WeightedRandomSampler,
    default_collate,
)

# %% batches
points = torch.arange(20.0).reshape(10, 2)  # (N, C)
labels = torch.arange(10) % 2  # (N,)
dataset = TensorDataset(points, labels)
loader = DataLoader(dataset, batch_size=4)
for x, y in loader:  # (1)!
    print(x.shape, y)
print(len(dataset), len(loader))  # (2)!

# %% million
loader = DataLoader(range(1_000_000), batch_size=100)
print(len(loader))

# %% drop-last
loader = DataLoader(dataset, batch_size=4, drop_last=True)
print([len(y) for x, y in loader])  # (1)!

# %% shuffle
seed = torch.Generator().manual_seed(0)
loader = DataLoader(range(10), batch_size=5, shuffle=True, generator=seed)
for epoch in range(2):
    print([batch.tolist() for batch in loader])  # (1)!

# %% train-and-test
train_loader = DataLoader(dataset, batch_size=4, shuffle=True)
test_loader = DataLoader(dataset, batch_size=8)  # (1)!

# %% one-batch
x, y = next(iter(test_loader))  # (1)!
print(x.shape, x.dtype, y)

# %% flatten
images = torch.randn(32, 1, 28, 28)  # (N, C, H, W)
print(images.view(-1, 28 * 28).shape)
print(images.flatten(1).shape)  # (1)!
print(images.view(-1, 14 * 28).shape)  # (2)!

# %% default-collate
samples = [
    {"point": torch.zeros(2), "age": 3, "name": "a"},
    {"point": torch.ones(2), "age": 5, "name": "b"},
]
batch = default_collate(samples)
print(batch)
print(default_collate([1.5, 2.5]).dtype)  # (1)!

# %% collate
sentences = [torch.tensor([5, 2]), torch.tensor([7]), torch.tensor([1, 4, 9])]


def pad(batch):  # list of (T,) -> (N, T), (N,)
    lengths = torch.tensor([len(sequence) for sequence in batch])
    return pad_sequence(batch, batch_first=True), lengths  # (1)!


padded, lengths = next(iter(DataLoader(sentences, 3, collate_fn=pad)))
print(padded, lengths)

# %% weighted
rare = torch.tensor([0] * 90 + [1] * 10)
weights = 1 / rare.bincount()[rare]  # (1)!
sampler = WeightedRandomSampler(weights, num_samples=1000)
drawn = torch.cat(list(DataLoader(rare, batch_size=50, sampler=sampler)))
print(rare.bincount(), drawn.bincount())

# %% _definitions
from snippets.data.workers import Noise, Shards, WhoLoads, reseed

# %% who-loads
for workers in (0, 2):
    loader = DataLoader(WhoLoads(), batch_size=None, num_workers=workers)
    processes = set(loader)  # (1)!
    print(workers, len(processes), os.getpid() in processes)

# %% persistent
for keep in (False, True):
    loader = DataLoader(
        WhoLoads(), batch_size=None, num_workers=1, persistent_workers=keep
    )
    first, second = set(loader), set(loader)  # (1)!
    print(keep, first == second)

# %% pin
loader = DataLoader(
    dataset, batch_size=4, pin_memory=torch.accelerator.is_available()
)
device = torch.device("cpu")  # (1)!
for x, y in loader:
    x = x.to(device, non_blocking=True)
print(x.device)

# %% shards
for share_out in (False, True):
    numbers = Shards(6, share_out)
    loader = DataLoader(numbers, batch_size=3, num_workers=2)
    print([batch.tolist() for batch in loader])  # (1)!

# %% worker-seeds
print(list(DataLoader(Noise(), batch_size=None, num_workers=2)))  # (1)!
for attempt in range(2):
    loader = DataLoader(
        Noise(),
        batch_size=None,
        num_workers=2,
        worker_init_fn=reseed,  # (2)!
        generator=torch.Generator().manual_seed(0),
    )
    print(list(loader))

# %% signature
parameters = inspect.signature(DataLoader).parameters
print(*parameters)
print(parameters["shuffle"].default, parameters["in_order"].default)

# %% next-repaired
batches = iter(test_loader)
x, y = next(batches)
print(len(y))


# %% how-many-stub
def how_many(samples, batch_size, drop_last):
    """Batches per epoch, without making a loader."""
    return samples // batch_size


# %% how-many-solution
def how_many(samples, batch_size, drop_last):
    """Batches per epoch, without making a loader."""
    full, rest = divmod(samples, batch_size)
    return full if drop_last or not rest else full + 1


# %% how-many-check fails-with=how-many-stub
for samples in range(1, 30):
    for size in range(1, 12):
        for drop in (False, True):
            loader = DataLoader(range(samples), size, drop_last=drop)
            assert how_many(samples, size, drop) == len(loader)


# %% mask-stub
def pad_and_mask(batch):  # list of (T,) -> (N, T), (N, T)
    """The padded sequences, and True where they are real."""
    padded = pad_sequence(batch, batch_first=True)
    return padded, padded != 0


# %% mask-solution
def pad_and_mask(batch):  # list of (T,) -> (N, T), (N, T)
    """The padded sequences, and True where they are real."""
    padded = pad_sequence(batch, batch_first=True)
    lengths = torch.tensor([len(sequence) for sequence in batch])
    return padded, torch.arange(padded.shape[1]) < lengths[:, None]


# %% mask-check fails-with=mask-stub
with_zero = [torch.tensor([0, 2]), torch.tensor([7]), torch.tensor([1, 0, 9])]
loader = DataLoader(with_zero, 3, collate_fn=pad_and_mask)
padded, mask = next(iter(loader))
assert mask.sum(dim=1).tolist() == [2, 1, 3]
for row, real, sequence in zip(padded, mask, with_zero, strict=True):
    assert torch.equal(row[real], sequence)


# %% by-length-stub
def by_length(lengths, batch_size):  # -> list of lists of indices
    """Batches of sequences that are about equally long."""
    order = range(len(lengths))
    return [list(part) for part in torch.tensor(order).split(batch_size)]


# %% by-length-solution
def by_length(lengths, batch_size):  # -> list of lists of indices
    """Batches of sequences that are about equally long."""
    order = torch.tensor(lengths).argsort()
    return [part.tolist() for part in order.split(batch_size)]


# %% by-length-check fails-with=by-length-stub
long = [torch.ones(n) for n in (9, 1, 8, 2, 9, 1)]
batches = by_length([len(sequence) for sequence in long], 2)
assert sorted(sum(batches, [])) == list(range(6))
loader = DataLoader(long, batch_sampler=batches, collate_fn=pad)
assert sorted(p.shape[1] for p, _ in loader) == [1, 8, 9]
