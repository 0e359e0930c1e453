"""Drawings for the page on recurrent networks."""

# %% _import
from matplotlib.patches import Rectangle
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import INK, SOFT0


def box(axes, x, y, words, fill):
    """A box with words; x and y are its middle."""
    axes.add_patch(
        Rectangle((x - 1, y - 0.5), 2, 1, fc=fill, ec=INK, zorder=3)
    )
    text(axes, x, y, words, layer=1)


# %% unrolled
axes = canvas(17.6, 5.6)
text(axes, 0.5, 3, "0")
for step in range(4):
    x = 3.4 + 4 * step
    box(axes, x, 3, "{cell}", SOFT0)
    arrow(axes, (x - 2.6 if step else 0.9, 3), (x - 1, 3), "C1")
    arrow(axes, (x, 4.8), (x, 3.5))
    arrow(axes, (x, 2.5), (x, 1.2))
    text(axes, x, 5.2, f"x[{step}]", size=9)
    text(axes, x, 0.8, f"outputs[{step}]", size=9)
    if step < 3:
        text(axes, x + 1.5, 2.4, f"h{step + 1}", "C1", size=9)
        axes.plot([x + 1, x + 1.4], [3, 3], color="C1", lw=1.1)
axes.plot([16.4, 17], [3, 3], color="C1", lw=1.1)
text(axes, 16.9, 2.4, "last", "C1", size=9)
