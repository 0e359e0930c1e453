"""Drawings for the page on control."""

# %% _import
from snippets.autograd.boxes import WIDTH, box
from snippets.drawing import grid, palette

# %% detach
axes = grid.canvas(13.4, 3.6)
right, middle = 10.6, 5.4
box(axes, 0.1, 0.6, "w", palette.SOFT2)
box(axes, middle, 0.6, "y = w ** 2", palette.SOFT0)
box(axes, middle, 2.8, "d = y.detach()", palette.SOFT3)
box(axes, right, 0.6, "(y * d).sum()", palette.SOFT0)
grid.arrow(axes, (right, 0.6), (middle + WIDTH, 0.6), "C1")
grid.arrow(axes, (middle, 0.6), (0.1 + WIDTH, 0.6), "C1")
grid.arrow(axes, (right, 0.8), (middle + WIDTH, 2.7), palette.FAINT)
grid.arrow(axes, (middle + 0.9, 1), (middle + 0.9, 2.4), palette.FAINT)
grid.text(axes, middle + 1.2, 1.7, "{same}", size=9, align="left")
grid.text(axes, middle - 0.3, 2.8, "{stops}", size=9, align="right")
