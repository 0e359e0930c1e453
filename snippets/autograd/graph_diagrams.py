"""The graph of one loss, drawn by walking the real nodes."""

# %% _import
import torch
from snippets.autograd.boxes import WIDTH, box
from snippets.drawing import grid, palette

STEP = 3.5


def draw(axes, node, x, y, leaves, below):
    """Draw a node, then to its left all nodes that it hands gradients to."""
    leaf = getattr(node, "variable", None)
    box(axes, x, y, type(node).__name__,
        palette.SOFT0 if leaf is None else palette.SOFT2)  # fmt: skip
    words = below[node.name()] if leaf is None else leaves[id(leaf)]
    grid.text(axes, x + WIDTH / 2, y + 0.8, words, size=9)
    for row, (after, _) in enumerate(node.next_functions):
        left, lower = x - STEP, y + 2.2 * row
        start, end = (x, y), (left + WIDTH, lower)
        if after is None:
            grid.text(axes, left + WIDTH, lower, "None", palette.FAINT, 9,
                      "right")  # fmt: skip
        else:
            draw(axes, after, left, lower, leaves, below)
        grid.arrow(axes, start, end, "C1" if after else palette.FAINT)


# %% graph
w = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
x, target = torch.tensor(3.0), torch.tensor(5.0)
loss = (w * x + b - target) ** 2
axes = grid.canvas(4 * STEP + WIDTH + 0.2, 4.4)
leaves = {id(w): "{w}", id(b): "{b}"}
below = {
    "MulBackward0": "w * x = 6",
    "AddBackward0": "+ b = 7",
    "SubBackward0": "− target = 2",
    "PowBackward0": "loss = 4",
}
draw(axes, loss.grad_fn, 4 * STEP + 0.1, 0.6, leaves, below)
