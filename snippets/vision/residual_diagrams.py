"""Drawings for the page on residual networks."""

# %% _import
from matplotlib.patches import Rectangle
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import INK, SOFT0, SOFT1, SOFT2


def box(axes, x, y, words, fill, width=3.6):
    """A box with words; x and y are its middle."""
    corner = x - width / 2, y - 0.5
    axes.add_patch(Rectangle(corner, width, 1, fc=fill, ec=INK, zorder=3))
    text(axes, x, y, words, layer=1)


def chain(axes, x, words):
    """Boxes below each other, joined by arrows."""
    for n, (word, fill) in enumerate(words):
        y = 1.9 + 1.6 * n
        arrow(axes, (x, y - 1.1), (x, y - 0.5))
        box(axes, x, y, word, fill)
    return y + 0.5


# %% block
axes = canvas(17, 12.6)
steps = [("conv 3×3", SOFT0), ("BN", SOFT2), ("ReLU", SOFT1)]
steps += [("conv 3×3", SOFT0), ("BN", SOFT2)]
for x, title, changes in ((3, "{same}", False), (12, "{other}", True)):
    text(axes, x + 1.7, 0.1, title)
    text(axes, x, 0.6, "x")
    end = chain(axes, x, steps)
    plus, side = end + 1.3, x + 3.4
    arrow(axes, (x, end), (x, plus - 0.4))
    text(axes, x, plus, "+", size=14)
    axes.plot([x, side, side], [1, 1, plus], color=INK, lw=1.1)
    if changes:
        box(axes, side, 3.5, "conv 1×1", SOFT0, 2.6)
        box(axes, side, 5.7, "BN", SOFT2, 2.6)
    arrow(axes, (side, plus), (x + 0.4, plus))
    arrow(axes, (x, plus + 0.4), (x, plus + 1))
    box(axes, x, plus + 1.5, "ReLU", SOFT1)
