"""Broadcasting: drawings."""

# %% _import
import torch
from snippets.drawing import grid, palette


def stretched(axes, x, y, tensor, shape, fill):
    """A tensor with the cells that broadcasting to `shape` adds as ghosts."""
    grid.grid(axes, x, y, tensor.expand(shape), ghost=True)
    grid.grid(axes, x, y, tensor, fill)


# %% outer-sum
rows = torch.arange(3).reshape(3, 1)
cols = torch.arange(4)
axes = grid.canvas(14.4, 4.4)
stretched(axes, 0.2, 1.2, rows, (3, 4), palette.SOFT0)
grid.text(axes, 4.7, 2.7, "+", size=11)
stretched(axes, 5.2, 1.2, cols, (3, 4), palette.SOFT1)
grid.text(axes, 9.7, 2.7, "=", size=11)
grid.grid(axes, 10.2, 1.2, rows + cols, palette.SOFT2)
grid.text(axes, 2.2, 0.6, "rows (3, 1)")
grid.text(axes, 7.2, 0.6, "cols (4,)")
grid.text(axes, 12.2, 0.6, "table (3, 4)")

# %% keepdim
scores = torch.tensor([[1, 2], [3, 6], [5, 10]])
axes = grid.canvas(15.4, 6.4)
for x in (0.7, 6.7, 11.2):
    grid.grid(axes, x, 0.2, scores)
grid.grid(axes, 0.7, 3.6, scores.sum(0) // 3, palette.SOFT2)
grid.text(axes, 1.7, 5.1, "mean(dim=0)", "C2", size=9)
grid.text(axes, 1.7, 5.8, "(C,)", "C2", size=9)
means = scores.double().mean(1)
odd_one = [palette.SOFT3, palette.SOFT2, palette.SOFT2]
grid.grid(axes, 5.7, 3.6, means, lambda row, column: odd_one[column])
grid.text(axes, 7.2, 5.1, "mean(dim=1)", "C3", size=9)
grid.text(axes, 7.2, 5.8, "(N,)", "C3", size=9)
grid.grid(axes, 13.6, 0.2, means[:, None], palette.SOFT2)
grid.text(axes, 13, 4.4, "mean(dim=1,", "C2", size=9)
grid.text(axes, 13, 5.1, "keepdim=True)", "C2", size=9)
grid.text(axes, 13, 5.8, "(N, 1)", "C2", size=9)

# %% silent-square
prediction = torch.tensor([[1], [2], [3]])
target = torch.tensor([1, 2, 3])
axes = grid.canvas(11.4, 4.4)
stretched(axes, 0.2, 1.2, prediction, (3, 3), palette.SOFT0)
grid.text(axes, 3.7, 2.7, "−", size=11)
stretched(axes, 4.2, 1.2, target, (3, 3), palette.SOFT1)
grid.text(axes, 7.7, 2.7, "=", size=11)
square = prediction - target
wanted = {True: palette.SOFT2, False: palette.SOFT3}
grid.grid(axes, 8.2, 1.2, square, lambda row, column: wanted[row == column])
grid.text(axes, 1.7, 0.6, "prediction (N, 1)", size=9)
grid.text(axes, 5.7, 0.6, "target (N,)", size=9)
grid.text(axes, 9.7, 0.6, "error (N, N)", size=9)
