"""Pictures of the page on the data loader."""

# %% _import
import torch
from snippets.drawing.grid import arrow, canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2

# %% flow
axes = canvas(16, 7.2)
order = torch.randperm(10, generator=torch.Generator().manual_seed(0))
fills = SOFT0, SOFT1, SOFT2
grid(axes, 3, 0.9, order, lambda row, column: fills[column // 4])
text(axes, 8, 0.35, "{sampler}")
places = 1.0, 6.0, 11.0
for n, (indices, x) in enumerate(zip(order.split(4), places, strict=True)):
    middle = x + len(indices) / 2
    arrow(axes, (3 + 4 * n + len(indices) / 2, 2.1), (middle, 3.1))
    grid(axes, x, 3.3, indices, fills[n])
    text(axes, middle, 4.75, "{worker} " + str(n % 2), size=9)
    arrow(axes, (middle, 5.2), (middle, 6.0))
    text(axes, middle, 6.5, "{batch} " + str(n))
