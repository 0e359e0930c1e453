"""Matplotlib figures as SVG that takes its colours and its words from the page around it."""

import io
import re

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

from snippets.drawing import palette  # noqa: E402

STYLE = {
    "svg.fonttype": "none",  # text stays text: searchable, translatable, readable aloud
    "svg.hashsalt": "pytorch-notes",
    "font.size": 10,
    "font.family": "sans-serif",
    "figure.figsize": (6.4, 3.6),
    "savefig.bbox": "tight",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.prop_cycle": matplotlib.cycler(color=palette.CYCLE),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": palette.INK,
    "axes.labelcolor": palette.INK,
    "axes.labelpad": 7,  # browsers set words in their own fonts, some larger than the one measured
    "text.color": palette.INK,
    "xtick.color": palette.INK,
    "ytick.color": palette.INK,
    "grid.color": palette.FAINT,
    "legend.frameon": False,
}
HEX = re.compile("|".join(map(re.escape, palette.VARIABLES)), re.IGNORECASE)
HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
STYLE_RULE = re.compile(r"\s*<defs>\s*<style[^>]*>\*\{[^}]*\}</style>\s*</defs>", re.DOTALL)
FONT = re.compile(r"font: ([\d.]+)px [^;\"]+")


def take() -> tuple[list[str], list[str]]:
    """SVG and a description of every figure now open, oldest first; the figures are closed."""
    figures = [plt.figure(number) for number in plt.get_fignums()]
    taken = [_svg(figure) for figure in figures], [describe(figure) for figure in figures]
    plt.close("all")
    return taken


def _svg(figure) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = COMMENT.sub("", METADATA.sub("", HEAD.sub("", buffer.getvalue(), count=1)))
    # A rule for `*` would style the whole page that the picture stands in.
    text = STYLE_RULE.sub("", text).replace("<svg", '<svg stroke-linejoin="round"', 1)
    text = FONT.sub(r"font-size: \1px", text)
    return HEX.sub(lambda m: f"var({palette.VARIABLES[m[0].lower()]})", text).strip()


def describe(figure) -> str:
    """What a figure shows, in words and numbers that a test can compare: one line an axes."""
    return "\n".join(_describe_axes(axes) for axes in figure.axes)


def _describe_axes(axes) -> str:
    parts = [t for t in (axes.get_title(), axes.get_xlabel(), axes.get_ylabel()) if t]
    parts += [_points("line", *line.get_data()) for line in axes.lines]
    for collection in axes.collections:
        offsets = collection.get_offsets()
        parts.append(_points(type(collection).__name__, offsets[:, 0], offsets[:, 1]))
    for image in axes.images:
        pixels, edges = image.get_array(), _numbers(*image.get_extent())
        parts.append(f"image {pixels.shape} sum {pixels.sum():.4g} at {edges}")
    if axes.patches:
        x, y = sum(_corners(patch) for patch in axes.patches)
        parts.append(f"{len(axes.patches)} patches sum {_numbers(x, y)}")
    for text in axes.texts:
        if text.get_text():
            parts.append(f"{text.get_text()!r} at {_numbers(*text.get_position())}")
    return ", ".join(parts)


def _corners(patch):
    return patch.get_patch_transform().transform_path(patch.get_path()).vertices.sum(axis=0)


def _numbers(*numbers) -> str:
    return " ".join(f"{float(number):.4g}" for number in numbers)


def _points(name: str, x, y) -> str:
    if len(x) == 0:
        return f"{name} of 0 points"
    spread = "x {:.4g}…{:.4g} y {:.4g}…{:.4g} sum {:.4g}"
    values = (float(v) for v in (min(x), max(x), min(y), max(y), sum(y)))
    return f"{name} of {len(x)} points {spread.format(*values)}"
