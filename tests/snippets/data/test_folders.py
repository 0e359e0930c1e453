"""Facts that the page on folders of images tells its reader."""

import numpy as np
import torch
from torchvision.datasets import CIFAR10, MNIST
from torchvision.utils import make_grid

from snippets.data.pictures import draw_shape


def test_folders_are_classes_in_the_order_of_their_names(page):
    assert page.pictures.class_to_idx == {"circle": 0, "square": 1, "triangle": 2}
    assert page.pictures.targets == sorted(page.pictures.targets)


def test_a_grid_has_nrow_images_in_a_row():
    images = torch.rand(5, 3, 8, 6)
    assert make_grid(images, nrow=5, padding=0).shape == (3, 8, 30)
    side_by_side = torch.cat(list(images), dim=2)
    assert torch.equal(make_grid(images, nrow=5, padding=0), side_by_side)


def test_decoding_gives_what_was_drawn_channels_first(page):
    drawn = np.array(draw_shape("square", "royalblue"))
    assert torch.equal(page.square, torch.from_numpy(drawn).permute(2, 0, 1))


def test_mnist_is_four_files_and_a_mirror_comes_first():
    assert len(MNIST.resources) == 4
    assert "lecun" not in MNIST.mirrors[0]
    assert any("lecun" in mirror for mirror in MNIST.mirrors)


def test_mnist_and_cifar_take_the_same_arguments():
    assert {"root", "train", "transform", "download"} <= set(
        CIFAR10.__init__.__code__.co_varnames
    ) & set(MNIST.__init__.__code__.co_varnames)


def test_fake_images_have_the_shape_of_cifar_and_ten_labels(page):
    image, label = page.fake[0]
    assert image.shape == (3, 32, 32)
    assert {page.fake[n][1] for n in range(100)} <= set(range(10))


def test_images_are_scaled_by_the_transform_and_not_before(page):
    raw = np.array(page.datasets.FakeData(size=1)[0][0])
    assert raw.dtype == np.uint8 and raw.max() > 1
    scaled = page.to_tensor(page.Image.fromarray(raw))
    torch.testing.assert_close(scaled, torch.from_numpy(raw).permute(2, 0, 1) / 255)


def test_an_empty_class_keeps_the_numbers_in_place(page):
    assert page.test.class_to_idx == page.pictures.class_to_idx
    assert page.test.targets == [0, 2]


def test_normalizing_is_undone_by_times_std_plus_mean(page):
    for _ in range(5):
        mean, std = torch.rand(3).tolist(), (torch.rand(3) + 0.1).tolist()
        plain = torch.rand(2, 3, 4, 4)
        shown = page.for_showing(page.v2.Normalize(mean, std)(plain), mean, std)
        torch.testing.assert_close(shown, plain.permute(0, 2, 3, 1))


def test_what_is_not_found_is_named(errors):
    assert "any class folder in flat" in errors["flat"]
    assert "classes circle" in errors["empty-class"]
    assert "download=True" in errors["not-there"]


def test_imshow_wants_channels_last(errors):
    assert "(3, 32, 32)" in errors["channels-first"]


def test_fake_data_has_as_many_samples_and_classes_as_asked_for(page):
    assert len(page.fake) == 100
    assert {label for _, label in page.fake} == set(range(10))
