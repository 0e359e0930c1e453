"""Drawings for the page on gates."""

# %% _import
from matplotlib.patches import Circle, Rectangle
from snippets.drawing.grid import arrow, canvas, text
from snippets.drawing.palette import INK, PAPER, SOFT0, SOFT1, SOFT2, SOFT3

LINE, MIX, GATE, RAIL = 1.6, 3.6, 5.6, 7.4  # heights


def sign(axes, x, y, words):
    axes.add_patch(Circle((x, y), 0.4, fc=PAPER, ec=INK, zorder=6))
    axes.text(x, y, words, color=INK, fontsize=11, ha="center",
              va="center_baseline", zorder=7)  # fmt: skip


def gate(axes, x, letter, words, fill):
    """A gate fed from the rail; x is its middle."""
    arrow(axes, (x, RAIL), (x, GATE + 0.6))
    corner = x - 1.4, GATE - 0.6
    axes.add_patch(Rectangle(corner, 2.8, 1.2, fc=fill, ec=INK, zorder=3))
    text(axes, x, GATE - 0.2, letter, size=10, layer=1)
    text(axes, x, GATE + 0.3, words, size=8, layer=1)


# %% lstm
axes = canvas(17.8, 8.2)
gate(axes, 3.4, "f: sigmoid", "{forget}", SOFT3)
gate(axes, 6.8, "i: sigmoid", "{write}", SOFT2)
gate(axes, 10.2, "g: tanh", "{content}", SOFT1)
gate(axes, 13.6, "o: sigmoid", "{read}", SOFT0)
axes.plot([1, 13.6], [RAIL, RAIL], color=INK, lw=1.1)
text(axes, 0.8, RAIL, "x, h", align="right")
arrow(axes, (1, LINE), (16.6, LINE), "C1")
text(axes, 0.8, LINE, "c", "C1", align="right")
text(axes, 16.8, LINE, "c", "C1", align="left")
arrow(axes, (3.4, GATE - 0.6), (3.4, LINE + 0.4))
arrow(axes, (6.8, GATE - 0.6), (8.2, MIX + 0.3))
arrow(axes, (10.2, GATE - 0.6), (8.8, MIX + 0.3))
arrow(axes, (8.5, MIX - 0.4), (8.5, LINE + 0.4))
arrow(axes, (13.6, GATE - 0.6), (13.6, MIX + 0.4))
arrow(axes, (13.6, LINE), (13.6, MIX - 0.4), "C1")
arrow(axes, (14, MIX), (16.6, MIX))
text(axes, 13.8, 2.6, "tanh", "C1", size=9, align="left")
text(axes, 16.8, MIX, "h", align="left")
sign(axes, 3.4, LINE, "×")
sign(axes, 8.5, LINE, "+")
sign(axes, 8.5, MIX, "×")
sign(axes, 13.6, MIX, "×")
text(axes, 6, 0.7, "{memory}", "C1", size=9)
