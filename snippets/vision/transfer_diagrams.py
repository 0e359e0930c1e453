"""Drawings for the page on transfer."""

# %% _import
from matplotlib.patches import Ellipse, Rectangle
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import FAINT, INK, SOFT0, SOFT1


def photo(axes, x, y, width, height, ball):
    """A picture with a ball in its middle, `ball` = (width, height)."""
    axes.add_patch(Rectangle((x, y), width, height, fc=SOFT0, ec=INK))
    middle = x + width / 2, y + height / 2
    axes.add_patch(Ellipse(middle, *ball, fc=SOFT1, ec=INK))


# %% aspect
axes = canvas(17.4, 7.6)
photo(axes, 0, 2.3, 4, 3, (2, 2))
text(axes, 2, 6, "30×40")
arrow(axes, (4.3, 3.3), (6.3, 1.6))
arrow(axes, (4.3, 4.3), (6.3, 5.2))
photo(axes, 6.8, 0, 2.4, 2.4, (1.2, 1.6))
text(axes, 8, 2.9, "Resize((24, 24))", size=9)
photo(axes, 6.5, 4, 3.2, 2.4, (1.6, 1.6))
text(axes, 8, 6.9, "Resize(24)", size=9)
arrow(axes, (10.3, 5.2), (12.4, 5.2))
axes.add_patch(Rectangle((12.7, 4), 3.2, 2.4, fc="none", ec=FAINT, ls="--"))
photo(axes, 13.1, 4, 2.4, 2.4, (1.6, 1.6))
text(axes, 14.3, 6.9, "CenterCrop(24)", size=9)
text(axes, 9.7, 1.2, "{squeezed}", align="left")

# %% parts
axes = canvas(16, 4.6)
for n in range(5):
    axes.add_patch(Rectangle((2.1 * n, 1), 1.7, 2, fc=SOFT0, ec=INK))
    arrow(axes, (2.1 * n + 1.7, 2), (2.1 * n + 2.1, 2))
axes.add_patch(Rectangle((10.5, 1), 1.7, 2, fc=SOFT1, ec=INK))
arrow(axes, (12.2, 2), (13.2, 2))
text(axes, 13.4, 2, "{classes}", align="left")
text(axes, 4.9, 3.6, "{backbone}")
text(axes, 4.9, 4.2, "11,176,512", size=9)
text(axes, 11.35, 3.6, "{head}")
text(axes, 11.35, 4.2, "2,565", size=9)
