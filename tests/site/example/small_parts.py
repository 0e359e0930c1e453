"""Parts of the small example."""

import torch
from torch import nn

LENGTH = 8


def points(n):  # -> (n, 1), (n, 1)
    """Points of a line."""
    x = torch.linspace(0, 1, n).unsqueeze(1)
    return x, 2 * x + 1


class Net(nn.Module):
    """A line."""

    def __init__(self):
        super().__init__()
        self.line = nn.Linear(1, 1)

    def forward(self, x):  # (N, 1)
        return self.line(x)
