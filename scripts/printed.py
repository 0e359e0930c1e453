"""Compare printed text: words and integers exactly, floats within what their digits say."""

import math
import re

NUMBER = re.compile(
    r"(?<![\w.])[-+]?(?:\d+\.\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|\d+e[-+]?\d+)(?![\w])",
    re.IGNORECASE,
)
TINY = 1e-6


def same(left: str, right: str, digits: bool = True) -> bool:
    """Whether two outputs say the same.

    White space does not count. Two floats printed with as many decimals agree when they are equal,
    or next to each other in the last of at least three digits: rounding tips over there. With more
    decimals on one side they agree when one may be the other rounded, so 999.9 is 9.9990e+02; but
    `1.` is only what PyTorch prints of whole numbers, so it is 1.0000 and not 0.8. Below 1e-6 both
    are zero. With `digits=False` every number agrees with every other.
    """
    if not digits:
        return _blank(left) == _blank(right)
    floats = NUMBER.findall(left), NUMBER.findall(right)
    if _skeleton(left) != _skeleton(right) or len(floats[0]) != len(floats[1]):
        return False
    return all(_close(a, b) for a, b in zip(*floats, strict=True))


def _skeleton(text: str) -> str:
    return re.sub(r"\s+", "", NUMBER.sub("~", text))


def _blank(text: str) -> str:
    numbers = re.compile(r"[-+]?\d[\d.]*(?:e[-+]?\d+)?", re.IGNORECASE)
    return re.sub(r"\s+", "", numbers.sub("~", text))


def _close(a: str, b: str) -> bool:
    x, y = float(a), float(b)
    if max(abs(x), abs(y)) < TINY:
        return True
    units = _unit(a), _unit(b)
    if units[0] != units[1]:
        whole = a.endswith(".") or b.endswith(".")
        allowed = 1.01 * min(units) if whole else 0.51 * max(units)
    else:
        allowed = 1.01 * units[0] if _decimals(a) and _digits(a) >= 3 else 0.0
    return math.isclose(x, y, rel_tol=1e-12, abs_tol=allowed)


def _decimals(number: str) -> int:
    return len(number.lower().partition("e")[0].partition(".")[2])


def _digits(number: str) -> int:
    """How many digits are significant."""
    return len(re.sub(r"\D", "", number.lower().partition("e")[0]).lstrip("0"))


def _unit(number: str) -> float:
    """What one more in the last printed digit is worth."""
    return 10.0 ** (int(number.lower().partition("e")[2] or 0) - _decimals(number))
