"""Drawings for the page on joining and splitting."""

# %% _import
from snippets.drawing.grid import canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1

# %% cat-and-stack
axes = canvas(15.2, 7.6)
grid(axes, 0.2, 1.4, [1, 2, 3], SOFT0)
grid(axes, 0.2, 3, [4, 5, 6], SOFT1)
text(axes, 1.7, 0.9, "a (3,)")
text(axes, 1.7, 4.5, "b (3,)")

text(axes, 10, 0.4, "torch.cat([a, b])")
grid(axes, 7, 0.9, [1, 2, 3], SOFT0)
grid(axes, 10, 0.9, [4, 5, 6], SOFT1)
text(axes, 13.3, 1.4, "(6,)", size=9, align="left")

text(axes, 6.7, 3.3, "torch.stack([a, b])")
grid(axes, 5.2, 3.8, [1, 2, 3], SOFT0)
grid(axes, 5.2, 4.8, [4, 5, 6], SOFT1)
text(axes, 6.7, 6.4, "(2, 3)", size=9)
text(axes, 6.7, 7.2, "{rows}", size=9)

text(axes, 12.3, 3.3, "torch.stack([a, b], dim=1)")
grid(axes, 11.3, 3.8, [[1], [2], [3]], SOFT0)
grid(axes, 12.3, 3.8, [[4], [5], [6]], SOFT1)
text(axes, 13.6, 5.3, "(3, 2)", size=9, align="left")
text(axes, 12.3, 7.2, "{columns}", size=9)
