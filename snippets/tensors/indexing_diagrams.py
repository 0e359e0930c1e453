"""Drawings for the page on indexing."""

# %% _import
import torch
from snippets.drawing.grid import arrow, canvas, grid, memory, text
from snippets.drawing.palette import PAPER, SOFT0, SOFT1, SOFT2

numbers = torch.arange(12).reshape(3, 4)

# %% choices
rows, cols = torch.tensor([0, 1, 2]), torch.tensor([3, 0, 1])
CHOICES = {
    "[1]": 1,
    "[:, 1:3]": (slice(None), slice(1, 3)),
    "[::2, ::2]": (slice(None, None, 2), slice(None, None, 2)),
    "[[2, 0]]": [2, 0],
    "[rows, cols]": (rows, cols),
    "[grid > 6]": numbers > 6,
}
axes = canvas(15, 9)
for n, (words, index) in enumerate(CHOICES.items()):
    x, y = 5.4 * (n % 3), 4.8 * (n // 3)
    text(axes, x + 2, y + 0.4, words)
    chosen = numbers[index].flatten().tolist()
    fill = lambda row, col: SOFT1 if 4 * row + col in chosen else PAPER  # noqa: B023, E731
    grid(axes, x, y + 0.9, numbers, fill)

# %% view-and-copy
axes = canvas(16.2, 6.6)
memory(axes, 3.1, 0.2, range(12), lambda _, n: SOFT1 if n % 4 == 1 else SOFT0)
text(axes, 2.9, 0.7, "{storage}", align="right")

grid(axes, 7.1, 3.1, [1, 5, 9], ghost=True)
for start, end in ((7.6, 4.6), (8.6, 8.6), (9.6, 12.6)):
    arrow(axes, (start, 3), (end, 1.9), colour="C1")
text(axes, 6.8, 3.6, "grid[:, 1]", align="right")
text(axes, 10.4, 3.6, "{view}", align="left")

memory(axes, 7.1, 4.9, [1, 5, 9], SOFT2)
text(axes, 6.8, 5.4, "grid[:, [1]]", align="right")
text(axes, 10.4, 5.4, "{copy}", align="left")
