"""Pictures of the page on how fast a loader can be."""

# %% _import
from snippets.drawing.grid import across, canvas, grid, text
from snippets.drawing.palette import SOFT0, SOFT1

# %% overlap
axes = canvas(17, 8.2)
text(axes, 0.2, 0.5, "{alone}", align="left")
for step in range(4):
    grid(axes, 1 + 3 * step, 1.1, [[step, step]], SOFT0)
    grid(axes, 3 + 3 * step, 1.1, [[step]], SOFT1)
text(axes, 0.2, 3.1, "{workers}", align="left")
for step in range(4):
    row = step % 2
    grid(axes, 1 + step // 2 * 2, 3.7 + row, [[step, step]], SOFT0)
    grid(axes, 3 + step, 5.9, [[step]], SOFT1)
grid(axes, 10.5, 3.7, [[""]], SOFT0)
text(axes, 11.8, 4.2, "{load}", align="left")
grid(axes, 10.5, 5.0, [[""]], SOFT1)
text(axes, 11.8, 5.5, "{compute}", align="left")
across(axes, 1, 7.9, 12, "{time}")
