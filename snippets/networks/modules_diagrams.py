"""Drawings for the page on modules."""

# %% _import
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2
from snippets.networks.boxes import box

# %% tree
axes = canvas(15.2, 5.5)
sides = ((0, "fc1", ("(8, 4)", "(8,)")), (8.2, "fc2", ("(3, 8)", "(3,)")))
box(axes, 6.1, 0.1, 3, "net", SOFT0)
for left, name, shapes in sides:
    middle = left + 3.5
    box(axes, middle - 1.5, 1.9, 3, name, SOFT1)
    arrow(axes, (7.6, 1.1), (middle, 1.9))
    for n, leaf in enumerate(("weight", "bias")):
        x = left + n * 3.7
        box(axes, x, 3.7, 3.2, leaf, SOFT2)
        arrow(axes, (middle, 2.9), (x + 1.6, 3.7))
        text(axes, x + 1.6, 5.1, shapes[n], size=9)
text(axes, 7.6, 2.4, "{modules}", size=9)
