"""Drawings for the page on reductions."""

# %% _import
import torch
from snippets.drawing.grid import across, canvas, down, grid, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2

# %% dim
scores = torch.tensor([[1, 2, 3], [9, 5, 4]])
tints = [SOFT0, SOFT1, SOFT2]
axes = canvas(13.5, 4.5)

down(axes, 1.9, 1, 2, "dim=0")
grid(axes, 2.2, 1, scores, lambda _, column: tints[column])
grid(axes, 2.2, 3.4, scores.sum(dim=0), lambda _, column: tints[column])
text(axes, 5.4, 2, "(2, 3)", size=9, align="left")
text(axes, 5.4, 3.9, "(3,)", size=9, align="left")

across(axes, 9, 0.7, 3, "dim=1")
grid(axes, 9, 1, scores, lambda row, _: tints[row])
grid(axes, 12.4, 1, scores.sum(dim=1)[:, None], lambda row, _: tints[row])
text(axes, 10.5, 3.35, "(2, 3)", size=9)
text(axes, 12.9, 3.35, "(2,)", size=9)
