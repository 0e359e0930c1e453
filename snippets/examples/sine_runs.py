"""The recorded runs of the sine: two layers, and three ways to train."""

import math

import torch
from snippets.examples.sine_parts import (
    LENGTH,
    SEEN,
    Predictor,
    draw_on,
    errors,
    mse,
    waves,
)
from torch import nn
from torch.nn import functional as F


class Sine:
    """A Run: each part is 100 steps of Adam on random windows."""

    steps = 100

    def __init__(self, model, seed, parts):
        self.model, self.parts, self.done = model, parts, 0
        self.optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
        self.generator = torch.Generator().manual_seed(seed)
        self.state = None  # what the network remembers between windows

    def loss(self):
        """One step ahead, every input true, every state fresh."""
        turn = torch.rand(32, generator=self.generator)
        curves = waves(2 * math.pi * turn)
        predicted, _ = self.model(curves[:, :-1])
        return F.mse_loss(predicted, curves[:, 1:])

    def advance(self):
        total = 0.0
        for _ in range(self.steps):
            loss = self.loss()
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        self.done += 1
        one_step, free = (e.mean().item() for e in errors(self.model))
        return {
            "train_loss": total / self.steps,
            "one_step_mse": one_step,
            "free_mse": free,
        }

    def result(self):
        one_step, free = errors(self.model)
        return {
            "one_step_mse": one_step.mean().item(),
            "free_mse": free.mean().item(),
            "worst_free_mse": free.max().item(),
            "from_one_point_mse": self.from_one_point().mean().item(),
        }

    @torch.no_grad()
    def from_one_point(self):  # -> (3,)
        """Left alone after one point, with what the state happens to be."""
        curves = waves(torch.arange(3.0))
        state = None
        if self.state is not None:
            state = self.state.expand(-1, 3, -1).contiguous()
        free = draw_on(self.model, curves[:, :1], LENGTH - 1, state)
        return mse(free, curves[:, 1:])

    def state_dict(self):
        return {
            "done": self.done,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "windows": self.generator.get_state(),
            "state": self.state,
        }

    def load_state_dict(self, state):
        self.done = state["done"]
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["windows"])
        self.state = state["state"]


class Unrolled(Sine):
    """From the middle on it is trained at what it will be asked to do."""

    def advance(self):
        if self.done == self.parts // 2:
            for group in self.optimizer.param_groups:
                group["lr"] = 0.001
        return super().advance()

    def loss(self):
        if self.done < self.parts // 2:
            return super().loss()
        turn = torch.rand(32, generator=self.generator)
        curves = waves(2 * math.pi * turn)
        free = draw_on(self.model, curves[:, :SEEN], LENGTH - SEEN)
        return F.mse_loss(free, curves[:, SEEN:])


class Circulating(Sine):
    """One window a step, of three; the state goes on into the next."""

    def loss(self):
        start = torch.randint(3, (1,), generator=self.generator)
        curve = waves(start.float())
        predicted, state = self.model(curve[:, :-1], self.state)
        self.state = state.detach()
        return F.mse_loss(predicted, curve[:, 1:])


def rnn(seed, *, parts=30):
    torch.manual_seed(seed)
    return Sine(Predictor(nn.RNN), seed, parts)


def lstm(seed, *, parts=30):
    torch.manual_seed(seed)
    return Sine(Predictor(nn.LSTM), seed, parts)


def lstm_unrolled(seed, *, parts=16):
    torch.manual_seed(seed)
    return Unrolled(Predictor(nn.LSTM), seed, parts)


def as_in_the_notes(seed, *, parts=60):
    torch.manual_seed(seed)
    model = Predictor(nn.RNN)
    for weight in model.recurrent.parameters():
        nn.init.normal_(weight, std=0.001)
    return Circulating(model, seed, parts)
