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

    White space does not count. A float agrees with another one within one unit of the last digit
    that the coarser of the two prints, so `1.` is `1.0000` and 999.9 is 9.9990e+02; below 1e-6
    both are zero. With `digits=False` every number agrees with every other.
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
    return re.sub(
        r"\s+", "", re.sub(r"[-+]?\d[\d.]*(?:e[-+]?\d+)?", "~", text, flags=re.IGNORECASE)
    )


def _close(a: str, b: str) -> bool:
    x, y = float(a), float(b)
    if max(abs(x), abs(y)) < TINY:
        return True
    # 1.5: two roundings of one value can lie a whole unit apart, and floats are not exact
    return math.isclose(x, y, abs_tol=1.5 * max(_unit(a), _unit(b)))


def _unit(number: str) -> float:
    """What one more in the last printed digit is worth."""
    mantissa, _, exponent = number.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return 10.0 ** (int(exponent or 0) - decimals)
