"""The recorded runs of the leaves: split by plant, and split by photo."""

from dataclasses import replace

import torch
from snippets.datasets.images import Images
from snippets.examples.custom_dataset_parts import (
    KINDS,
    LeafNet,
    draw_leaf,
    split_plants,
)
from snippets.examples.training import Training
from torchvision.transforms import v2
from torchvision.transforms.v2.functional import pil_to_tensor

PLANTS, PHOTOS = 36, 8
MEAN, STD = 0.55, 0.25


def photos_of(plants, count=PHOTOS):
    """Photos as they come out of the folder, cut to squares of 32."""
    shots = [(plant, photo) for plant in plants for photo in range(count)]
    square = v2.Compose([v2.Resize(32), v2.CenterCrop(32)])
    images = [square(pil_to_tensor(draw_leaf(*shot))) for shot in shots]
    labels = torch.tensor([plant % 3 for plant, _ in shots])
    return Images(torch.stack(images), labels, KINDS, "drawn leaves", False)


def chosen(images, places):
    """Some of the images."""
    return replace(
        images, images=images.images[places], labels=images.labels[places]
    )


class LeafTraining(Training):
    """Says at the end how it does on plants that nobody has seen."""

    def result(self):
        new = photos_of(range(1000, 1090), 3)
        guessed = self.logits(new.floats(MEAN, STD)).argmax(dim=1)
        right = (guessed == new.labels).double().mean().item()
        return {**super().result(), "new_plants_accuracy": right}


def _training(seed, train, test, epochs):
    torch.manual_seed(seed)
    model = LeafNet()
    return LeafTraining(
        model,
        torch.optim.Adam(model.parameters(), lr=0.002),
        train,
        test,
        epochs=epochs,
        batch_size=16,
        normalise=(MEAN, STD),
        seed=seed,
    )


def by_plant(seed, *, plants=PLANTS, epochs=20):
    photos = photos_of(range(plants))
    plant = torch.arange(plants).repeat_interleave(PHOTOS)  # of each photo
    rest, held = (
        chosen(photos, torch.isin(plant, torch.tensor(some)))
        for some in split_plants(plants, seed)
    )
    return _training(seed, rest, held, epochs)


def by_photo(seed, *, plants=PLANTS, epochs=20):
    photos = photos_of(range(plants))
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(photos), generator=generator)
    held, rest = order.tensor_split([len(photos) // 3])
    return _training(seed, chosen(photos, rest), chosen(photos, held), epochs)
