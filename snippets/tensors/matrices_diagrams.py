"""Drawings for the page on matrix products."""

# %% _import
import torch
from snippets.drawing.grid import canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1

# %% product
left = torch.tensor([[1, 2, 3], [4, 5, 6]])
right = torch.tensor([[1, 0], [0, 1], [1, 1]])
product = left @ right


def tint(marked):
    return SOFT1 if marked else SOFT0


axes = canvas(9.2, 6.5)
grid(axes, 1.6, 4.4, left, lambda row, _: tint(row == 1))
grid(axes, 5.2, 0.7, right, lambda _, column: tint(column == 0))
grid(axes, 5.2, 4.4, product, lambda *place: tint(place == (1, 0)))

text(axes, 3.1, 4.05, "3", size=9)
text(axes, 1.35, 5.4, "2", size=9, align="right")
text(axes, 6.2, 0.35, "2", size=9)
text(axes, 4.95, 2.2, "3", size=9, align="right")
text(axes, 0.7, 5.4, "A", align="right")
text(axes, 7.5, 2.2, "B", align="left")
text(axes, 7.5, 5.4, "A @ B", align="left")
