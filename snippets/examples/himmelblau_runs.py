"""The recorded runs of Himmelblau's function: a seed is a start."""

import torch
from snippets.examples.himmelblau_parts import (
    CLOSE,
    adam,
    himmelblau,
    momentum,
    nearest,
    plain,
    random_starts,
)


class Descent:
    """A Run: one point, on its way down from a start drawn by lot."""

    def __init__(self, seed, make, parts, steps):
        generator = torch.Generator().manual_seed(seed)
        self.start = random_starts(1, generator)
        self.point = self.start.clone().requires_grad_()
        self.optimizer = make([self.point])
        self.parts, self.done, self.steps = parts, 0, steps
        self.taken, self.away = 0, 0

    def advance(self):
        for _ in range(self.steps):
            self.optimizer.zero_grad()
            himmelblau(self.point).sum().backward()
            self.optimizer.step()
            self.taken += 1
            distance, _ = nearest(self.point.detach())
            if not distance < CLOSE:
                self.away = self.taken
        self.done += 1
        return {"value": himmelblau(self.point).item()}

    def result(self):
        """Steps until it was there for good; none if it never was."""
        end = self.point.detach()
        distance, which = nearest(end)
        arrived = bool(distance < CLOSE)
        return {
            "steps": self.away if arrived else None,
            "minimum": which.item() if arrived else None,
            "start": self.start[0].tolist(),
            "end": end[0].tolist(),
        }

    def state_dict(self):
        return {
            "done": self.done,
            "point": self.point.detach().clone(),
            "optimizer": self.optimizer.state_dict(),
            "counts": (self.taken, self.away),
        }

    def load_state_dict(self, state):
        self.done = state["done"]
        with torch.no_grad():
            self.point.copy_(state["point"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.taken, self.away = state["counts"]


def sgd(seed, *, parts=10):
    return Descent(seed, plain, parts, steps=200)


def sgd_momentum(seed, *, parts=10):
    return Descent(seed, momentum, parts, steps=200)


def adam_fast(seed, *, parts=10):
    return Descent(seed, adam, parts, steps=200)


def as_in_the_notes(seed, *, parts=10):
    def make(points):
        return torch.optim.Adam(points, lr=0.001)

    return Descent(seed, make, parts, steps=2000)
