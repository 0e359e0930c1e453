"""Drawings for the page on devices."""

# %% _import
from matplotlib.patches import FancyBboxPatch
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import FAINT, INK, PAPER, SOFT0, SOFT1, SOFT2


def box(axes, x, y, width, height, fill, words):
    shape = (x, y), width, height, "round,pad=0.1"
    axes.add_patch(FancyBboxPatch(*shape, facecolor=fill, edgecolor=INK))
    text(axes, x + width / 2, y + height / 2, words, size=9.5)


def room(axes, x, words):
    shape = (x, 1.1), 5.6, 5.2, "round,pad=0.2"
    axes.add_patch(FancyBboxPatch(*shape, facecolor=PAPER, edgecolor=FAINT))
    text(axes, x + 2.8, 0.5, words)


# %% rooms
axes = canvas(16, 6.8)
room(axes, 0.4, "{cpu}")
room(axes, 10, "{gpu}")
rows = [(1.3, SOFT2, "{net}", "{once}"), (3, SOFT0, "{batch}", "{each}")]
for y, fill, words, when in rows:
    box(axes, 0.8, y, 4.8, 1.1, fill, words)
    box(axes, 10.4, y, 4.8, 1.1, fill, words)
    arrow(axes, (6.3, y + 0.55), (9.7, y + 0.55))
    text(axes, 8, y + 0.1, when, size=9)
box(axes, 10.4, 4.8, 4.8, 1.1, SOFT1, "{loss}")
arrow(axes, (9.7, 5.35), (6.3, 5.35))
text(axes, 8, 4.9, "{number}", size=9)
box(axes, 0.8, 4.8, 4.8, 1.1, SOFT1, "{shown}")
