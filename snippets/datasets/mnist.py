"""Handwritten digits: MNIST, or stand-in digits where it is not there."""

import torchvision
from snippets.datasets.images import Images, Pictures
from snippets.datasets.place import folder
from snippets.datasets.standin import standin_digits


def load_mnist(train):
    """All digits of the training or the test set, as tensors."""
    if not (folder() / "MNIST").is_dir():
        return standin_digits(train)
    mnist = torchvision.datasets.MNIST(folder(), train)
    digits = tuple(str(digit) for digit in range(10))
    images = mnist.data.unsqueeze(1)  # (N, 1, 28, 28)
    return Images(images, mnist.targets, digits, "MNIST", standin=False)


def mnist_dataset(train, transform=None):
    """The same digits one by one: torchvision's data set, if it is there."""
    if not (folder() / "MNIST").is_dir():
        return Pictures(standin_digits(train), transform)
    return torchvision.datasets.MNIST(folder(), train, transform)
