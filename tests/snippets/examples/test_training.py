"""Facts about the training loop that the examples share."""

from dataclasses import dataclass

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from snippets.examples.augment import crop_and_flip, flip
from snippets.examples.training import Run, Training, confusion, step_count


@dataclass
class Pictures:
    """Three classes of 8x8 pictures: a bright band above, in the middle or below."""

    labels: torch.Tensor
    images: torch.Tensor
    classes: tuple = ("above", "middle", "below")

    @classmethod
    def drawn(cls, number, seed):
        dice = torch.Generator().manual_seed(seed)
        labels = torch.randint(3, (number,), generator=dice)
        images = torch.randint(120, (number, 1, 8, 8), generator=dice)
        for image, label in zip(images, labels, strict=True):
            image[0, 3 * label : 3 * label + 2] += 100
        return cls(labels, images.to(torch.uint8))

    def __len__(self):
        return len(self.labels)

    def floats(self, mean, std):
        return (self.images.float() / 255 - mean) / std


TRAIN, TEST = Pictures.drawn(300, seed=1), Pictures.drawn(150, seed=2)


def make_training(seed=0, epochs=4, train=TRAIN, **options):
    torch.manual_seed(seed)
    model = nn.Sequential(
        nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(),
        nn.Dropout(0.2), nn.Linear(144, 3),
    )  # fmt: skip
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 0.1, total_steps=step_count(train, epochs, 32)
    )
    settings = {"normalise": (0.3, 0.25), "scheduler": schedule, "seed": seed} | options
    return Training(model, optimizer, train, TEST, epochs=epochs, batch_size=32, **settings)


def finish(run: Run):
    while run.done < run.parts:
        last = run.advance()
    return last


def test_it_learns_and_its_loss_falls():
    run = make_training()
    first = run.advance()
    last = finish(run)
    assert last["train_loss"] < first["train_loss"]
    assert last["test_accuracy"] > 0.9


def test_shuffled_labels_are_not_learnt_for_new_images():
    order = torch.randperm(len(TRAIN), generator=torch.Generator().manual_seed(0))
    run = make_training(train=Pictures(TRAIN.labels[order], TRAIN.images))
    assert finish(run)["test_accuracy"] < 0.6


def test_the_same_seed_gives_the_same_weights_and_another_seed_others():
    weights = []
    for seed in (0, 0, 1):
        run = make_training(seed)
        finish(run)
        weights.append(run.model.state_dict())
    assert all(torch.equal(weights[0][k], weights[1][k]) for k in weights[0])
    assert not torch.equal(weights[0]["0.weight"], weights[2]["0.weight"])


def test_a_run_stopped_half_way_goes_on_to_the_same_weights(tmp_path):
    straight = make_training(augment=flip)
    straight.advance()
    straight.advance()
    torch.save(straight.state_dict(), tmp_path / "half.pt")
    finish(straight)

    resumed = make_training(seed=99, augment=flip)
    resumed.load_state_dict(torch.load(tmp_path / "half.pt"))
    assert resumed.done == 2
    finish(resumed)
    expected, found = straight.model.state_dict(), resumed.model.state_dict()
    assert all(torch.equal(expected[k], found[k]) for k in expected)
    assert straight.result() == resumed.result()


def test_evaluating_is_deterministic_and_changes_nothing():
    run = make_training()
    run.advance()
    before = {k: v.clone() for k, v in run.model.state_dict().items()}
    dice = torch.get_rng_state()
    assert run.evaluate() == run.evaluate()
    assert run.result() == run.result()
    assert torch.equal(dice, torch.get_rng_state())
    assert all(torch.equal(before[k], v) for k, v in run.model.state_dict().items())


def test_the_result_agrees_with_the_curve_and_with_itself():
    run = make_training()
    last = finish(run)
    result = run.result()
    table = torch.tensor(result["confusion"])
    assert result["test_accuracy"] == pytest.approx(last["test_accuracy"])
    assert table.sum(dim=1).tolist() == TEST.labels.bincount().tolist()
    assert result["test_accuracy"] == table.diagonal().sum().item() / len(TEST)
    assert result["recall"] == pytest.approx((table.diagonal() / table.sum(dim=1)).tolist())


def test_it_does_the_same_as_a_loop_over_a_loader():
    run = make_training()
    run.advance()

    other = make_training()  # leaves the dice where they stood before the first step
    order = torch.randperm(len(TRAIN), generator=torch.Generator().manual_seed(0)).tolist()
    data = TensorDataset(TRAIN.floats(0.3, 0.25), TRAIN.labels)
    other.model.train()
    for x, y in DataLoader(data, 32, sampler=order, generator=torch.Generator()):
        other.optimizer.zero_grad()
        nn.functional.cross_entropy(other.model(x), y).backward()
        other.optimizer.step()
        other.scheduler.step()
    expected = other.model.state_dict()
    assert all(torch.equal(v, expected[k]) for k, v in run.model.state_dict().items())


def test_bfloat16_is_used_where_it_is_wished_for_and_logits_stay_float32():
    seen = []
    run = make_training(mixed_precision=True)
    run.model[0].register_forward_hook(lambda module, inputs, output: seen.append(output.dtype))
    run.advance()
    assert set(seen) == {torch.bfloat16}
    assert run.logits(run.test_images).dtype == torch.float32
    assert all(p.dtype == torch.float32 for p in run.model.parameters())


def test_steps_are_counted_with_the_batch_that_is_not_full():
    assert step_count(range(300), epochs=2, batch_size=32) == 20
    assert step_count(range(320), epochs=2, batch_size=32) == 20


def test_confusion_counts_pairs():
    table = confusion(torch.tensor([0, 0, 1, 2]), torch.tensor([0, 1, 1, 0]), 3)
    assert table.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]


def test_crops_are_windows_of_the_padded_image_and_flips_mirror_them():
    dice = torch.Generator().manual_seed(0)
    images = torch.arange(6 * 64.0).reshape(6, 1, 8, 8)
    padded = nn.functional.pad(images, [2] * 4, mode="reflect")
    for before, after in zip(padded, crop_and_flip(images, dice, pad=2), strict=True):
        crops = [before[:, y : y + 8, x : x + 8] for y in range(5) for x in range(5)]
        assert any(torch.equal(after, crop) or torch.equal(after, crop.flip(2)) for crop in crops)


def test_about_half_of_the_images_are_mirrored():
    images = torch.rand(400, 1, 2, 2)
    changed = (flip(images, torch.Generator().manual_seed(0)) != images).flatten(1).any(dim=1)
    assert 0.4 < changed.double().mean() < 0.6
