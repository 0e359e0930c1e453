"""Drawings for the page on several processes."""

# %% _import
from snippets.drawing.grid import arrow, canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2

# %% step
axes = canvas(17, 6.4)
blank = [[""] * 4]
text(axes, 2, 0.5, "{batch}", size=9)
text(axes, 7.5, 0.5, "{copies}", size=9)
text(axes, 11.3, 0.5, "{gradients}", size=9)
text(axes, 15.2, 0.5, "{mean}", size=9)
for row, fill in ((1.4, SOFT0), (4.2, SOFT1)):
    grid(axes, 0, row, blank, fill)
    text(axes, 2, row + 1.4, "{process} " + str(int(row > 2)), size=9)
    arrow(axes, (4.2, row + 0.5), (6.3, row + 0.5))
    grid(axes, 6.5, row, [["", ""]], SOFT2)
    arrow(axes, (8.7, row + 0.5), (10.1, row + 0.5))
    grid(axes, 10.3, row, [["", ""]], fill)
    arrow(axes, (12.5, row + 0.5), (14, 3 + (row > 2) * 0.8))
grid(axes, 14.2, 2.9, [["", ""]], SOFT2)
text(axes, 15.2, 4.4, "all-reduce", size=9)
