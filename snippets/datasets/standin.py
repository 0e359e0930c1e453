"""Stand-in data, made here: for when the real data set is not there."""

import torch
import torch.nn.functional as F
from snippets.datasets.images import Images

SHAPES = (
    *("disc", "ring", "square", "frame", "triangle"),
    *("cross", "bar", "stripes", "checks", "dots"),
)


def standin_digits(train):
    """1,500 or 297 handwritten digits of 8x8, enlarged to 28x28."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = torch.from_numpy(digits.images).float().unsqueeze(1) / 16
    images = F.interpolate(images, size=(20, 20), mode="bicubic")
    images = F.pad(images, (4, 4, 4, 4)).clamp(0, 1)  # (N, 1, 28, 28)
    order = torch.randperm(1797, generator=torch.Generator().manual_seed(0))
    chosen = order[:1500] if train else order[1500:]
    return Images(
        images=(images[chosen] * 255).round().to(torch.uint8),
        labels=torch.from_numpy(digits.target)[chosen].long(),
        classes=tuple(str(digit) for digit in range(10)),
        source="scikit-learn's digits, enlarged (stand-in for MNIST)",
        standin=True,
    )


def standin_shapes(train):
    """5,000 or 1,000 drawn shapes of 32x32 in ten classes."""
    count = 5000 if train else 1000
    generator = torch.Generator().manual_seed(int(train))

    def between(low, high, *shape):
        values = torch.rand(count, *shape, generator=generator)
        return low + (high - low) * values

    labels = torch.arange(count) % len(SHAPES)
    x, y = _coordinates(between)
    inside = torch.empty(count, 1, 32, 32, dtype=torch.bool)
    for label, shape in enumerate(SHAPES):
        own = labels == label
        inside[own, 0] = _inside(shape, x[own], y[own])
    ground, ink = between(0, 0.6, 3, 1, 1), between(0.4, 1, 3, 1, 1)
    slope = between(-0.3, 0.3, 3, 1, 1) * torch.linspace(-1, 1, 32)
    noise = 0.12 * torch.randn(count, 3, 32, 32, generator=generator)
    images = torch.where(inside, ink, ground) + slope + noise
    return Images(
        images=(images.clamp(0, 1) * 255).round().to(torch.uint8),
        labels=labels,
        classes=SHAPES,
        source="drawn shapes (stand-in for CIFAR-10)",
        standin=True,
    )


def _coordinates(between):
    """Across and up, as each shape sees it: moved, turned and scaled."""
    axis = torch.linspace(-1, 1, 32)
    across = axis - between(-0.25, 0.25, 1, 1)  # (N, 1, 32)
    up = axis.unsqueeze(1) - between(-0.25, 0.25, 1, 1)  # (N, 32, 1)
    angle, size = between(-0.5, 0.5, 1, 1), between(0.4, 0.8, 1, 1)
    cos, sin = angle.cos() / size, angle.sin() / size
    return cos * across + sin * up, cos * up - sin * across


def _inside(shape, x, y):
    """Where each image is inside its shape."""
    radius = (x**2 + y**2).sqrt()
    far, near = x.abs().maximum(y.abs()), x.abs().minimum(y.abs())
    match shape:
        case "disc":
            return radius < 1
        case "ring":
            return (radius < 1) & (radius > 0.55)
        case "square":
            return far < 0.9
        case "frame":
            return (far < 0.9) & (far > 0.5)
        case "triangle":
            return (y > -0.6) & (y + 1.7 * x.abs() < 1.1)
        case "cross":
            return (far < 1) & (near < 0.3)
        case "bar":
            return (x.abs() < 1.1) & (y.abs() < 0.4)
        case "stripes":
            return (far < 1.1) & ((5 * x).sin() > 0)
        case "checks":
            return (far < 1.1) & ((4 * x).sin() * (4 * y).sin() > 0)
        case "dots":
            return (far < 1.1) & ((6 * x).cos() * (6 * y).cos() > 0.4)
