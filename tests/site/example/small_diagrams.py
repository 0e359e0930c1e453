"""Drawings of the small example."""

# %% row
from snippets.drawing.grid import canvas, grid, text

axes = canvas(4, 2)
grid(axes, 0, 0, [1, 2, 3])
text(axes, 1.5, 1.5, "{row}")
