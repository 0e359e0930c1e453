"""An epoch of images: from whole tensors, as our examples hold them, and by the DataLoader of the
notes.

`python -m scripts.bench.loading` times both in turn and prints the seconds as JSON. What the images
show makes no difference, so they are drawn by lot, of the size of CIFAR-10's.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.bench import measure
from scripts.bench.report import Row

TURNS = 3
IMAGES = 20_000
BATCHES = (4, 32)  # what the notes use
HALF = (0.5, 0.5, 0.5)
AIM = 1 / 20


def rows(folder: Path) -> list[Row]:
    """Measured by a fresh process in `folder`, a copy of the repository."""
    seconds = measure.answer(folder, "scripts.bench.loading")
    return [
        Row(f"{IMAGES:,} images in batches of {size}", ours, "DataLoader, 2 workers", theirs, AIM)
        for size, (ours, theirs) in zip(BATCHES, seconds, strict=True)
    ]


def main() -> None:
    import torch

    from snippets.datasets.images import Images

    pixels = torch.randint(256, (IMAGES, 3, 32, 32), dtype=torch.uint8)
    images = Images(pixels, torch.arange(IMAGES) % 10, tuple("0123456789"), "random", True)
    found = []
    for size in BATCHES:
        turns = [(tensors(images, size), loader(images, size)) for _ in range(TURNS)]
        found.append(list(zip(*turns, strict=True)))
    print(json.dumps(found))


def tensors(images, size: int) -> float:
    """Shuffle indices, take a batch of bytes, normalise it."""
    import torch

    half = torch.tensor(HALF).view(3, 1, 1)

    def batches():
        for batch in torch.randperm(len(images)).split(size):
            pixels = images.images.index_select(0, batch).float().div_(255)
            yield pixels.sub_(half).div_(half), images.labels[batch]

    return seconds(batches)


def loader(images, size: int) -> float:
    """torchvision's CIFAR10 with ToTensor and Normalize, in a DataLoader with two workers."""
    from torch.utils.data import DataLoader
    from torchvision import transforms
    from torchvision.datasets import CIFAR10

    class InMemory(CIFAR10):
        """As if the files had been read."""

        def __init__(self, transform):
            self.data = images.images.permute(0, 2, 3, 1).contiguous().numpy()
            self.targets = images.labels.tolist()
            self.transform, self.target_transform = transform, None

    steps = [transforms.ToTensor(), transforms.Normalize(HALF, HALF)]
    set_ = InMemory(transforms.Compose(steps))
    return seconds(lambda: DataLoader(set_, batch_size=size, shuffle=True, num_workers=2))


def seconds(batches: Callable[[], Iterator]) -> float:
    started = time.perf_counter()
    count = sum(len(labels) for _, labels in batches())
    assert count == IMAGES
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
