"""Drawings for the page on pooling and upsampling."""

# %% _import
import torch
from snippets.drawing.grid import arrow, canvas, cell, grid, text
from snippets.drawing.palette import PAPER, SOFT0, SOFT1, SOFT2, SOFT3

TINTS = [[SOFT0, SOFT1], [SOFT2, SOFT3]]


def quarters(i, j):
    """One tint for each window of two by two."""
    return TINTS[i // 2][j // 2]


# %% windows
x = torch.tensor([[1, 3, 2, 0], [5, 4, 1, 1], [0, 2, 9, 6], [1, 1, 7, 8]])
windows = x.unflatten(1, (2, 2)).unflatten(0, (2, 2))
axes = canvas(14, 5.6)
grid(axes, 0, 0.8, x, quarters)
for place, words, pooled in (
    (6.4, "{max}", windows.amax(dim=(1, 3))),
    (11, "{mean}", windows.double().mean(dim=(1, 3))),
):
    grid(axes, place, 1.8, pooled, lambda i, j: TINTS[i][j])
    text(axes, place + 1, 4.6, words)
arrow(axes, (4.3, 2.8), (6.1, 2.8))
text(axes, 2, 5.2, "(4, 4)", size=9)
text(axes, 7.4, 5.2, "(2, 2)", size=9)
text(axes, 12, 5.2, "(2, 2)", size=9)

# %% stamp
small = torch.tensor([[1, 2], [3, 4]])
kernel = torch.tensor([[1, 2], [3, 4]])
axes = canvas(15.4, 5.4)
grid(axes, 0, 1, small, lambda i, j: TINTS[i][j])
text(axes, 2.8, 2, "×")
grid(axes, 3.6, 1, kernel, PAPER)
arrow(axes, (6, 2), (10.6, 2))
text(axes, 8.3, 1.5, "stride=2")
grid(axes, 11, 0, torch.kron(small, kernel), quarters)
text(axes, 1, 4.9, "{input} (2, 2)")
text(axes, 4.8, 4.9, "{kernel} (2, 2)")
text(axes, 13, 4.9, "{output} (4, 4)")

# %% overlap
axes = canvas(14.6, 8.4)
for k, y in ((2, 0.2), (3, 4.4)):
    text(axes, 0, y + 1.5, f"kernel_size={k}", align="left")
    for n in range(4):
        for m in range(k):
            cell(axes, 5 + 2 * n + m, y + 0.9 * (n % 2), "", TINTS[n % 2][0])
    for place in range(6 + k):
        stamps = sum(0 <= place - 2 * n < k for n in range(4))
        cell(axes, 5 + place, y + 2.4, stamps, [SOFT0, SOFT1][stamps > 1])
