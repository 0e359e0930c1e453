"""Tensors as grids of cells: one unit is one cell, and y grows downwards."""

import matplotlib.pyplot as plt
import torch
from matplotlib.patches import FancyArrowPatch, Rectangle
from snippets.drawing.palette import FAINT, INK, PAPER, SOFT0

CELL = 0.4  # inches
MARGIN = 0.1  # cells, so that lines on the border are whole


def canvas(width, height):
    """An empty picture, `width` by `height` cells; returns its axes."""
    size = [(length + 2 * MARGIN) * CELL for length in (width, height)]
    axes = plt.figure(figsize=size, layout="none").add_axes((0, 0, 1, 1))
    axes.set_xlim(-MARGIN, width + MARGIN)
    axes.set_ylim(height + MARGIN, -MARGIN)
    axes.axis("off")
    return axes


def cell(axes, x, y, value="", fill=SOFT0, ghost=False, layer=0):
    """One cell with its corner at (x, y); a ghost only looks like one."""
    look = dict(facecolor=fill, edgecolor=INK, linewidth=0.9)
    if ghost:
        look = dict(facecolor=PAPER, edgecolor=FAINT, linestyle=(0, (3, 2)))
    order = 3 * layer + (0 if ghost else 1)  # a true edge covers a ghost's
    axes.add_patch(Rectangle((x, y), 1, 1, zorder=order, **look))
    colour = FAINT if ghost else INK
    text(axes, x + 0.5, y + 0.5, str(value), colour, layer=layer)


def grid(axes, x, y, values, fill=SOFT0, ghost=False, layer=0):
    """A table of cells from a tensor or lists, with one or two axes.

    `fill` is one colour, or a function of (row, column) that gives one.
    """
    for row, numbers in enumerate(_rows(values)):
        for column, value in enumerate(numbers):
            colour = fill(row, column) if callable(fill) else fill
            cell(axes, x + column, y + row, value, colour, ghost, layer)


def planes(axes, x, y, block, fill=SOFT0, shift=0.45):
    """The tables of a tensor with three axes, the first in front, at (x, y).

    Each further table stands `shift` cells to the right and above, empty.
    """
    blank = [[""] * block.shape[2]] * block.shape[1]
    for n, table in enumerate(block):
        place = x + n * shift, y - n * shift
        grid(axes, *place, blank if n else table, fill, layer=-n)


def memory(axes, x, y, values, fill=SOFT0, first=0):
    """A row of memory cells with their numbers below; fill as in grid."""
    grid(axes, x, y, values, fill)
    for n in range(len(_rows(values)[0])):
        text(axes, x + n + 0.5, y + 1.3, str(first + n), size=7.5)


def text(axes, x, y, words, colour=INK, size=10, align="center", layer=0):
    """Words at (x, y), centred, or with align="left" or "right"."""
    axes.text(x, y, words, color=colour, fontsize=size, ha=align,
              va="center_baseline", zorder=3 * layer + 2)  # fmt: skip


def arrow(axes, start, end, colour=INK, bend=0.0):
    """An arrow from one (x, y) to another, straight or bent."""
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>,head_length=4,head_width=2.2",
            mutation_scale=1,
            shrinkA=0,
            shrinkB=0,
            linewidth=1.1,
            color=colour,
            zorder=5,
        )
    )


def across(axes, x, y, length, words, colour=INK):
    """An axis that runs to the right, with its words above it."""
    arrow(axes, (x, y), (x + length, y), colour)
    text(axes, x + length / 2, y - 0.35, words, colour)


def down(axes, x, y, length, words, colour=INK):
    """An axis that runs down, with its words to the left of it."""
    arrow(axes, (x, y), (x, y + length), colour)
    text(axes, x - 0.2, y + length / 2, words, colour, align="right")


def _rows(values):
    """The values as a list of rows of Python values."""
    values = values.tolist() if torch.is_tensor(values) else list(values)
    return values if isinstance(values[0], list) else [values]
