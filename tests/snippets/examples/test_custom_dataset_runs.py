"""The recorded runs of the leaves: how the plants are split, and that they can be stopped."""

import pytest
import torch

from snippets.examples import custom_dataset_runs
from snippets.examples.custom_dataset_parts import split_plants

EXPERIMENTS = ["by_plant", "by_photo"]


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def begin(name, seed, plants=9):
    return getattr(custom_dataset_runs, name)(seed, plants=plants, epochs=2)


def plants_in(images, count):
    """Which of the first `count` plants have a photo among these."""
    known = custom_dataset_runs.photos_of(range(count))
    photos = {bytes(image.numpy().tobytes()): n // 8 for n, image in enumerate(known.images)}
    return [photos[image.numpy().tobytes()] for image in images]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_run_goes_on_from_its_checkpoint_to_the_same_weights(name, tmp_path):
    whole, first, second = (begin(name, 3) for _ in range(3))
    whole.advance(), whole.advance(), first.advance()
    torch.save(first.state_dict(), tmp_path / "half.pt")
    second.load_state_dict(torch.load(tmp_path / "half.pt"))
    second.advance()
    for ours, theirs in zip(whole.model.parameters(), second.model.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_by_plant_no_plant_is_on_both_sides_and_by_photo_nearly_all_are(monkeypatch):
    seen = {}

    def noted(seed, train, test, epochs):
        seen["both"] = set(plants_in(train.images, 9)) & set(plants_in(test.images, 9))
        return len(train), len(test)

    monkeypatch.setattr(custom_dataset_runs, "_training", noted)
    assert begin("by_plant", 0) == (48, 24)
    assert seen["both"] == set()
    assert begin("by_photo", 0) == (48, 24)
    assert len(seen["both"]) >= 7


@pytest.mark.parametrize("seed", range(5))
def test_plants_are_split_kind_by_kind_without_rest(seed):
    rest, held = split_plants(36, seed)
    assert sorted(rest + held) == list(range(36))
    assert [sum(p % 3 == kind for p in held) for kind in range(3)] == [4, 4, 4]


def test_new_plants_are_judged_at_the_end():
    run = begin("by_plant", 1)
    first = run.advance()["train_loss"]
    assert run.advance()["train_loss"] < first
    assert 0 <= run.result()["new_plants_accuracy"] <= 1


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(f"custom_dataset/{name}")
