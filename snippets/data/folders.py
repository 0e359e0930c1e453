"""Folders of images, and the datasets that torchvision knows."""

# %% import
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from PIL import Image
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.transforms import v2
from torchvision.utils import make_grid, save_image

# %% _definitions
# isort: split
from snippets.data.pictures import draw_shape

# %% make-folder
colours = "royalblue", "darkorange", "seagreen", "orchid"
for kind in ("circle", "square", "triangle"):
    folder = Path("pictures", kind)
    folder.mkdir(parents=True)
    for number, colour in enumerate(colours):
        draw_shape(kind, colour).save(folder / f"{number}.png")
print(sorted(path.as_posix() for path in Path("pictures").rglob("*0.png")))

# %% image-folder
pictures = datasets.ImageFolder("pictures")
print(len(pictures), pictures.classes)
print(pictures.class_to_idx)  # (1)!
image, label = pictures[5]
print(image.mode, image.size, label)  # (2)!
print(pictures.targets)

# %% batches
to_tensor = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
pictures = datasets.ImageFolder("pictures", transform=to_tensor)
loader = DataLoader(pictures, batch_size=6, shuffle=True)
images, labels = next(iter(loader))
print(images.shape, images.dtype, labels)  # (1)!

# %% show
figure, axes = plt.subplots(1, 6, figsize=(6.4, 1.5))
for ax, image, label in zip(axes, images, labels, strict=True):
    ax.imshow(image.permute(1, 2, 0))  # (1)!
    ax.set_title(pictures.classes[label], fontsize=9)
    ax.axis("off")

# %% grid
grid = make_grid(images, nrow=3, padding=4, pad_value=0.5)  # (1)!
print(grid.shape)
save_image(grid, "grid.png")  # (2)!
plt.figure(figsize=(3.2, 2.2))
plt.imshow(grid.permute(1, 2, 0))
plt.axis("off")

# %% decode
square = v2.functional.pil_to_tensor(Image.open("pictures/square/0.png"))
print(square.shape, square.dtype)  # (1)!
print(square[:, 16, 16], square[:, 0, 0])

# %% modes
glass = Image.new("RGBA", (32, 32), (255, 0, 0, 128))
print(v2.functional.pil_to_tensor(glass).shape)  # (1)!
print(v2.functional.pil_to_tensor(glass.convert("RGB")).shape)

# %% deprecated warns=DeprecationWarning
from torchvision.io import decode_image

print(torch.equal(decode_image("pictures/square/0.png"), square))

# %% known
print(len(datasets.__all__))  # (1)!
print([name for name in datasets.__all__ if "MNIST" in name])

# %% mnist-facts
print([name for name, _ in datasets.MNIST.resources])  # (1)!
print(datasets.MNIST.mirrors)  # (2)!
print(datasets.MNIST.classes[:3])

# %% fake-data
fake = datasets.FakeData(
    size=100, image_size=(3, 32, 32), num_classes=10, transform=to_tensor
)
loader = DataLoader(fake, batch_size=4)
images, labels = next(iter(loader))
print(images.shape, labels)  # (1)!

# %% pil-range
image, label = datasets.FakeData(size=1, image_size=(3, 32, 32))[0]
print(type(image).__name__, image.getextrema()[0][1] > 1)
tensor = to_tensor(image)
print(tensor.dtype, 0 <= tensor.min() and tensor.max() <= 1)

# %% missing-class
for kind in ("circle", "triangle"):
    folder = Path("test", kind)
    folder.mkdir(parents=True)
    draw_shape(kind, "black").save(folder / "0.png")
print(pictures.class_to_idx)
print(datasets.ImageFolder("test").class_to_idx)  # (1)!

# %% missing-class-repaired
Path("test", "square").mkdir()
test = datasets.ImageFolder("test", allow_empty=True)  # (1)!
assert test.class_to_idx == pictures.class_to_idx
print(test.class_to_idx, test.targets)

# %% numbered
for digit in ("1", "2", "10"):
    folder = Path("digits", digit)
    folder.mkdir(parents=True)
    draw_shape("circle", "black").save(folder / "0.png")
print(datasets.ImageFolder("digits").class_to_idx)  # (1)!

# %% dark
normalize = v2.Normalize([0.5] * 3, [0.5] * 3)
dark = normalize(to_tensor(draw_shape("circle", "darkorange")))
print(dark.min(), dark.max())
print((dark < 0).any())  # (1)!
bright = dark / 2 + 0.5
print(bright.min() >= 0)


# %% count-stub
def count_classes(folder):  # ImageFolder -> dict
    """How many images each class has."""
    return {name: len(folder) for name in folder.classes}


# %% count-solution
def count_classes(folder):  # ImageFolder -> dict
    """How many images each class has."""
    counts = torch.bincount(
        torch.tensor(folder.targets), minlength=len(folder.classes)
    )
    return dict(zip(folder.classes, counts.tolist(), strict=True))


# %% count-check fails-with=count-stub
assert count_classes(pictures) == {"circle": 4, "square": 4, "triangle": 4}
assert count_classes(test) == {"circle": 1, "square": 0, "triangle": 1}


# %% ordered-stub
class Ordered(datasets.ImageFolder):
    """Folders named by whole numbers, labelled in numeric order."""


# %% ordered-solution
class Ordered(datasets.ImageFolder):
    """Folders named by whole numbers, labelled in numeric order."""

    def find_classes(self, directory):
        entries = Path(directory).iterdir()
        names = [entry.name for entry in entries if entry.is_dir()]
        names.sort(key=int)
        return names, {name: n for n, name in enumerate(names)}


# %% ordered-check fails-with=ordered-stub
assert Ordered("digits").class_to_idx == {"1": 0, "2": 1, "10": 2}
for path, label in Ordered("digits").samples:
    assert Path(path).parent.name == ("1", "2", "10")[label]


# %% undo-stub
def for_showing(images, mean, std):  # (N, C, H, W) -> (N, H, W, C)
    """Normalized images, back in [0, 1] and in imshow's order."""
    return images.permute(0, 2, 3, 1)


# %% undo-solution
def for_showing(images, mean, std):  # (N, C, H, W) -> (N, H, W, C)
    """Normalized images, back in [0, 1] and in imshow's order."""
    mean = torch.tensor(mean)[:, None, None]
    std = torch.tensor(std)[:, None, None]
    return (images * std + mean).clamp(0, 1).permute(0, 2, 3, 1)


# %% undo-check fails-with=undo-stub
plain = torch.rand(2, 3, 4, 5)
mean, std = [0.4, 0.5, 0.6], [0.2, 0.3, 0.4]
shown = for_showing(v2.Normalize(mean, std)(plain), mean, std)
torch.testing.assert_close(shown, plain.permute(0, 2, 3, 1))
