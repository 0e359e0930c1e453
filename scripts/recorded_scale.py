"""The axis of a picture: where a number lies, and which round numbers stand along it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.recorded_words import WORDS, is_fraction

WIDE = 50  # errors that differ by more than this factor are drawn on a logarithmic scale
MOST = 5


@dataclass(frozen=True)
class Scale:
    marks: tuple[float, ...]
    logarithmic: bool = False

    @classmethod
    def of(cls, numbers: Iterable[float], value: str) -> "Scale":
        low, high = min(numbers), max(numbers)
        if not is_fraction(value) and low > 0 and high / low > WIDE:
            first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
            return cls(tuple(10.0**power for power in range(first, last + 1)), True)
        return cls(tuple(_round_numbers(low, high)))

    def share(self, number: float) -> float:
        """0 at the first mark, 1 at the last."""
        first, last, at = self.marks[0], self.marks[-1], number
        if self.logarithmic:
            first, last, at = math.log10(first), math.log10(last), math.log10(number)
        return (at - first) / (last - first)

    def labels(self, value: str, language: str) -> list[str]:
        """The marks as text, with the digits that tell one from the next."""
        if not is_fraction(value):
            return [f"{mark:.4g}" for mark in self.marks]
        step = 100 * (self.marks[1] - self.marks[0])
        digits = max(0, -math.floor(math.log10(step * 1.001)))
        return [WORDS[language]["percent"].format(f"{100 * m:.{digits}f}") for m in self.marks]


def _round_numbers(low: float, high: float) -> list[float]:
    """They span low to high, and are multiples of 1, 2 or 5 of a power of ten."""
    if high <= low:
        high = low + (abs(low) or 1) * 0.01
    rough = (high - low) / (MOST - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]
