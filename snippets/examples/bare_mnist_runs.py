"""Three layers of bare tensors on MNIST, right and with a ReLU too many."""

import torch
from snippets.datasets.mnist import load_mnist
from snippets.examples.bare_mnist_parts import (
    forward,
    parameters,
    relu_behind,
)
from snippets.examples.training import Training
from torch import nn


class Bare(nn.Module):
    """The bare parameters, held so that `Training` can keep them."""

    def __init__(self, function):
        super().__init__()
        self.function = function
        self.held = nn.ParameterList(parameters())

    def forward(self, images):  # (N, 1, 28, 28)
        return self.function(images.flatten(1), list(self.held))


class CountsLost(Training):
    """Also tells how many classes are never answered."""

    def result(self):
        result = super().result()
        answers = torch.tensor(result["confusion"]).sum(dim=0)
        silent = (self.logits(self.test_images) <= 0).all(dim=1)
        return {
            **result,
            "classes_lost": (answers == 0).sum().item(),
            "silent": silent.double().mean().item(),
        }


def three_layers(seed, train=None, test=None, epochs=10, function=forward):
    """784-200-200-10, plain SGD, batches of 200."""
    torch.manual_seed(seed)
    model = Bare(function)
    return CountsLost(
        model,
        torch.optim.SGD(model.parameters(), lr=0.01),
        train or load_mnist(train=True),
        test or load_mnist(train=False),
        epochs=epochs,
        batch_size=200,
        normalise=(0.1307, 0.3081),
        seed=seed,
    )


def relu_on_logits(seed, train=None, test=None, epochs=10):
    """The same seed, the same everything, and a ReLU on the logits."""
    return three_layers(seed, train, test, epochs, function=relu_behind)
