"""Drawings for the page on attention."""

# %% _import
from snippets.drawing.grid import across, canvas, cell, down, text
from snippets.drawing.palette import SOFT0, SOFT2

# %% causal
axes = canvas(16, 7.4)
for x, words in ((2, "{all}"), (10, "{causal}")):
    across(axes, x, 1.4, 5, "{keys}")
    down(axes, x - 0.4, 1.8, 5, "{queries}")
    for row in range(5):
        for column in range(5):
            seen = x == 2 or column <= row
            fill = SOFT2 if column == row else SOFT0
            cell(axes, x + column, 1.8 + row, "", fill, ghost=not seen)
    text(axes, x + 2.5, 7.2, words)
