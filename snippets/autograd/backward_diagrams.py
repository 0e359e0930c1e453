"""Drawings for the page on going back."""

# %% _import
import torch
from snippets.drawing import grid, palette

# %% vector-jacobian
J = [[1, 2], [3, 4]]
v = [1, 10]
product = (torch.tensor(v) @ torch.tensor(J)).tolist()
tints = [palette.SOFT1, palette.SOFT2]
axes = grid.canvas(14, 4.2)
grid.grid(axes, 0.6, 1.7, [v], lambda _, column: tints[column])
grid.text(axes, 3.3, 2.2, "@", size=11)
grid.grid(axes, 4, 1.2, J, lambda row, _: tints[row])
grid.text(axes, 6.7, 2.2, "=", size=11)
grid.grid(axes, 7.4, 1.7, [product])
grid.text(axes, 1.6, 0.5, "v", size=10)
grid.text(axes, 5, 0.5, "J", size=10)
grid.text(axes, 8.4, 0.5, "x.grad", size=10)
grid.text(axes, 9.8, 2.2, "= 1 × (1, 2) + 10 × (3, 4)", size=9, align="left")
grid.text(axes, 1.6, 3.7, "{upstream}", size=9)
grid.text(axes, 5, 3.7, "{rows}", size=9)
