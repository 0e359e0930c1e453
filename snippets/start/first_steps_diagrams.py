"""Drawings for the first steps."""

# %% _import
from matplotlib.patches import FancyBboxPatch
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import INK, SOFT0, SOFT1, SOFT2, SOFT3

# %% cycle
axes = canvas(15.2, 5)
boxes = [
    (0.3, 0.6, SOFT0, "{forward}", "w * x + b"),
    (8.3, 0.6, SOFT1, "{loss}", "((… - y) ** 2).mean()"),
    (8.3, 3.2, SOFT3, "{backward}", "loss.backward()"),
    (0.3, 3.2, SOFT2, "{step}", "w -= lr * w.grad"),
]
for x, y, fill, words, code in boxes:
    axes.add_patch(
        FancyBboxPatch(
            (x, y), 6.4, 1.3, "round,pad=0.1", facecolor=fill, edgecolor=INK
        )
    )
    text(axes, x + 3.2, y + 0.4, words, size=10)
    text(axes, x + 3.2, y + 0.95, code, size=8.5)
arrow(axes, (6.9, 1.25), (8.1, 1.25))
arrow(axes, (11.5, 2.1), (11.5, 3))
arrow(axes, (8.1, 3.85), (6.9, 3.85))
arrow(axes, (3.5, 3), (3.5, 2.1))
