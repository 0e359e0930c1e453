"""Windows of a sine, and a recurrent network that draws it on."""

import math

import torch
from torch import nn

SEEN, LENGTH = 10, 50  # points shown before it is left alone; in a window


def waves(starts, length=LENGTH, speed=1.0):  # (N,) -> (N, length, 1)
    """A sine from each start; a window of 50 points is 10 long."""
    t = speed * torch.arange(length) * 10 / 49
    return torch.sin(starts[:, None] + t)[..., None]


def all_round(count=64):  # -> (count,)
    """Starts spread evenly over a whole turn."""
    return 2 * math.pi * torch.arange(count) / count


class Predictor(nn.Module):
    """A recurrent layer, and a linear one that reads off a point."""

    def __init__(self, layer=nn.RNN, hidden=16):
        super().__init__()
        self.recurrent = layer(1, hidden, batch_first=True)
        self.head = nn.Linear(hidden, 1)

    def forward(self, x, state=None):  # (N, T, 1)
        outputs, state = self.recurrent(x, state)  # (N, T, hidden)
        return self.head(outputs), state  # (N, T, 1)


def draw_on(model, seen, steps, state=None):  # (N, T, 1) -> (N, steps, 1)
    """Read what is seen, then feed each prediction back."""
    predicted, state = model(seen, state)
    points = [predicted[:, -1:]]
    for _ in range(steps - 1):
        point, state = model(points[-1], state)
        points.append(point)
    return torch.cat(points, dim=1)


def mse(a, b):  # (N, T, 1) -> (N,)
    """The mean squared error of each curve."""
    return (a - b).square().mean(dim=(1, 2))


@torch.no_grad()
def errors(model):  # -> (64,), (64,)
    """One step ahead, and left alone, of curves from all round."""
    curves = waves(all_round())
    one_step, _ = model(curves[:, :-1])
    free = draw_on(model, curves[:, :SEEN], LENGTH - SEEN)
    return mse(one_step, curves[:, 1:]), mse(free, curves[:, SEEN:])
