"""Himmelblau's function, its minima, and points on their way down."""

import torch

REACH = 6.0  # starts lie in a square from -6 to 6
CLOSE = 0.01  # as near as this, a point has arrived


def himmelblau(points):  # (..., 2) -> (...)
    x, y = points.unbind(dim=-1)
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def minima():  # -> (4, 2)
    """One in each quarter of the plane."""
    return torch.tensor(
        [
            [3.0, 2.0],
            [-2.805118, 3.131313],
            [-3.779310, -3.283186],
            [3.584428, -1.848127],
        ]
    )


def random_starts(count, generator=None):  # -> (count, 2)
    """Anywhere in the square."""
    return REACH * (2 * torch.rand(count, 2, generator=generator) - 1)


def nearest(points):  # (N, 2) -> (N,), (N,)
    """Distance to the nearest minimum, and which one it is."""
    return torch.cdist(points, minima()).min(dim=1)


def descend(starts, make, steps):  # (N, 2) -> (N, 2), (N,)
    """Where all points end, and how many steps each was away for."""
    points = starts.clone().requires_grad_()
    optimizer = make([points])
    away = torch.zeros(len(starts), dtype=torch.int64)
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        himmelblau(points).sum().backward()
        optimizer.step()
        distance, _ = nearest(points.detach())
        away[~(distance < CLOSE)] = step  # nan is away, too
    return points.detach(), away


def plain(points):
    return torch.optim.SGD(points, lr=0.002)


def momentum(points):
    return torch.optim.SGD(points, lr=0.002, momentum=0.9)


def adam(points):
    return torch.optim.Adam(points, lr=0.05)
