"""Small photographs: CIFAR-10, or drawn stand-ins where it is not there."""

import os
import tempfile
from pathlib import Path

import torch
import torchvision
from snippets.datasets.images import Images, Pictures
from snippets.datasets.place import folder
from snippets.datasets.standin import standin_shapes
from torchvision.transforms.v2.functional import pil_to_tensor


def load_cifar10(train):
    """All photographs of the training or the test set, as tensors."""
    if (folder() / "cifar-10-batches-py").is_dir():
        cifar10 = torchvision.datasets.CIFAR10(folder(), train)
        images = torch.from_numpy(cifar10.data)  # (N, 32, 32, 3)
        images = images.permute(0, 3, 1, 2).contiguous()
        labels = torch.tensor(cifar10.targets)
        classes = tuple(cifar10.classes)
        return Images(images, labels, classes, "CIFAR-10", standin=False)
    if (folder() / "cifar10").is_dir():
        return _image_folder(
            folder() / "cifar10" / ("train" if train else "test")
        )
    return standin_shapes(train)


def cifar10_dataset(train, transform=None):
    """The same photographs one by one."""
    if (folder() / "cifar-10-batches-py").is_dir():
        return torchvision.datasets.CIFAR10(folder(), train, transform)
    return Pictures(load_cifar10(train), transform)


def _image_folder(place):
    """The image files <class>/*, decoded once and kept beside `place`."""
    kept = _kept(place)
    folders = [place, *sorted(place.iterdir())]
    times = [path.stat().st_mtime_ns for path in folders]
    if kept.exists():
        data = torch.load(kept)
        if data.pop("times", None) == times:
            return Images(**data, standin=False)
    data = _decode(place)
    with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:
        torch.save(data | {"times": times}, Path(scratch) / kept.name)
        os.replace(Path(scratch) / kept.name, kept)
    return Images(**data, standin=False)


def _kept(place):
    """cifar10/train.pt; in the temporary folder if that cannot be written."""
    if os.access(place.parent, os.W_OK):
        return place.with_suffix(".pt")
    name = "-".join(place.resolve().parts[1:])
    return Path(tempfile.gettempdir()) / f"{name}.pt"


def _decode(place):
    files = torchvision.datasets.ImageFolder(place)
    paths, labels = zip(*files.samples, strict=True)
    images = [pil_to_tensor(files.loader(path)) for path in paths]
    lossy = paths[0].endswith((".jpg", ".jpeg"))
    return {
        "images": torch.stack(images),
        "labels": torch.tensor(labels),
        "classes": tuple(files.classes),
        "source": "CIFAR-10, JPEG copies" if lossy else "CIFAR-10",
    }
