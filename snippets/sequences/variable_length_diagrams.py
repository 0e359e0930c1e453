"""Drawings for the page on sequences of different lengths."""

# %% _import
from snippets.drawing.grid import across, arrow, canvas, cell, down, text
from snippets.drawing.palette import SOFT0, SOFT1, SOFT2

rows = [(SOFT0, "abc"), (SOFT1, "de"), (SOFT2, "fg")]

# %% packing
axes = canvas(17, 6.4)
across(axes, 1.4, 1, 3, "T")
down(axes, 1, 1.4, 3, "N")
for n, (fill, letters) in enumerate(rows):
    for step in range(3):
        real = step < len(letters)
        value = letters[step] if real else "0"
        cell(axes, 1.4 + step, 1.4 + n, value, fill, ghost=not real)
arrow(axes, (5, 2.9), (7.6, 2.9))
text(axes, 6.3, 2.3, "{pack}", size=9)
x = 8.4
for step in range(3):
    column = [(fill, row[step]) for fill, row in rows if step < len(row)]
    for fill, letter in column:
        cell(axes, x, 2.4, letter, fill)
        x += 1
    middle = x - len(column) / 2
    text(axes, middle, 4, str(len(column)), size=10)
    x += 0.4
text(axes, 12.2, 1.8, "data", size=9)
text(axes, 12.2, 4.9, "batch_sizes", size=9)
text(axes, 2.9, 5.2, "{padded}", size=9)
