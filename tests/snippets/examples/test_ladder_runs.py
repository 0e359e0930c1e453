"""Facts about the rungs of the ladder, on any data."""

import copy

import pytest
import torch
import torch.nn.functional as F

from snippets.datasets.standin import standin_shapes
from snippets.examples import ladder_runs
from snippets.examples.cifar_cnn_runs import tutorial
from snippets.examples.ladder_parts import (
    Around,
    Whiten,
    normed_tutorial_net,
    small_resnet,
    whitened_resnet,
    wide_resnet,
)

RUNGS = [
    "larger_batches",
    "longer",
    "normed",
    "residual",
    "fast",
    "augmented",
    "one_cycle",
    "smoothed",
    "whitened",
    "wide",
    "hour",
]
CLASSES = [
    ladder_runs.Tutorial,
    ladder_runs.LargerBatches,
    ladder_runs.Normed,
    ladder_runs.Residual,
    ladder_runs.Fast,
    ladder_runs.Augmented,
    ladder_runs.OneCycle,
    ladder_runs.Smoothed,
    ladder_runs.Whitened,
    ladder_runs.Wide,
]


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def data():
    return {"train": standin_shapes(True).first(128), "test": standin_shapes(False).first(64)}


def weights(run):
    return torch.cat([p.detach().flatten() for p in run.model.parameters()])


def count(model):
    return sum(p.numel() for p in model.parameters())


def test_parameter_counts():
    assert count(normed_tutorial_net()) == 62_006 + 2 * (6 + 16 + 120 + 84)
    assert count(small_resnet()) == 464_170
    assert count(whitened_resnet()) == 464_170 + 9 * 32 * (24 - 3) + 24 * 12 + 24
    assert count(wide_resnet()) > 4 * count(whitened_resnet())


def test_the_small_net_has_seven_convolutions_and_ends_on_four_by_four():
    layers = list(small_resnet().modules())
    assert sum(isinstance(layer, torch.nn.Conv2d) for layer in layers) == 7
    x = small_resnet()[:-4](torch.rand(2, 3, 32, 32))
    assert x.shape == (2, 128, 4, 4)


def test_the_way_around_adds_what_came_in():
    block = Around(8).eval()
    x = torch.rand(2, 8, 5, 5)
    torch.testing.assert_close(block(x), x + block.layers(x))


@pytest.mark.parametrize("above", CLASSES[2:], ids=lambda rung: rung.__name__)
def test_each_rung_changes_little_in_the_one_before(above):
    below = CLASSES[CLASSES.index(above) - 1]
    settings = [name for name in vars(ladder_runs.Tutorial) if not name.startswith("_")]
    changed = [name for name in settings if getattr(above, name) != getattr(below, name)]
    assert issubclass(above, below)
    assert 1 <= len(changed) <= 2


def test_the_lowest_rung_is_the_tutorial(data):
    ours = ladder_runs.climb(ladder_runs.Tutorial, 3, **data, epochs=1)
    theirs = tutorial(3, **data, epochs=1)
    assert ours.advance() == theirs.advance()
    assert torch.equal(weights(ours), weights(theirs))


@pytest.mark.parametrize("name", ["normed", "whitened"])
def test_a_run_broken_off_ends_with_the_same_weights(name, data):
    rung = getattr(ladder_runs, name)
    whole, first, second = (rung(1, **data, epochs=2) for _ in range(3))
    whole.advance()
    whole.advance()
    first.advance()
    second.load_state_dict(copy.deepcopy(first.state_dict()))
    second.advance()
    assert torch.equal(weights(whole), weights(second))
    assert whole.result() == second.result()


@pytest.mark.parametrize("name", ["normed", "smoothed"])
def test_the_loss_falls(name, data):
    run = getattr(ladder_runs, name)(0, **data, epochs=6)
    losses = [run.advance()["train_loss"] for _ in range(6)]
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("name", RUNGS)
def test_every_rung_takes_a_step_and_tells_what_it_came_to(name, data):
    run = getattr(ladder_runs, name)(0, **data, epochs=1)
    before = weights(run)
    run.step(torch.arange(run.batch_size))
    assert not torch.equal(weights(run), before)
    assert set(run.result()) == {"test_accuracy", "mirrored_accuracy", "recall", "confusion"}


def test_fast_is_the_same_net_with_fewer_digits(data):
    slow = ladder_runs.residual(0, **data)
    fast = ladder_runs.fast(0, **data)
    assert torch.equal(weights(slow), weights(fast))
    images = slow.test_images
    plain, rounded = (run.logits(images) for run in (slow, fast))
    assert not torch.equal(plain, rounded)
    torch.testing.assert_close(rounded, plain, rtol=0, atol=0.05 * plain.abs().max().item())
    assert fast.model[0][0].weight.is_contiguous(memory_format=torch.channels_last)


def test_the_schedule_goes_up_and_ends_at_nothing():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1)
    schedule = ladder_runs.one_cycle_schedule(optimizer, 0.1, 100)
    rates = []
    for _ in range(100):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < 100:
            schedule.step()
    assert max(rates) == pytest.approx(0.1)
    assert 25 < rates.index(max(rates)) < 35
    assert rates[-1] < max(rates) / 10_000


def test_the_cycle_of_a_run_has_as_many_steps_as_the_run(data):
    run = ladder_runs.one_cycle(0, **data, epochs=3)
    rates = []
    for batch in torch.arange(128).split(64) * 3:
        rates.append(run.optimizer.param_groups[0]["lr"])
        run.step(batch)
    assert max(rates) > 0.05 and rates[-1] < 0.1 / 10_000


def test_smoothed_targets_give_a_little_to_every_class(data):
    run = ladder_runs.smoothed(0, **data)
    logits, labels = torch.randn(8, 10), torch.randint(10, (8,))
    targets = 0.9 * F.one_hot(labels, 10) + 0.1 / 10
    by_hand = -(targets * logits.log_softmax(dim=1)).sum(dim=1).mean()
    torch.testing.assert_close(run.loss(logits, labels), by_hand)


def test_what_the_stem_gives_is_uncorrelated(data):
    stem, images = Whiten(), data["train"].floats(0.5, 0.5)
    stem.look_at(images, least=0)
    out = stem.conv(images) - stem.conv.bias[:, None, None]
    rows = out.transpose(0, 1).flatten(1)  # (24, N H W)
    torch.testing.assert_close(rows[:12].cov(), torch.eye(12), rtol=0, atol=0.01)
    torch.testing.assert_close(rows[12:], -rows[:12])


def test_the_stem_keeps_its_patterns(data):
    run = ladder_runs.whitened(0, **data, epochs=1)
    before = run.model[0].conv.weight.clone()
    run.advance()
    assert torch.equal(run.model[0].conv.weight, before)
    assert before.abs().sum() > 0


def test_mirrored_looks_are_the_same_for_both_sides(data):
    run = ladder_runs.normed(0, **data)
    run.test_images = torch.cat([run.test_images, run.test_images.flip(3)])
    run.test_labels = run.test_labels.repeat(2)
    both = run.logits(run.test_images) + run.logits(run.test_images.flip(3))
    left, right = both.chunk(2)
    torch.testing.assert_close(left, right)
    share = (both.argmax(dim=1) == run.test_labels).double().mean().item()
    assert run.result()["mirrored_accuracy"] == share


@pytest.mark.parametrize("name", ["larger_batches", "normed"])
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(f"ladder/{name}")
