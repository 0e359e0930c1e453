"""The NumPy bridge, drawn."""

# %% _import
from snippets.drawing.grid import arrow, canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1

# %% two-names
axes = canvas(12, 5)
numbers = ["1.", "2.", "3."]
text(axes, 4, 0.6, "array", align="right")
text(axes, 4, 2.4, "tensor", align="right")
text(axes, 4, 4.3, "torch.tensor(array)", align="right")
grid(axes, 7.5, 1, [numbers], SOFT0)
grid(axes, 7.5, 3.8, [numbers], SOFT1)
arrow(axes, (4.3, 0.6), (7.3, 1.3), "C0")
arrow(axes, (4.3, 2.4), (7.3, 1.7), "C0")
arrow(axes, (4.3, 4.3), (7.3, 4.3), "C1")
text(axes, 9, 0.5, "{one}")
text(axes, 9, 3.3, "{own}")
