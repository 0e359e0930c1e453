"""The small residual network on CIFAR-10, with shortcuts and without."""

import torch
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.residual_parts import TwoBlockNet
from snippets.examples.training import Training


def two_blocks(seed, train=None, test=None, epochs=2, shortcut=True):
    """Two blocks, Adam, batches of 128, two epochs."""
    torch.manual_seed(seed)
    model = TwoBlockNet(shortcut)
    return Training(
        model,
        torch.optim.Adam(model.parameters(), lr=1e-3),
        train or load_cifar10(train=True),
        test or load_cifar10(train=False),
        epochs=epochs,
        batch_size=128,
        normalise=(0.5, 0.25),
        seed=seed,
    )


def no_shortcuts(seed, train=None, test=None, epochs=2):
    """The same without the ways around the blocks."""
    return two_blocks(seed, train, test, epochs, shortcut=False)
