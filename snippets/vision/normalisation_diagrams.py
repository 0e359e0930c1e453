"""Drawings for the page on normalisation."""

# %% _import
from snippets.drawing.grid import across, canvas, down, grid, text
from snippets.drawing.palette import SOFT0, SOFT1

# %% together
kinds = {
    "BatchNorm": lambda i, j: j == 0,
    "LayerNorm": lambda i, j: i == 0,
    "GroupNorm(2, 4)": lambda i, j: i == 0 and j < 2,
    "InstanceNorm": lambda i, j: i == j == 0,
}
axes = canvas(18, 4.9)
across(axes, 0.8, 0.6, 2, "C")
down(axes, 0.5, 1, 2, "N")
for n, (name, marked) in enumerate(kinds.items()):
    x = 0.8 + 4.4 * n
    tint = [
        [SOFT1 if marked(i, j) else SOFT0 for j in range(4)] for i in range(3)
    ]
    grid(axes, x, 1, [[""] * 4] * 3, lambda i, j, tint=tint: tint[i][j])
    text(axes, x + 2, 4.5, name, size=9)
