"""Named boxes, for drawings of graphs."""

from matplotlib.patches import FancyBboxPatch
from snippets.drawing import grid, palette

WIDTH = 2.7


def box(axes, x, y, words, fill):
    """A box with words, its left edge at x, its middle at height y."""
    shape = FancyBboxPatch(
        (x, y - 0.4),
        WIDTH,
        0.8,
        boxstyle="round,pad=0,rounding_size=0.2",
        facecolor=fill,
        edgecolor=palette.INK,
        linewidth=0.9,
        zorder=1,
    )
    axes.add_patch(shape)
    grid.text(axes, x + WIDTH / 2, y, words, size=8.5)
