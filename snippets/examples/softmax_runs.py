"""Softmax regression on MNIST, as it is recorded."""

import torch
from snippets.datasets.mnist import load_mnist
from snippets.examples.training import Training
from torch import nn


def softmax(seed, train=None, test=None, epochs=20):
    """One linear layer: ten scores, each a weighted sum of 784 pixels."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    return Training(
        model,
        torch.optim.SGD(model.parameters(), lr=0.1),
        train or load_mnist(train=True),
        test or load_mnist(train=False),
        epochs=epochs,
        batch_size=200,
        normalise=(0.1307, 0.3081),
        seed=seed,
    )
