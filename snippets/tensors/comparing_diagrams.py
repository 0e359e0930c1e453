"""Drawings for the page on comparing."""

# %% _import
from snippets.drawing.grid import arrow, canvas, grid, text
from snippets.drawing.palette import PAPER, SOFT1, SOFT2

# %% gather
table = [[10, 11, 12], [20, 21, 22]]
index = [[2, 0], [1, 1]]
tint = [SOFT1, SOFT2]


def fill_table(row, column):
    return tint[row] if column in index[row] else PAPER


def fill_row(row, column):
    return tint[row]


axes = canvas(15, 4.6)
text(axes, 1.9, 0.4, "table")
grid(axes, 0.4, 1, table, fill_table)
for column in range(3):
    text(axes, 0.9 + column, 3.4, str(column), size=7.5)
text(axes, 1.9, 4.2, "{columns}", size=9)

text(axes, 7, 0.4, "index")
grid(axes, 6, 1, index, fill_row)
text(axes, 7, 4.2, "{which}", size=9)

text(axes, 12.6, 0.4, "table.gather(1, index)")
grid(axes, 11.6, 1, [[12, 10], [21, 21]], fill_row)
text(axes, 12.6, 4.2, "{values}", size=9)
arrow(axes, (8.5, 2), (11.1, 2))
