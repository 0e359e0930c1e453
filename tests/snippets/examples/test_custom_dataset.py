"""Facts that the page on a dataset of one's own tells its reader."""

from pathlib import Path

import pytest
import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as V


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def folder(tmp_path, page):
    (tmp_path / "labels.csv").write_text("plant,kind\n00,beech\n01,birch\n02,willow\n")
    for plant in range(3):
        for photo in range(2):
            page.draw_leaf(plant, photo).save(tmp_path / f"{plant:02}_{photo}.png")
    return tmp_path


def test_samples_are_those_of_the_named_plants_with_their_kinds(page, folder):
    leaves = page.Leaves(folder, ["00", "02"])
    assert [(path.name, label) for path, label in leaves.samples] == [
        ("00_0.png", 0),
        ("00_1.png", 0),
        ("02_0.png", 2),
        ("02_1.png", 2),
    ]
    image, label = leaves[2]
    assert image.tobytes() == page.draw_leaf(2, 0).tobytes() and label == 2


def test_a_photo_is_read_only_when_it_is_asked_for(page, folder):
    leaves = page.Leaves(folder, ["00", "01"])
    (folder / "01_1.png").unlink()
    assert len(leaves) == 4 and leaves[0][1] == 0
    with pytest.raises(FileNotFoundError):
        leaves[3]


def test_drawing_twice_gives_the_same_photo_and_plants_differ(page):
    assert page.draw_leaf(5, 1).tobytes() == page.draw_leaf(5, 1).tobytes()
    photos = {page.draw_leaf(p, q).tobytes() for p in range(6) for q in range(3)}
    assert len(photos) == 18


def test_no_plant_is_on_both_sides(page):
    assert not set(page.train_names) & set(page.test_names)
    assert len(page.train) + len(page.test) == len(page.leaves) == 288
    kinds = [label for _, label in page.test.samples]
    assert [kinds.count(n) for n in range(3)] == [32, 32, 32]


def test_both_sides_as_numbers_squeeze_and_one_keeps_the_shape():
    photo = torch.zeros(3, 300, 400, dtype=torch.uint8)
    assert v2.Resize((150, 150))(photo).shape == (3, 150, 150)
    assert v2.Resize(150)(photo).shape == (3, 150, 200)


def test_the_training_photos_have_mean_zero_and_deviation_one_after_the_transform(page):
    plain = v2.Compose(page.square + page.ready)
    images = torch.stack([plain(image) for image, _ in _raw(page)])
    torch.testing.assert_close(images.mean(dim=(0, 2, 3)), torch.zeros(3), atol=1e-3, rtol=0)
    torch.testing.assert_close(images.std(dim=(0, 2, 3)), torch.ones(3), atol=1e-3, rtol=0)


def _raw(page):
    plants = sorted(page.train_plants)
    return [(V.pil_to_tensor(page.draw_leaf(p, q)), p % 3) for p in plants for q in range(8)]


def test_the_test_photos_are_never_turned_at_random(page):
    names = [type(step).__name__ for step in page.test.transform.transforms]
    assert not [name for name in names if "Random" in name]
    names = [type(step).__name__ for step in page.train.transform.transforms]
    assert len([name for name in names if "Random" in name]) == 2


def test_the_net_has_4467_parameters_and_learns(page):
    assert sum(p.numel() for p in page.model.parameters()) == 4467
    assert page.losses[-1] < page.losses[0] / 3
    assert page.accuracies[-1] > 0.5


def test_the_loss_of_an_epoch_is_the_mean_over_samples(page):
    x, y = torch.randn(10, 3, 32, 32), torch.randint(3, (10,))
    data = list(zip(x, y, strict=True))

    class Still(torch.optim.SGD):
        def step(self):
            pass

    model = page.LeafNet()
    optimizer = Still(model.parameters(), lr=0.0)
    loss = page.train_epoch(model, DataLoader(data, batch_size=4), optimizer)
    assert loss == pytest.approx(F.cross_entropy(model(x), y).item(), abs=1e-5)


def test_the_table_counts_every_test_photo_once_and_its_diagonal_is_the_accuracy(page):
    assert page.table.sum() == len(page.test) and page.table.sum(dim=1).tolist() == [32] * 3
    right = (page.guesses == page.labels).sum()
    assert page.table.diagonal().sum() == right


def test_labels_dealt_out_by_lot_do_not_carry_over_to_other_plants(page):
    torch.manual_seed(0)
    square = v2.Compose(page.square + page.ready)
    photos = [(square(image), kind) for image, kind in _raw(page)]
    lot = torch.randint(3, (len(photos) // 8,)).repeat_interleave(8).tolist()
    shuffled = [(image, label) for (image, _), label in zip(photos, lot, strict=True)]
    model = page.LeafNet()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    loader = DataLoader(shuffled, batch_size=16, shuffle=True)
    for _ in range(4):
        page.train_epoch(model, loader, optimizer)
    new = [page.draw_leaf(p, 0) for p in range(2000, 2060)]
    held = [(square(V.pil_to_tensor(image)), n % 3) for n, image in enumerate(new)]
    assert page.accuracy(model, DataLoader(held, batch_size=60)) < 0.6


def test_split_by_photo_promises_more_than_new_plants_keep(page):
    assert page.promised > page.kept + 0.1


def test_the_image_folder_holds_the_same_photos(page):
    ours = sorted((path.name, label) for path, label in page.leaves.samples)
    theirs = sorted((Path(path).name, label) for path, label in page.known.samples)
    assert ours == theirs


def test_the_errors_say_what_is_missing(errors):
    assert "builtin_function_or_method" in errors["len-of-nothing"]
    assert "num_works" in errors["misspelt"]
    assert "NoneType" in errors["none"]


@pytest.mark.parametrize("k", [2, 3, 7])
def test_folds_keep_plants_together(page, k):
    plants = [f"{n % 11:02}" for n in torch.randperm(100).tolist()]
    parts = page.folds(plants, k)
    assert sorted(i for part in parts for i in part) == list(range(100))
    sides = [{plants[i] for i in part} for part in parts]
    assert sum(len(side) for side in sides) == 11 and min(map(len, sides)) > 0


def test_every_test_leaf_is_counted_once(page):
    assert page.table.sum() == len(page.test)
    assert page.table.sum(dim=1).tolist() == page.labels.bincount().tolist()


def test_an_epoch_returns_the_mean_loss_of_all_its_samples(page):
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 3))
    data = [(torch.randn(4), n % 3) for n in range(10)]
    still = torch.optim.SGD(model.parameters(), lr=0.0)
    found = page.train_epoch(model, DataLoader(data, batch_size=4), still)
    images, labels = next(iter(DataLoader(data, batch_size=10)))
    assert found == pytest.approx(F.cross_entropy(model(images), labels).item())
