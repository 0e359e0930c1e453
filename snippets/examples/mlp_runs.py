"""The multilayer perceptron on MNIST, with and without dropout."""

import torch
from snippets.datasets.mnist import load_mnist
from snippets.examples.mlp_parts import MLP
from snippets.examples.training import Training


def mlp(seed, train=None, test=None, epochs=15, dropout=0.0, device="cpu"):
    """784-200-200-10, plain SGD, batches of 200."""
    torch.manual_seed(seed)
    model = MLP(dropout).to(device)
    return Training(
        model,
        torch.optim.SGD(model.parameters(), lr=0.1),
        train or load_mnist(train=True),
        test or load_mnist(train=False),
        epochs=epochs,
        batch_size=200,
        normalise=(0.1307, 0.3081),
        seed=seed,
        device=device,
    )


def dropout(seed, train=None, test=None, epochs=15, device="cpu"):
    """The same, and half of the hidden units left out at random."""
    return mlp(seed, train, test, epochs, dropout=0.5, device=device)
