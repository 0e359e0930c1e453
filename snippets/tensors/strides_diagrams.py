"""Strides: drawings, with the strides and offsets of real tensors."""

# %% _import
import torch
from snippets.drawing import grid, palette

TINTS = [palette.SOFT0, palette.SOFT1, palette.SOFT2]
table = torch.arange(12).reshape(3, 4)


def by_row_of_table(values):
    """Each number keeps the colour of its row in `table`."""
    return lambda row, column: TINTS[values[row][column] // 4]


def equals(name, value):
    return f"{name} = {value}"


def positions(part):
    """The numbers of the memory cells that a 2-D tensor reads, row by row."""
    (rows, columns), (down, across) = part.shape, part.stride()
    first = part.storage_offset()
    return [
        [first + i * down + j * across for j in range(columns)]
        for i in range(rows)
    ]


def draw_memory(axes, x, y, part, length):
    """The memory of a tensor; cells that it does not read stay blank."""
    rows = positions(part)
    fills = [palette.PAPER] * length
    for i, cells in enumerate(rows):
        for k in cells:
            fills[k] = TINTS[i]
    values = torch.arange(length)
    grid.memory(axes, x, y, values, lambda row, column: fills[column])


# %% storage
axes = grid.canvas(12.4, 8)
down, across = table.stride()
grid.across(axes, 4.2, 0.8, 4, equals("stride(1)", across), "C1")
grid.down(axes, 3.9, 1.1, 3, equals("stride(0)", down), "C0")
grid.grid(axes, 4.2, 1.1, table, by_row_of_table(table))
draw_memory(axes, 0.2, 6.2, table, 12)
for k in (0, down):
    grid.arrow(axes, (k + 0.7, 6.15), (k + down + 0.6, 6.15), "C0", -0.35)
for k in (8, 8 + across):
    grid.arrow(axes, (k + 0.7, 6.15), (k + across + 0.6, 6.15), "C1", -0.6)

# %% slice
part = table[1:, ::2]
first, (down, across) = part.storage_offset(), part.stride()
axes = grid.canvas(12.4, 7.2)
grid.across(axes, 6.2, 0.8, 2, equals("stride(1)", across), "C1")
grid.down(axes, 5.9, 1.1, 2, equals("stride(0)", down), "C0")
grid.grid(axes, 6.2, 1.1, part, lambda row, column: TINTS[row])
draw_memory(axes, 0.2, 5.4, part, 12)
grid.arrow(axes, (0.2, 5.1), (first + 0.2, 5.1))
grid.text(axes, 0.2 + first / 2, 4.6, equals("storage_offset()", first))
grid.arrow(axes, (4.7, 5.35), (4.7 + across, 5.35), "C1", -0.5)
grid.arrow(axes, (4.7, 5.35), (4.7 + down, 5.35), "C0", -0.5)

# %% transpose
axes = grid.canvas(12.4, 8.6)
for x, words, values in ((1, "table", table), (7.6, "table.T", table.T)):
    width = values.shape[1]
    grid.text(axes, x + width / 2, 0.3, words)
    grid.text(
        axes, x + width / 2, 0.95, equals("stride()", values.stride()), size=9
    )
    grid.grid(axes, x, 1.4, values, by_row_of_table(values))
draw_memory(axes, 0.2, 7, table, 12)
grid.arrow(axes, (3, 4.7), (4.2, 6.8))
grid.arrow(axes, (9.1, 5.7), (8, 6.8))

# %% merge
left = torch.arange(18).reshape(3, 6)[:, :4]
axes = grid.canvas(18.4, 2.9)
draw_memory(axes, 0.2, 1.3, left, 18)
for k in (0, 1, 2):
    grid.arrow(axes, (k + 0.7, 1.25), (k + 1.6, 1.25), "C2", -0.6)
grid.text(axes, 2.2, 0.5, "+1", "C2")
grid.arrow(axes, (3.7, 1.25), (6.6, 1.25), "C3", -0.35)
grid.text(axes, 5.2, 0.3, "+3", "C3")

# %% pollution
flat = table.T.flatten()
axes = grid.canvas(12.8, 10.4)
strip = [flat.tolist()]
grid.grid(axes, 0.4, 0.9, table, by_row_of_table(table))
grid.text(axes, 2.4, 0.4, "table")
grid.arrow(axes, (4.8, 2.4), (8.8, 2.4))
grid.text(axes, 6.8, 2, ".T")
grid.grid(axes, 9.2, 0.4, table.T, by_row_of_table(table.T))
grid.arrow(axes, (10.7, 4.5), (10.7, 5.2))
grid.text(axes, 10.4, 4.85, ".flatten()", align="right")
grid.grid(axes, 0.4, 5.3, strip, by_row_of_table(strip))
scrambled = flat.view(3, 4)
grid.arrow(axes, (2.4, 6.4), (2.4, 7.3), "C3")
grid.text(axes, 2.7, 6.85, ".view(3, 4)", "C3", align="left")
grid.grid(axes, 0.4, 7.4, scrambled, by_row_of_table(scrambled))
grid.arrow(axes, (10.4, 6.4), (10.4, 7.3), "C2")
grid.text(axes, 10.1, 6.85, ".view(4, 3).T", "C2", align="right")
restored = flat.view(4, 3).T
grid.grid(axes, 8.4, 7.4, restored, by_row_of_table(restored))
