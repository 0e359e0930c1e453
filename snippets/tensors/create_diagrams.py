"""Pictures of the page on making tensors."""

# %% _import
import torch
from snippets.drawing.grid import canvas, grid, planes, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2, SOFT3

# %% dimensions
axes = canvas(17, 5.2)
grid(axes, 1.0, 1.3, [7], SOFT0)
grid(axes, 4.0, 1.3, [1, 2, 3], SOFT1)
grid(axes, 8.0, 1.3, [[1, 2, 3], [4, 5, 6]], SOFT2)
planes(axes, 12.2, 1.3, torch.zeros(2, 3, 4, dtype=torch.int64), SOFT3)
for x, words, shape in (
    (1.5, "{scalar}", ()),
    (5.5, "{vector}", (3,)),
    (9.5, "{matrix}", (2, 3)),
    (14.4, "{block}", (2, 3, 4)),
):
    text(axes, x, 4.8, str(shape))
    text(axes, x, 0.3, words)
