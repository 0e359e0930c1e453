"""Characters as numbers, a network that predicts the next, and counts."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

HOLE = "□"  # a character too rare to be learnt


@dataclass(frozen=True)
class Text:
    """Whole poems, dealt out to three parts, as numbers."""

    train: torch.Tensor
    validation: torch.Tensor
    test: torch.Tensor
    alphabet: str


def prepare(text):
    """Shuffle the poems, deal them out 8 : 1 : 1, number characters."""
    poems = [poem + "\n\n" for poem in text.strip().split("\n\n")]
    dice = torch.Generator().manual_seed(0)
    order = torch.randperm(len(poems), generator=dice).tolist()
    tenth = round(len(poems) / 10)
    cuts = slice(2 * tenth, None), slice(tenth, 2 * tenth), slice(tenth)
    parts = ["".join(poems[n] for n in order[cut]) for cut in cuts]
    counts = Counter(parts[0])  # the training part only
    alphabet = HOLE + "".join(sorted(c for c in counts if counts[c] > 1))
    number = {c: n for n, c in enumerate(alphabet)}
    rows = [torch.tensor([number.get(c, 0) for c in p]) for p in parts]
    return Text(*rows, alphabet)


class CharacterLSTM(nn.Module):
    """For each character, scores of the one that follows."""

    def __init__(self, characters, width=32, hidden=128, dropout=0.3):
        super().__init__()
        self.embedding = nn.Embedding(characters, width)
        self.lstm = nn.LSTM(width, hidden, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(hidden, characters)

    def forward(self, x, state=None):  # (N, T) of numbers
        outputs, state = self.lstm(self.embedding(x), state)
        return self.head(self.dropout(outputs)), state  # (N, T, characters)


def draw_windows(numbers, count, length, generator=None):
    """Pieces of the text, and the same moved on by one character."""
    starts = torch.randint(
        len(numbers) - length, (count, 1), generator=generator
    )
    places = starts + torch.arange(length + 1)
    return numbers[places[:, :-1]], numbers[places[:, 1:]]


@torch.no_grad()
def surprise(model, numbers):  # (T,) -> (T - 1,)
    """Bits that each character costs, read from the first to the last."""
    model.eval()
    scores, _ = model(numbers[None, :-1])
    return F.cross_entropy(
        scores[0], numbers[1:], reduction="none"
    ) / math.log(2)


class NGram:
    """Counts of what followed the last few characters."""

    def __init__(self, numbers, order, characters):
        self.order, self.characters = order, characters
        self.followers = defaultdict(Counter)
        numbers = numbers.tolist()
        for place, number in enumerate(numbers):
            for length in range(min(order, place + 1)):
                context = tuple(numbers[place - length : place])
                self.followers[context][number] += 1

    def probability(self, number, context):
        """A longer context counts as far as it has been seen."""
        shorter = 1 / self.characters
        if context:
            shorter = self.probability(number, context[1:])
        counts = self.followers.get(context)
        if counts is None:
            return shorter
        total, kinds = counts.total(), len(counts)
        return (counts[number] + kinds * shorter) / (total + kinds)

    def surprise(self, numbers):  # (T,) -> (T - 1,)
        """Bits that each character costs."""
        numbers = numbers.tolist()
        bits = []
        for place in range(1, len(numbers)):
            start = max(0, place - self.order + 1)
            context = tuple(numbers[start:place])
            bits.append(-math.log2(self.probability(numbers[place], context)))
        return torch.tensor(bits)


def best_order(text):
    """The order that does best on the validation part."""

    def bits(order):
        counts = NGram(text.train, order, len(text.alphabet))
        return counts.surprise(text.validation).mean().item()

    return min(range(1, 7), key=bits)
