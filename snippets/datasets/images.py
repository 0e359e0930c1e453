"""A set of labelled images: whole in two tensors, or one by one."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.utils.data import Dataset
from torchvision.transforms.functional import to_pil_image


@dataclass(frozen=True, eq=False)
class Images:
    """All images of a data set, their labels, and where they come from."""

    images: Tensor  # (N, C, H, W), uint8
    labels: Tensor  # (N,), int64
    classes: tuple[str, ...]
    source: str
    standin: bool

    def __len__(self):
        return len(self.labels)

    def first(self, n):
        """The first n images of one fixed shuffle."""
        generator = torch.Generator().manual_seed(0)
        chosen = torch.randperm(len(self), generator=generator)[:n]
        return replace(
            self, images=self.images[chosen], labels=self.labels[chosen]
        )

    def floats(self, mean, std):
        """All images as floats: scaled to [0, 1], then normalised."""
        mean = torch.as_tensor(mean).view(-1, 1, 1)  # (C, 1, 1)
        std = torch.as_tensor(std).view(-1, 1, 1)
        return self.images.float().div_(255).sub_(mean).div_(std)


class Pictures(Dataset):
    """The images one by one, as PIL images, as torchvision's sets do."""

    def __init__(self, images, transform=None):
        self.data, self.targets = images.images, images.labels.tolist()
        self.classes = list(images.classes)
        self.transform = transform

    def __len__(self):
        return len(self.targets)

    def __getitem__(self, index):
        picture = to_pil_image(self.data[index])
        if self.transform is not None:
            picture = self.transform(picture)
        return picture, self.targets[index]
