"""Boxes with words in them, for drawings of what a network is made of."""

from matplotlib.patches import Rectangle
from snippets.drawing.grid import text
from snippets.drawing.palette import INK, SOFT0


def box(axes, x, y, width, words, fill=SOFT0, height=1, size=9):
    """A box with its upper left corner at (x, y) and words in the middle."""
    look = dict(facecolor=fill, edgecolor=INK, linewidth=0.9, zorder=1)
    axes.add_patch(Rectangle((x, y), width, height, **look))
    text(axes, x + width / 2, y + height / 2, words, size=size)
