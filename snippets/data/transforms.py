"""Transforms: from a picture to what a network wants, and augmentation."""

# %% import
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch.utils.data import DataLoader, default_collate
from torchvision import datasets, tv_tensors
from torchvision.transforms import v2

# %% _definitions
# isort: split
from snippets.data.pictures import draw_house

# %% pipeline
house = draw_house(64)  # a PIL image
image = v2.ToImage()(house)  # (1)!
print(type(image).__name__, image.shape, image.dtype, image.max())
scaled = v2.ToDtype(torch.float32, scale=True)(image)  # (2)!
print(scaled.dtype, scaled.max())

# %% compose
to_tensor = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
print(to_tensor(house).shape)
print(v2.Compose([v2.Resize([32, 32]), to_tensor])(house).shape)


# %% show
def show(images, titles):
    """Images (C, H, W) or PIL side by side."""
    figure, axes = plt.subplots(1, len(images), figsize=(6.4, 1.6))
    for ax, image, title in zip(axes, images, titles, strict=True):
        ax.imshow(np.asarray(v2.functional.to_pil_image(image)))
        ax.set_title(title, fontsize=8)
        ax.axis("off")


# %% geometry
geometry = [
    v2.RandomHorizontalFlip(p=1),  # (1)!
    v2.RandomVerticalFlip(p=1),
    v2.RandomRotation(15),  # (2)!
    v2.RandomCrop([48, 48]),
    v2.RandomResizedCrop([64, 64], scale=(0.3, 1)),  # (3)!
]
names = ["as drawn"] + [type(t).__name__[6:] for t in geometry]
show([scaled] + [transform(scaled) for transform in geometry], names)

# %% affine
affine = v2.RandomAffine(
    degrees=10, translate=(0.2, 0.2), scale=(0.7, 1.2), shear=10, fill=1.0
)  # (1)!
show([affine(scaled) for _ in range(6)], ["affine"] * 6)

# %% colour
colour = [
    v2.ColorJitter(brightness=0.5),  # (1)!
    v2.ColorJitter(contrast=0.8),
    v2.ColorJitter(saturation=1.0),
    v2.ColorJitter(hue=0.3),
    v2.RandomGrayscale(p=1),
]
names = ["brightness", "contrast", "saturation", "hue", "gray"]
show([transform(scaled) for transform in colour], names)

# %% noise
blurred = v2.GaussianBlur(kernel_size=5, sigma=2.0)(scaled)
noisy = v2.GaussianNoise(sigma=0.15)(scaled)  # (1)!
erased = v2.RandomErasing(p=1, scale=(0.1, 0.2))(scaled)
show([scaled, blurred, noisy, erased], ["as drawn", "blur", "noise", "erase"])

# %% automatic
automatic = [v2.RandAugment(), v2.TrivialAugmentWide(), v2.AugMix()]
names = "Rand", "Rand", "Trivial", "Trivial", "AugMix", "AugMix"
show([t(image) for t in automatic for _ in range(2)], names)

# %% mix
images = torch.stack([scaled, 1 - scaled])  # (N, C, H, W)
labels = torch.tensor([0, 1])
mixed, shares = v2.MixUp(num_classes=2)(images, labels)  # (1)!
cut, areas = v2.CutMix(num_classes=2)(images, labels)
print(shares.shape, shares.sum(dim=1))
show([*images, *mixed, *cut], ["0", "1"] + ["MixUp"] * 2 + ["CutMix"] * 2)

# %% mix-in-a-loader
mix = v2.RandomChoice([v2.MixUp(num_classes=10), v2.CutMix(num_classes=10)])


def mix_batch(samples):
    return mix(*default_collate(samples))  # (1)!


fake = datasets.FakeData(
    size=8, image_size=(3, 32, 32), num_classes=10, transform=to_tensor
)
images, labels = next(iter(DataLoader(fake, 4, collate_fn=mix_batch)))
print(images.shape, labels.shape)
loss = torch.nn.functional.cross_entropy(torch.zeros(4, 10), labels)  # (2)!
print(loss)

# %% resize
wide = torch.zeros(3, 30, 40)  # (C, H, W)
print(v2.Resize(24)(wide).shape)  # (1)!
print(v2.Resize([24, 24])(wide).shape)  # (2)!
print(v2.Compose([v2.Resize(24), v2.CenterCrop(24)])(wide).shape)

# %% normalize
normalize = v2.Normalize(mean=[0.5, 0.5, 0.5], std=[0.5, 0.5, 0.5])
small = torch.tensor([0.0, 0.5, 1.0]).expand(3, 1, 3)  # (C, H, W)
print(normalize(small)[0])  # (1)!

# %% measure
data = torch.stack([fake[n][0] for n in range(len(fake))])  # (N, C, H, W)
mean = data.mean(dim=(0, 2, 3))  # (1)!
std = data.std(dim=(0, 2, 3))
print(mean.shape, std.shape)
normalized = v2.Normalize(mean.tolist(), std.tolist())(data)
print(normalized.mean(dim=(0, 2, 3)).abs().max() < 1e-5)
print((normalized.std(dim=(0, 2, 3)) - 1).abs().max() < 1e-5)

# %% known-statistics
mnist = v2.Normalize([0.1307], [0.3081])
imagenet = v2.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
print(mnist(torch.zeros(1, 1, 1)).item(), mnist(torch.ones(1, 1, 1)).item())

# %% train-and-test
finish = [v2.ToDtype(torch.float32, scale=True), imagenet]
for_training = v2.Compose(
    [v2.ToImage(), v2.RandomResizedCrop(56), v2.RandomHorizontalFlip()]
    + finish
)
for_testing = v2.Compose(
    [v2.ToImage(), v2.Resize(64), v2.CenterCrop(56)] + finish
)
print(torch.equal(for_training(house), for_training(house)))  # (1)!
print(torch.equal(for_testing(house), for_testing(house)))

# %% together
boxes = tv_tensors.BoundingBoxes(
    [[10, 28, 40, 54]], format="XYXY", canvas_size=(64, 64)
)
mask = tv_tensors.Mask((image[0] == 205).to(torch.uint8))  # (H, W)
flip = v2.RandomHorizontalFlip(p=1)
flipped, moved, turned = flip(image, boxes, mask)  # (1)!
print(moved.tolist())
print(torch.equal(turned, mask.flip(-1)))

# %% quarter-turns
turns = v2.RandomChoice(
    [v2.RandomRotation((a, a)) for a in (90, 180, 270)]  # (1)!
)
show([turns(scaled) for _ in range(6)], [""] * 6)

# %% digits
six = torch.tensor([[1, 0, 0], [1, 0, 0], [1, 1, 1], [1, 0, 1], [1, 1, 1]])
nine = torch.tensor([[1, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1], [0, 0, 1]])
print(torch.equal(v2.functional.rotate(six[None], 180)[0], nine))
two = torch.tensor([[1, 1, 1], [0, 0, 1], [1, 1, 1], [1, 0, 0], [1, 1, 1]])
five = torch.tensor([[1, 1, 1], [1, 0, 0], [1, 1, 1], [0, 0, 1], [1, 1, 1]])
print(torch.equal(v2.functional.horizontal_flip(two), five))

# %% unscaled
print(v2.ToDtype(torch.float32)(image).max())  # (1)!
array = np.full((2, 2, 3), 200.0)
print(to_tensor(array).max())  # (2)!

# %% gray-becomes-colour
gray = torch.zeros(1, 4, 4)
print(imagenet(gray).shape)  # (1)!

# %% to-tensor warns=UserWarning
v2.ToTensor()


# %% streamed-stub
def statistics(loader):  # -> (C,), (C,)
    """Mean and standard deviation by channel, batch after batch."""
    means = [images.mean(dim=(0, 2, 3)) for images, labels in loader]
    stds = [images.std(dim=(0, 2, 3)) for images, labels in loader]
    return torch.stack(means).mean(dim=0), torch.stack(stds).mean(dim=0)


# %% streamed-solution
def statistics(loader):  # -> (C,), (C,)
    """Mean and standard deviation by channel, batch after batch."""
    count, total, squares = 0, 0, 0
    for images, labels in loader:
        pixels = images.double().transpose(0, 1).flatten(1)  # (C, N*H*W)
        count += pixels.shape[1]
        total = total + pixels.sum(dim=1)
        squares = squares + (pixels**2).sum(dim=1)
    mean = total / count
    return mean.float(), (squares / count - mean**2).sqrt().float()


# %% streamed-check fails-with=streamed-stub
bright = torch.rand(10, 3, 4, 4) * torch.arange(10)[:, None, None, None]
pairs = list(zip(bright, range(10), strict=True))
mean, std = statistics(DataLoader(pairs, batch_size=4))
torch.testing.assert_close(mean, bright.mean(dim=(0, 2, 3)))
expected = bright.std(dim=(0, 2, 3), correction=0)
torch.testing.assert_close(std, expected)


# %% flip-boxes-stub
def flip_boxes(boxes, width):  # (N, 4) as x1, y1, x2, y2 -> (N, 4)
    """The boxes of the image, mirrored left to right."""
    x1, y1, x2, y2 = boxes.unbind(dim=1)
    return torch.stack([width - x1, y1, width - x2, y2], dim=1)


# %% flip-boxes-solution
def flip_boxes(boxes, width):  # (N, 4) as x1, y1, x2, y2 -> (N, 4)
    """The boxes of the image, mirrored left to right."""
    x1, y1, x2, y2 = boxes.unbind(dim=1)
    return torch.stack([width - x2, y1, width - x1, y2], dim=1)


# %% flip-boxes-check fails-with=flip-boxes-stub
expected = v2.functional.horizontal_flip(boxes)
assert torch.equal(flip_boxes(boxes.as_subclass(torch.Tensor), 64), expected)


# %% own-stub
class Speckle(torch.nn.Module):
    """Sets a share p of all pixels to 0, the same in every channel."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, image):  # (C, H, W) -> (C, H, W)
        return image * (torch.rand(image.shape) >= self.p)


# %% own-solution
class Speckle(torch.nn.Module):
    """Sets a share p of all pixels to 0, the same in every channel."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, image):  # (C, H, W) -> (C, H, W)
        return image * (torch.rand(image.shape[-2:]) >= self.p)


# %% own-check fails-with=own-stub
speckled = v2.Compose([Speckle(0.3)])(torch.ones(3, 96, 96))
assert torch.equal(speckled[0], speckled[1])
assert (speckled.mean() - 0.7).abs() < 0.05
