"""The recorded runs of the characters: Shakespeare and the Tang dynasty."""

import copy
import math

import torch
from snippets.examples.characters_parts import (
    CharacterLSTM,
    NGram,
    best_order,
    draw_windows,
    prepare,
    surprise,
)
from snippets.examples.characters_sonnets import SONNETS
from snippets.examples.characters_tang import TANG
from torch.nn import functional as F


class Reading:
    """A Run: a part is 25 steps; the best weights so far are kept."""

    steps = 25

    def __init__(self, text, seed, parts):
        self.text, self.parts, self.done = prepare(text), parts, 0
        self.model = CharacterLSTM(len(self.text.alphabet))
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.003)
        self.generator = torch.Generator().manual_seed(seed)
        self.best, self.best_bits, self.best_part = None, math.inf, 0

    def advance(self):
        total = 0.0
        for _ in range(self.steps):
            self.model.train()
            x, y = draw_windows(self.text.train, 32, 64, self.generator)
            scores, _ = self.model(x)
            loss = F.cross_entropy(scores.flatten(0, 1), y.flatten())
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        self.done += 1
        bits = surprise(self.model, self.text.validation).mean().item()
        if bits < self.best_bits:
            self.best = copy.deepcopy(self.model.state_dict())
            self.best_bits, self.best_part = bits, self.done
        return {
            "train_bits": total / self.steps / math.log(2),
            "validation_bits": bits,
        }

    def result(self):
        """Bits per character of the test part: best and last weights."""
        last = surprise(self.model, self.text.test).mean().item()
        best = copy.deepcopy(self.model)
        best.load_state_dict(self.best)
        order, size = best_order(self.text), len(self.text.alphabet)
        counts = NGram(self.text.train, order, size)
        return {
            "test_bits": surprise(best, self.text.test).mean().item(),
            "last_test_bits": last,
            "ngram_test_bits": counts.surprise(self.text.test).mean().item(),
            "best_part": self.best_part,
        }

    def state_dict(self):
        return {
            "done": self.done,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "windows": self.generator.get_state(),
            "dropout": torch.get_rng_state(),
            "best": (self.best, self.best_bits, self.best_part),
        }

    def load_state_dict(self, state):
        self.done = state["done"]
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["windows"])
        torch.set_rng_state(state["dropout"])
        self.best, self.best_bits, self.best_part = state["best"]


def sonnets(seed, *, parts=24):
    torch.manual_seed(seed)
    return Reading(SONNETS, seed, parts)


def tang(seed, *, parts=12):
    torch.manual_seed(seed)
    return Reading(TANG, seed, parts)
