"""ResNet-18 on a part of CIFAR-10: as far as a processor gets."""

import torch
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.training import Training, step_count
from snippets.vision.resnet import ResNet18


def short(seed, train=None, test=None, epochs=1):
    """Once over 20,000 photos; tested on 2,000."""
    torch.manual_seed(seed)
    train = train or load_cifar10(train=True).first(20_000)
    model = ResNet18()
    optimizer = torch.optim.SGD(
        model.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=0.1, total_steps=step_count(train, epochs, 64)
    )
    return Training(
        model,
        optimizer,
        train,
        test or load_cifar10(train=False).first(2_000),
        epochs=epochs,
        batch_size=64,
        normalise=(0.5, 0.25),
        scheduler=schedule,
        seed=seed,
    )
