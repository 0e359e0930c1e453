"""Drawings for the page on LeNet."""

# %% _import
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2, SOFT3
from snippets.networks.boxes import box

# %% shapes
axes = canvas(17.6, 4.6)
maps = [(1, 32, SOFT0), (6, 28, SOFT1), (6, 14, SOFT2), (16, 10, SOFT1)]
x, middle, edges = 0.1, 2.5, []
for channels, side, fill in [*maps, (16, 5, SOFT2)]:
    size, sheets = side / 15, min(channels, 6)
    for n in reversed(range(sheets)):  # the nearest sheet is drawn last
        shift = 0.12 * n
        top = middle - size / 2 + 0.3 - shift
        box(axes, x + shift, top, size, "", fill, size)
    right = x + size + 0.12 * (sheets - 1)
    edges.append((x, right))
    text(axes, (x + right) / 2, 4.3, f"{channels}×{side}×{side}", size=8)
    x = right + 0.85
for length in (400, 120, 84, 10):
    height = 0.4 + length**0.5 / 8
    box(axes, x, middle - height / 2, 0.4, "", SOFT3, height)
    edges.append((x, x + 0.4))
    text(axes, x + 0.2, 4.3, str(length), size=8)
    x += 1.4
steps = ["{conv}", "{pool}"] * 2 + ["{flatten}"] + ["{linear}"] * 3
for n, words in enumerate(steps):
    left, right = edges[n][1] + 0.1, edges[n + 1][0] - 0.1
    arrow(axes, (left, middle), (right, middle))
    text(axes, (left + right) / 2, 0.4, words, size=8)
