"""Shapes: drawings."""

# %% _import
import torch
from snippets.drawing import grid, palette

TINTS = [palette.SOFT0, palette.SOFT1, palette.SOFT2]
count = torch.arange(12)
table = count.reshape(3, 4)


def by_row_of_table(values):
    """Each number keeps the colour of its row in `table`."""
    return lambda row, column: TINTS[values[row][column] // 4]


# %% reading-order
axes = grid.canvas(13.5, 6.8)
for x, y, shape in (
    (0.7, 0.8, (12,)),
    (0.7, 3.7, (3, 4)),
    (6.7, 3.7, (2, 6)),
):
    values = count.reshape(-1, shape[-1])
    grid.text(axes, x, y - 0.4, str(shape), align="left")
    grid.grid(axes, x, y, values, by_row_of_table(values))
grid.arrow(axes, (2.7, 2), (2.7, 3))
grid.arrow(axes, (9.7, 2), (9.7, 3))

# %% new-axis
row = torch.arange(3)
axes = grid.canvas(12.2, 4.4)
grid.text(axes, 0.2, 0.6, "(3,)", align="left")
grid.grid(axes, 0.2, 1, row)
grid.text(axes, 4.7, 0.6, "(1, 3)", align="left")
grid.grid(axes, 4.7, 1, row[None], palette.SOFT1)
grid.text(axes, 9.2, 0.6, "(3, 1)", align="left")
grid.grid(axes, 9.2, 1, row[:, None], palette.SOFT2)

# %% expand-and-repeat
scores = torch.tensor([[1], [2], [3]])
axes = grid.canvas(10.6, 4.2)
grid.text(axes, 2.2, 0.4, "expand(3, 4)")
grid.grid(axes, 0.2, 1, scores.repeat(1, 4), ghost=True)
grid.grid(axes, 0.2, 1, scores)
grid.text(axes, 8.2, 0.4, "repeat(1, 4)")
grid.grid(axes, 6.2, 1, scores.repeat(1, 4))

# %% reshape-is-not-transpose
axes = grid.canvas(13.2, 5.2)
places = (
    (0.2, "table", table),
    (5.8, "table.T", table.T),
    (10.2, "table.reshape(4, 3)", table.reshape(4, 3)),
)
for x, words, values in places:
    grid.text(axes, x + values.shape[1] / 2, 0.4, words)
    grid.grid(axes, x, 1, values, by_row_of_table(values))
