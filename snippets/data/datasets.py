"""Datasets: what gives one sample at a time."""

# %% import
import wave
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import (
    ConcatDataset,
    DataLoader,
    Dataset,
    IterableDataset,
    StackDataset,
    Subset,
    TensorDataset,
    random_split,
)

# %% raw-files
Image.new("RGB", (4, 3), "red").save("red.png")
with wave.open("tone.wav", "wb") as file:
    file.setparams((1, 2, 8000, 0, "NONE", ""))  # (1)!
    file.writeframes(np.arange(5, dtype=np.int16).tobytes())
Path("hello.txt").write_text("hello", encoding="utf-8")

# %% raw-read
image = torch.from_numpy(np.array(Image.open("red.png")))  # (1)!
with wave.open("tone.wav", "rb") as file:
    frames = bytearray(file.readframes(file.getnframes()))
sound = torch.frombuffer(frames, dtype=torch.int16)
letters = Path("hello.txt").read_text(encoding="utf-8")
text = torch.tensor([ord(letter) for letter in letters])  # (2)!
print(image.shape, image.dtype)
print(sound)
print(text)

# %% write-scans
folder = Path("scans")
folder.mkdir()
for number in range(6):
    values = np.full(4, 10 * number, dtype=np.float32)
    values.tofile(folder / f"{number}_{number % 2}.bin")  # (1)!
print(sorted(path.name for path in folder.iterdir()))


# %% scans
class Scans(Dataset):
    def __init__(self, folder, transform=None):
        self.paths = sorted(Path(folder).glob("*.bin"))  # (1)!
        self.transform = transform

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        path = self.paths[index]  # (2)!
        scan = torch.from_numpy(np.fromfile(path, dtype=np.float32))
        if self.transform:
            scan = self.transform(scan)
        return scan, int(path.stem.split("_")[1])


# %% scans-used
scans = Scans(folder)
print(len(scans))  # (1)!
print(scans[3])  # (2)!
print(Scans(folder, transform=torch.log1p)[3])

# %% tensor-dataset
points = torch.arange(10.0).reshape(5, 2)  # (N, C)
labels = torch.tensor([0, 1, 0, 1, 1])  # (N,)
table = TensorDataset(points, labels)
print(len(table))
print(table[1])  # (1)!

# %% combine
more = TensorDataset(torch.zeros(3, 2), torch.zeros(3).long())
longer = ConcatDataset([table, more])  # (1)!
print(len(longer), longer[5])
named = StackDataset(point=points, label=labels)  # (2)!
print(len(named), named[1])

# %% subset
every_other = Subset(table, range(0, 5, 2))
print(len(every_other), every_other[1])  # (1)!

# %% random-split
train, validation = random_split(
    range(10), [7, 3], generator=torch.Generator().manual_seed(0)
)
print(list(train), list(validation))  # (1)!
print(train.indices == list(train))  # (2)!

# %% fractions
parts = random_split(range(103), [0.7, 0.2, 0.1])
print([len(part) for part in parts])  # (1)!


# %% iterable
class Countdown(IterableDataset):
    def __init__(self, start):
        self.start = start

    def __iter__(self):  # (1)!
        yield from range(self.start, 0, -1)


for batch in DataLoader(Countdown(5), batch_size=2):
    print(batch)


# %% gap
class Numbers(Dataset):
    def __init__(self, training):
        self.items = range(1, 1000) if training else range(1001, 1500)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]


train_numbers, test_numbers = Numbers(True), Numbers(False)
print(len(train_numbers), len(test_numbers))  # (1)!
print(1000 in set(train_numbers) | set(test_numbers))

# %% gap-repaired
numbers = range(1, 1501)
train_numbers, test_numbers = numbers[:1000], numbers[1000:]  # (1)!
print(len(train_numbers), len(test_numbers))


# %% endless
class Forever(Dataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index * index  # (1)!


seen = []
for value in Forever():
    seen.append(value)
    if len(seen) == 6:
        break  # (2)!
print(seen)

# %% endless-repaired
squares = Forever()
print([squares[i] for i in range(len(squares))])  # (1)!
print([int(batch) for batch in DataLoader(squares)])

# %% shared-transform
whole = Scans(folder)
training, validation = Subset(whole, range(4)), Subset(whole, [4, 5])
print(validation[0])
training.dataset.transform = torch.log1p  # (1)!
print(validation[0])

# %% shared-transform-repaired
training = Subset(Scans(folder, transform=torch.log1p), range(4))  # (1)!
validation = Subset(Scans(folder), [4, 5])
print(validation[0])


# %% windows-stub
class Windows(Dataset):
    """Pairs (length values in a row, the value that follows)."""

    def __init__(self, series, length):
        self.series, self.length = series, length

    def __len__(self):
        return len(self.series)

    def __getitem__(self, index):
        return self.series[index], self.series[index]


# %% windows-solution
class Windows(Dataset):
    """Pairs (length values in a row, the value that follows)."""

    def __init__(self, series, length):
        self.series, self.length = series, length

    def __len__(self):
        return len(self.series) - self.length

    def __getitem__(self, index):
        if not 0 <= index < len(self):
            raise IndexError(index)
        end = index + self.length
        return self.series[index:end], self.series[end]


# %% windows-check fails-with=windows-stub
windows = Windows(torch.arange(10), 3)
assert len(windows) == 7
assert windows[0][0].tolist() == [0, 1, 2] and windows[0][1] == 3
assert windows[6][0].tolist() == [6, 7, 8] and windows[6][1] == 9
assert len(list(windows)) == 7


# %% transformed-stub
class Transformed(Dataset):
    """Any dataset of pairs, with a transform on the first of each."""

    def __init__(self, dataset, transform):
        dataset.transform = transform
        self.dataset = dataset

    def __len__(self):
        return len(self.dataset)

    def __getitem__(self, index):
        return self.dataset[index]


# %% transformed-solution
class Transformed(Dataset):
    """Any dataset of pairs, with a transform on the first of each."""

    def __init__(self, dataset, transform):
        self.dataset, self.transform = dataset, transform

    def __len__(self):
        return len(self.dataset)

    def __getitem__(self, index):
        sample, label = self.dataset[index]
        return self.transform(sample), label


# %% transformed-check fails-with=transformed-stub
left, right = random_split(table, [3, 2])
doubled = Transformed(left, lambda point: 2 * point)
assert len(doubled) == 3
for (point, label), (plain, same) in zip(
    DataLoader(doubled), DataLoader(left), strict=True
):
    assert torch.equal(point, 2 * plain) and label == same
assert torch.equal(right[0][0], points[right.indices[0]])


# %% by-class-stub
def split_by_class(labels, share):  # (N,) -> two lists of indices
    """Shuffle; the first list gets this share of every class."""
    order = torch.randperm(len(labels)).tolist()
    cut = round(share * len(labels))
    return order[:cut], order[cut:]


# %% by-class-solution
def split_by_class(labels, share):  # (N,) -> two lists of indices
    """Shuffle; the first list gets this share of every class."""
    first, second = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members))].tolist()
        cut = round(share * len(members))
        first += members[:cut]
        second += members[cut:]
    return first, second


# %% by-class-check fails-with=by-class-stub
rare = torch.tensor([0] * 90 + [1] * 10)
first, second = split_by_class(rare, 0.8)
assert sorted(first + second) == list(range(100))
assert rare[first].bincount().tolist() == [72, 8]
assert rare[second].bincount().tolist() == [18, 2]
