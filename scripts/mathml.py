"""Formulas as MathML, and the part of STIX Two Math that sets them: no script in the browser."""

import hashlib
import html
import importlib.util
import os
import re
from functools import cache
from pathlib import Path

from scripts import paths

FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\s*\\(?P<kind>[(\[])(?P<tex>.*?)\\[)\]]\s*</(?P=tag)>',
    re.DOTALL,
)
MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def convert(page: str) -> str:
    """The page's HTML with each formula of pymdownx.arithmatex turned into MathML."""
    return FORMULA.sub(lambda m: _mathml(html.unescape(m["tex"]).strip(), m["kind"] == "["), page)


@cache
def _mathml(tex: str, display: bool) -> str:
    from latex2mathml.converter import convert as to_mathml

    try:
        return to_mathml(tex, display="block" if display else "inline")
    except Exception as error:
        raise ValueError(f"this formula cannot be turned into MathML: {tex} ({error!r})") from error


def characters(page: str) -> set[str]:
    """The characters that the page's formulas need a glyph for."""
    formulas = "".join(MATHML.findall(page))
    used = set(html.unescape(TAG.sub("", formulas))) - set(" \n\t")
    roots = {"√"} if "<msqrt" in formulas or "<mroot" in formulas else set()
    return used | roots | {_italic(c) for c in used}


def _italic(character: str) -> str:
    """What a browser draws for a letter in <mi>: its italic from the mathematical alphabet."""
    if character == "h":
        return "\u210e"  # Planck's constant had the place of italic h
    for first, last, start in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("α", "ω", 0x1D6FC)):
        if first <= character <= last:
            return chr(start + ord(character) - ord(first))
    return character


def font(used: set[str]) -> bytes:
    """STIX Two Math as WOFF2 with the glyphs of `used` only; made once, then kept in the cache."""
    key = hashlib.sha256("".join(sorted(used)).encode()).hexdigest()[:16]
    kept = paths.CACHE / "fonts" / f"stix-two-math-{key}.woff2"
    if kept.is_file():
        return kept.read_bytes()
    made = _subset(used)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        whole = kept.with_suffix(f".{os.getpid()}")
        whole.write_bytes(made)
        whole.replace(kept)
    except OSError:
        pass  # a cache that cannot be written costs time, nothing else
    return made


def _subset(used: set[str]) -> bytes:
    from io import BytesIO

    from fontTools import subset

    package = importlib.util.find_spec("ziamath").submodule_search_locations[0]
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    stix = subset.load_font(Path(package, "fonts", "STIXTwoMath-Regular.ttf"), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(used))
    subsetter.subset(stix)
    made = BytesIO()
    subset.save_font(stix, made, options)
    return made.getvalue()
