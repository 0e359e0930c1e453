"""The loaders of data sets: the same interface on official files, image files and stand-ins."""

import pickle
import subprocess
import sys

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image
from torchvision.transforms.functional import pil_to_tensor

from scripts import datasets, paths
from snippets.datasets import cifar10, standin
from snippets.datasets.cifar10 import cifar10_dataset, load_cifar10
from snippets.datasets.mnist import load_mnist, mnist_dataset

LOADERS = {"mnist": (load_mnist, mnist_dataset), "cifar10": (load_cifar10, cifar10_dataset)}
SHAPES = {"mnist": (1, 28, 28), "cifar10": (3, 32, 32)}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(datasets.VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def image_folder(place):
    """Three JPEG files a class in train, one in test."""
    generator = np.random.default_rng(0)
    for part in datasets.IMAGES.parts:
        (place / "cifar10" / part).mkdir(parents=True)
        for number in range(3 if part.startswith("train") else 1):
            pixels = generator.integers(0, 256, (32, 32, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(place / "cifar10" / part / f"{number:04}.jpg")
    return place / "cifar10"


@pytest.fixture
def pickles(place, monkeypatch):
    """Official batches of two images each; their checksums cannot be the published ones."""
    folder = place / "cifar-10-batches-py"
    folder.mkdir()
    rows = torch.arange(12 * 3072).remainder(251).to(torch.uint8).view(6, 2, 3072)
    for number, name in enumerate(datasets.PICKLES.parts[:6]):
        batch = {"data": rows[number].numpy(), "labels": [number, 9 - number]}
        (folder / name).write_bytes(pickle.dumps(batch))
    (folder / "batches.meta").write_bytes(pickle.dumps({"label_names": datasets.CLASSES}))
    monkeypatch.setattr(torchvision.datasets.cifar, "check_integrity", lambda *_, **__: True)
    return rows


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("train", [True, False])
def test_where_nothing_is_stand_ins_come_and_say_so(name, train, place):
    images = LOADERS[name][0](train)
    assert images.standin and "stand-in" in images.source
    assert images.images.dtype == torch.uint8 and images.labels.dtype == torch.int64
    assert images.images.shape == (len(images), *SHAPES[name])
    assert sorted(images.labels.unique().tolist()) == list(range(10))
    assert len(images.classes) == 10


@pytest.mark.parametrize("name", LOADERS)
def test_one_by_one_or_whole_it_is_the_same(name, place):
    load, dataset = LOADERS[name]
    whole, single = load(False), dataset(False, torchvision.transforms.ToTensor())
    assert len(single) == len(whole) and single.classes == list(whole.classes)
    for index in (0, 5, len(whole) - 1):
        picture, label = single[index]
        assert torch.equal(picture, whole.images[index] / 255) and label == whole.labels[index]


@pytest.mark.parametrize("make", [standin.standin_digits, standin.standin_shapes])
def test_stand_ins_are_the_same_every_time_and_never_both_in_training_and_test(make):
    train, test = make(True), make(False)
    assert torch.equal(train.images, make(True).images)
    seen = {image.numpy().tobytes() for image in train.images}
    assert not any(image.numpy().tobytes() in seen for image in test.images)


def test_the_first_n_are_the_same_every_time_and_keep_their_labels(place):
    images = load_cifar10(False)
    some = images.first(50)
    assert len(some) == 50 and torch.equal(some.images, images.first(80).images[:50])
    for image, label in zip(some.images[:5], some.labels[:5], strict=True):
        (index,) = (images.images == image).flatten(1).all(1).nonzero().flatten()
        assert images.labels[index] == label
    assert some.labels.bincount(minlength=10).min() > 0, "they are shuffled"


def test_floats_are_what_to_tensor_and_normalize_give(place):
    images = load_cifar10(False).first(20)
    mean, std = (0.1, 0.2, 0.3), (0.4, 0.5, 0.6)
    normalise = torchvision.transforms.Normalize(mean, std)
    torch.testing.assert_close(images.floats(mean, std), normalise(images.images / 255))
    grey = load_mnist(False).first(20)
    torch.testing.assert_close(grey.floats(0.5, 0.25), (grey.images / 255 - 0.5) / 0.25)


def test_official_batches_are_read_in_their_order(pickles):
    images = load_cifar10(True)
    assert images.source == "CIFAR-10" and not images.standin
    assert torch.equal(images.images.flatten(1), pickles[:5].flatten(0, 1))
    assert images.labels.tolist() == [0, 9, 1, 8, 2, 7, 3, 6, 4, 5]
    assert isinstance(cifar10_dataset(False), torchvision.datasets.CIFAR10)


def test_an_image_folder_is_decoded_as_pil_decodes_it(image_folder):
    images = load_cifar10(True)
    assert images.source == "CIFAR-10, JPEG copies" and not images.standin
    files = sorted((image_folder / "train").glob("*/*.jpg"))
    for image, file in zip(images.images, files, strict=True):
        assert torch.equal(image, pil_to_tensor(Image.open(file)))
    assert [images.classes[label] for label in images.labels] == [f.parent.name for f in files]


def test_an_image_folder_is_decoded_once_until_it_changes(image_folder, monkeypatch):
    first = load_cifar10(True)
    decode = cifar10._decode
    monkeypatch.setattr(cifar10, "_decode", None)
    assert torch.equal(load_cifar10(True).images, first.images)
    monkeypatch.setattr(cifar10, "_decode", decode)
    (image_folder / "train/ship/0000.jpg").unlink()
    assert len(load_cifar10(True)) == len(first) - 1


def test_what_is_decoded_from_a_folder_that_cannot_be_written_is_kept_elsewhere(
    image_folder, tmp_path_factory, monkeypatch
):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr(cifar10.os, "access", lambda *_: False)
    monkeypatch.setattr(cifar10.tempfile, "tempdir", str(elsewhere))
    load_cifar10(False)
    assert [file.suffix for file in elsewhere.iterdir()] == [".pt"]
    assert not list(image_folder.glob("*.pt"))
    monkeypatch.setattr(cifar10, "_decode", None)
    assert len(load_cifar10(False)) == 10


def test_importing_the_loaders_reads_nothing_and_loads_no_scikit_learn():
    code = "import sys, snippets.datasets.mnist as _; assert 'sklearn' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, check=True)


@pytest.mark.skipif(datasets.found("mnist") is None, reason="MNIST itself is not here")
def test_mnist_itself_is_whole():
    assert [len(load_mnist(train)) for train in (True, False)] == [60_000, 10_000]
    assert isinstance(mnist_dataset(False), torchvision.datasets.MNIST)


@pytest.mark.skipif(datasets.found("cifar10") is None, reason="CIFAR-10 itself is not here")
def test_cifar10_itself_is_whole():
    for train, count in ((True, 5000), (False, 1000)):
        assert load_cifar10(train).labels.bincount().tolist() == [count] * 10
