"""Pictures of the page on datasets."""

# %% _import
import torch
from snippets.drawing.grid import arrow, canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1
from torch.utils.data import random_split

# %% split
axes = canvas(17, 6.4)
seed = torch.Generator().manual_seed(0)
train, validation = random_split(range(10), [7, 3], generator=seed)
fills = [SOFT0 if n in train.indices else SOFT1 for n in range(10)]
grid(axes, 3.5, 0.8, list(range(10)), lambda row, column: fills[column])
grid(axes, 3, 3.6, list(train), SOFT0)
grid(axes, 11, 3.6, list(validation), SOFT1)
text(axes, 8.5, 0.25, "{whole}")
text(axes, 6.5, 5.1, "{train}")
text(axes, 12.5, 5.1, "{validation}")
arrow(axes, (7.5, 2.1), (6.5, 3.3))
arrow(axes, (10.2, 2.1), (12.5, 3.3))
text(axes, 8.5, 6.1, "{order}", size=9)
