"""Drawings for the page on convolution."""

# %% _import
import torch
from snippets.drawing.grid import arrow, canvas, cell, grid, text
from snippets.drawing.palette import FAINT, SOFT0, SOFT1, SOFT2, SOFT3


def blank(rows, columns):
    """A table of empty cells."""
    return [[""] * columns for _ in range(rows)]


def among(rows, columns, inside=SOFT1, outside=SOFT0):
    """Tint the cells in these rows and columns."""
    return lambda i, j: inside if i in rows and j in columns else outside


def stack(axes, x, y, count, size, tint):
    """Empty square tables behind each other, the first at (x, y)."""
    for n in range(count):
        shift = 0.45 * n
        grid(axes, x + shift, y - shift, blank(size, size), tint, layer=-n)


# %% slide
image = torch.tensor([[0, 0, 9, 9, 9]]).repeat(5, 1)
kernel = torch.tensor([[-1, 0, 1]]).repeat(3, 1)
output = (image[:, 2:] - image[:, :3]).unfold(0, 3, 1).sum(2)
axes = canvas(15, 7)
grid(axes, 0, 1, image, among(range(1, 4), range(1, 4)))
grid(axes, 6.5, 2, kernel, SOFT2)
grid(axes, 12, 2, output, among([1], [1]))
arrow(axes, (5.2, 3.5), (6.3, 3.5))
arrow(axes, (9.7, 3.5), (11.8, 3.5))
text(axes, 10.75, 3, "{sum}", size=9)
text(axes, 2.5, 6.6, "{image} (5, 5)")
text(axes, 8, 6.6, "{kernel} (3, 3)")
text(axes, 13.5, 6.6, "{map} (3, 3)")

# %% channels
axes = canvas(17, 7.7)
stack(axes, 0.2, 2, 3, 4, SOFT0)
for y, tint in ((0.9, SOFT1), (4.4, SOFT2)):
    stack(axes, 7.4, y, 3, 2, tint)
    arrow(axes, (5.5, 3.6), (7.1, y + 1))
    arrow(axes, (10.6, y + 1), (12.3, y + 1))
    grid(axes, 12.6, y - 0.5, blank(3, 3), tint)
text(axes, 2.6, 7.3, "{image} (3, 4, 4)")
text(axes, 8.8, 7.3, "{kernels} (2, 3, 2, 2)")
text(axes, 14.1, 7.3, "{maps} (2, 3, 3)")

# %% padding
axes = canvas(13, 7.2)
grid(axes, 0, 0, blank(6, 6), ghost=True)
grid(axes, 1, 1, blank(4, 4))
for i in range(3):
    for j in range(3):
        tint = SOFT1 if i and j else SOFT3
        cell(axes, j, i, 0 if tint == SOFT3 else "", tint)
arrow(axes, (6.6, 3), (8.3, 3))
grid(axes, 8.7, 1, blank(4, 4), among([0], [0]))
text(axes, 3, 6.8, "4 + 2·1 = 6")
text(axes, 10.7, 6.8, "6 − 3 + 1 = 4")

# %% stride
axes = canvas(15.6, 7.9)
grid(axes, 0, 0, blank(7, 7), among(range(3), range(2, 5)))
for k in (1.5, 3.5):
    arrow(axes, (k, 1.5), (k + 2, 1.5), "C1", -0.4)
    arrow(axes, (1.5, k), (1.5, k + 2), "C1", 0.4)
arrow(axes, (7.8, 3.5), (9.6, 3.5))
grid(axes, 10.2, 2, blank(3, 3), among([0], [1]))
text(axes, 3.5, 7.5, "(7 − 3) / 2 = 2 {steps}")
text(axes, 11.7, 7.5, "2 + 1 = 3")

# %% dilation
axes = canvas(17.4, 8.4)
for d, x in ((1, 0), (2, 4), (3, 10)):
    taken = range(0, 2 * d + 1, d)
    grid(axes, x, 0, blank(2 * d + 1, 2 * d + 1), among(taken, taken))
    text(axes, x + d + 0.5, 7.5, f"dilation={d}")
    text(axes, x + d + 0.5, 8.1, f"{d}·(3 − 1) + 1 = {2 * d + 1}", size=9)

# %% groups
axes = canvas(17.6, 6.4)
tints = [SOFT0, SOFT1, SOFT2, SOFT3]
for groups, x in ((1, 0), (2, 6.4), (4, 12.8)):
    size = 4 // groups
    for n in range(4):
        tint = tints[n // size] if groups > 1 else SOFT0
        cell(axes, x + 1.2 * n, 0, "", tint)
        cell(axes, x + 1.2 * n, 4, "", tint)
        for m in range(n // size * size, n // size * size + size):
            arrow(axes, (x + 1.2 * m + 0.5, 1.05), (x + 1.2 * n + 0.5, 3.95))
    text(axes, x + 2.3, 5.6, f"groups={groups}")

# %% receptive-field
axes = canvas(9.5, 6)
for n, words in enumerate(("{second}", "{first}", "{input}")):
    width, y = 2 * n + 1, 2.4 * n
    grid(axes, 2.5 - n, y, blank(1, width), SOFT1)
    text(axes, 6, y + 0.5, f"{width}  {words}", align="left")
    for left in range(width) if n < 2 else ():
        x = 2.5 - n + left
        axes.plot([x, x - 1], [y + 1, y + 2.4], color=FAINT, linewidth=0.8)
        ends = [x + 1, x + 2]
        axes.plot(ends, [y + 1, y + 2.4], color=FAINT, linewidth=0.8)
