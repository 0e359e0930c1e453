"""Pictures of the page on dtypes and devices."""

# %% _import
from matplotlib.patches import Rectangle
from snippets.drawing.grid import canvas, text
from snippets.drawing.palette import INK, SOFT0, SOFT1, SOFT2

# %% float-bits
FORMATS = {  # bits of exponent and fraction; one more is the sign
    "float32": (8, 23),
    "bfloat16": (8, 7),
    "float16": (5, 10),
    "float8_e5m2": (5, 2),
    "float8_e4m3fn": (4, 3),
}
BIT = 0.4
axes = canvas(17, 7.4)
for row, (name, (exponent, fraction)) in enumerate(FORMATS.items()):
    x, y = 4.0, 0.9 + 1.3 * row
    text(axes, x - 0.3, y + 0.5, name, align="right")
    for bits, fill in ((1, SOFT0), (exponent, SOFT1), (fraction, SOFT2)):
        width = bits * BIT
        box = Rectangle((x, y), width, 1, facecolor=fill, edgecolor=INK)
        axes.add_patch(box)
        text(axes, x + width / 2, y + 0.5, str(bits), size=9)
        x += width
for x, words in ((4.2, "{sign}"), (6.0, "{exponent}"), (12.2, "{fraction}")):
    text(axes, x, 0.35, words)
