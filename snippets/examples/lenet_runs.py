"""LeNet on MNIST, as it is recorded."""

import torch
from snippets.datasets.mnist import load_mnist
from snippets.examples.lenet_parts import DigitNet
from snippets.examples.training import Training


def lenet(seed, train=None, test=None, epochs=5):
    """Five epochs of SGD with momentum, batches of 100."""
    torch.manual_seed(seed)
    model = DigitNet()
    return Training(
        model,
        torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9),
        train or load_mnist(train=True),
        test or load_mnist(train=False),
        epochs=epochs,
        batch_size=100,
        normalise=(0.1307, 0.3081),
        seed=seed,
    )
