"""How fast a loader can be: what is done, and how often."""

# %% import
import time

import numpy as np
import torch
from torch.utils.data import (
    BatchSampler,
    DataLoader,
    Dataset,
    RandomSampler,
    TensorDataset,
    default_convert,
)
from torchvision.transforms import v2


# %% counted
class Counted(Dataset):
    def __init__(self, points):
        self.points, self.calls = points, 0

    def __len__(self):
        return len(self.points)

    def __getitem__(self, index):  # (1)!
        self.calls += 1
        return self.points[index]


points = torch.randn(10_000, 8)  # (N, C)
dataset = Counted(points)
stacks = sum(1 for batch in DataLoader(dataset, batch_size=100))
print(dataset.calls, stacks)  # (2)!

# %% indexed
order = torch.randperm(len(points)).split(100)
batches = [points[indices] for indices in order]  # (1)!
print(len(batches), batches[0].shape)


# %% tensor-batches
def tensor_batches(*tensors, batch_size, shuffle=False):
    """Batches from tensors that are in memory as a whole."""
    count, device = len(tensors[0]), tensors[0].device
    make = torch.randperm if shuffle else torch.arange
    order = make(count, device=device)
    for indices in order.split(batch_size):
        yield tuple(tensor[indices] for tensor in tensors)


labels = torch.arange(10_000) % 2  # (N,)
ours = tensor_batches(points, labels, batch_size=64)
theirs = DataLoader(TensorDataset(points, labels), batch_size=64)
print(
    all(
        torch.equal(x, a) and torch.equal(y, b)
        for (x, y), (a, b) in zip(ours, theirs, strict=True)
    )
)


# %% measure
def seconds(make_loader):
    """The best of three runs through a loader, nothing else done."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        for batch in make_loader():  # (1)!
            pass
        times.append(time.perf_counter() - start)
    return min(times)


table = TensorDataset(points, labels)
one_by_one = seconds(lambda: DataLoader(table, 100, shuffle=True))
at_once = seconds(
    lambda: tensor_batches(points, labels, batch_size=100, shuffle=True)
)
print(one_by_one > 3 * at_once)  # (2)!

# %% bulk
dataset = Counted(points)
sampler = BatchSampler(RandomSampler(dataset), 100, drop_last=False)
loader = DataLoader(dataset, batch_size=None, sampler=sampler)  # (1)!
shapes = {batch.shape for batch in loader}
print(dataset.calls, shapes)


# %% getitems
class Bulk(Counted):
    def __getitems__(self, indices):  # (1)!
        self.calls += 1
        return self.points[torch.tensor(indices)]


dataset = Bulk(points)
loader = DataLoader(dataset, 100, shuffle=True, collate_fn=default_convert)
print(len(list(loader)), dataset.calls)

# %% bytes
for dtype in (torch.uint8, torch.float32):
    images = torch.empty(50_000, 3, 32, 32, dtype=dtype, device="meta")
    print(dtype, images.nbytes / 1e6, "MB")  # (1)!

# %% late-float
images = torch.randint(0, 256, (200, 3, 32, 32), dtype=torch.uint8)
indices = torch.randperm(200)[:50]
late = images[indices].float() / 255  # (1)!
early = (images.float() / 255)[indices]
print(torch.equal(late, early))
print(images.nbytes, images.float().nbytes)

# %% memory-map
np.save("images.npy", images.numpy())
stored = np.load("images.npy", mmap_mode="r")  # (1)!
print(type(stored).__name__, stored.shape, stored.dtype)
batch = torch.from_numpy(stored[indices.numpy()])  # (2)!
print(torch.equal(batch, images[indices]))

# %% ahead
workers, prefetch_factor = 4, 2
batch_bytes = 256 * 3 * 224 * 224 * 4  # float32
print(workers * prefetch_factor, "batches")
print(workers * prefetch_factor * batch_bytes / 1e9, "GB")  # (1)!

# %% _definitions
from snippets.data.workers import Cached

# %% cache
dataset = Cached()
print([sum(DataLoader(dataset, batch_size=None)) for _ in range(2)])  # (1)!
for keep in (False, True):
    loader = DataLoader(
        Cached(), batch_size=None, num_workers=1, persistent_workers=keep
    )
    print([sum(loader) for epoch in range(2)])  # (2)!

# %% same-for-all
flip = v2.RandomHorizontalFlip(p=0.5)
batch = torch.arange(3.0).expand(100, 1, 1, 3)  # (N, C, H, W)
outcomes = [(flip(batch)[:, 0, 0, 0] == 2).sum().item() for _ in range(20)]
print(set(outcomes))  # (1)!

# %% same-for-all-repaired
each = torch.stack([flip(image) for image in batch])
flipped = (each[:, 0, 0, 0] == 2).sum()
print(0 < flipped < 100)


# %% loader-stub
class TensorLoader:
    """Like DataLoader(TensorDataset(*tensors), ...), all at once."""

    def __init__(self, *tensors, batch_size, shuffle=False, drop_last=False):
        self.tensors, self.batch_size = tensors, batch_size
        self.shuffle, self.drop_last = shuffle, drop_last

    def __len__(self):
        return len(self.tensors[0]) // self.batch_size

    def __iter__(self):
        return tensor_batches(*self.tensors, batch_size=self.batch_size)


# %% loader-solution
class TensorLoader:
    """Like DataLoader(TensorDataset(*tensors), ...), all at once."""

    def __init__(self, *tensors, batch_size, shuffle=False, drop_last=False):
        self.tensors, self.batch_size = tensors, batch_size
        self.shuffle, self.drop_last = shuffle, drop_last

    def __len__(self):
        full, rest = divmod(len(self.tensors[0]), self.batch_size)
        return full + (rest > 0 and not self.drop_last)

    def __iter__(self):
        count, device = len(self.tensors[0]), self.tensors[0].device
        make = torch.randperm if self.shuffle else torch.arange
        order = make(count, device=device)
        for indices in order.split(self.batch_size)[: len(self)]:
            yield tuple(tensor[indices] for tensor in self.tensors)


# %% loader-check fails-with=loader-stub
for drop in (False, True):
    mine = TensorLoader(points[:10], batch_size=4, drop_last=drop)
    other = DataLoader(TensorDataset(points[:10]), 4, drop_last=drop)
    assert len(mine) == len(other) == len(list(mine))
    for (x,), (a,) in zip(mine, other, strict=True):
        assert torch.equal(x, a)
shuffled = TensorLoader(torch.arange(100), batch_size=100, shuffle=True)
((first,), (second,)) = next(iter(shuffled)), next(iter(shuffled))
assert not torch.equal(first, second)
assert torch.equal(first.sort()[0], torch.arange(100))


# %% flip-each-stub
def flip_each(images, p=0.5):  # (N, C, H, W) -> (N, C, H, W)
    """Each image mirrored with probability p, without a loop."""
    return images.flip(-1) if torch.rand(()) < p else images


# %% flip-each-solution
def flip_each(images, p=0.5):  # (N, C, H, W) -> (N, C, H, W)
    """Each image mirrored with probability p, without a loop."""
    chosen = torch.rand(len(images), device=images.device) < p  # (N,)
    return torch.where(chosen[:, None, None, None], images.flip(-1), images)


# %% flip-each-check fails-with=flip-each-stub
picture = torch.arange(12.0).reshape(1, 1, 3, 4)
result = flip_each(picture.expand(1000, 1, 3, 4), p=0.3)
mirrored = (result == picture.flip(-1)).flatten(1).all(dim=1)
plain = (result == picture).flatten(1).all(dim=1)
assert (mirrored | plain).all()
assert 0.2 < mirrored.float().mean() < 0.4
