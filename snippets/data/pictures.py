"""Drawn pictures, for pages that need images and must not download any."""

from PIL import Image, ImageDraw


def draw_shape(kind, colour, size=32, background="white"):
    """A PIL image of one shape in the middle."""
    image = Image.new("RGB", (size, size), background)
    pen = ImageDraw.Draw(image)
    low, high = size // 5, size - size // 5
    if kind == "circle":
        pen.ellipse((low, low, high, high), fill=colour)
    elif kind == "square":
        pen.rectangle((low, low, high, high), fill=colour)
    else:
        corners = (size // 2, low), (low, high), (high, high)
        pen.polygon(corners, fill=colour)
    return image


def draw_house(size=64):
    """A house under the sun; whoever mirrors or turns it can tell."""
    image = Image.new("RGB", (size, size), "lightskyblue")
    pen = ImageDraw.Draw(image)
    scale = size / 64
    shapes = (
        (pen.rectangle, (0, 48, 64, 64), "yellowgreen"),
        (pen.ellipse, (44, 4, 60, 20), "gold"),
        (pen.rectangle, (10, 28, 40, 54), "peru"),
        (pen.polygon, (6, 28, 25, 12, 44, 28), "firebrick"),
        (pen.rectangle, (14, 36, 22, 54), "saddlebrown"),
        (pen.rectangle, (27, 33, 36, 41), "lightyellow"),
    )
    for shape, points, colour in shapes:
        shape([scale * point for point in points], fill=colour)
    return image
