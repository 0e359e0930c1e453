"""Facts about the recorded runs of transfer."""

import pytest
import torch

from snippets.datasets.standin import standin_digits
from snippets.examples.transfer_parts import few_of_each, select
from snippets.examples.transfer_runs import fine_tuned, frozen, scratch


@pytest.fixture(scope="module")
def data():
    return {"train": standin_digits(True).first(400), "test": standin_digits(False).first(100)}


def copies(state):
    return {name: value.clone() for name, value in state.items()}


def test_the_two_tasks_share_no_image_and_no_class(data):
    first, second = select(data["train"], 0, 5), select(data["train"], 5, 10)
    assert len(first) + len(second) == 400
    assert first.classes == tuple("01234")
    assert second.classes == tuple("56789")
    assert first.labels.unique().tolist() == second.labels.unique().tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("seed", range(3))
def test_five_images_of_each_class_are_drawn(data, seed):
    few = few_of_each(select(data["train"], 5, 10), 5, seed)
    assert few.labels.bincount().tolist() == [5] * 5
    assert len({image.numpy().tobytes() for image in few.images}) == 25


def test_a_frozen_body_keeps_parameters_and_statistics(data):
    run = frozen(0, **data)
    run.advance()
    learnt = copies(run.trainings[0].model.body.state_dict())
    head = copies(run.trainings[1].model.fc.state_dict())
    run.advance()
    body = run.trainings[1].model.body.state_dict()
    assert all(torch.equal(body[name], learnt[name]) for name in learnt)
    assert not torch.equal(run.trainings[1].model.fc.weight, head["weight"])


def test_fine_tuning_moves_the_body_but_not_its_statistics(data):
    run = fine_tuned(0, **data)
    run.advance()
    run.advance()
    before = copies(run.trainings[1].model.body.state_dict())
    run.advance()
    after = run.trainings[2].model.body.state_dict()
    moved = {name for name in after if not torch.equal(after[name], before[name])}
    assert moved == {name for name, _ in run.trainings[2].model.body.named_parameters()}


def test_all_three_learn_from_the_same_25_images(data):
    runs = scratch(4, **data), frozen(4, **data).trainings[1], fine_tuned(4, **data).trainings[2]
    assert all(torch.equal(run.images, runs[0].images) for run in runs)


def test_a_run_broken_off_ends_with_the_same_weights(data):
    whole, first, second = (frozen(1, **data) for _ in range(3))
    whole.advance()
    whole.advance()
    first.advance()
    second.load_state_dict(first.state_dict())
    second.advance()
    one, other = (run.trainings[1].model.state_dict() for run in (whole, second))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_the_loss_falls_and_the_digits_are_told_apart(data):
    run = scratch(0, **data)
    first, *_, last = [run.advance() for _ in range(run.parts)]
    assert last["train_loss"] <= first["train_loss"] < 1
    assert last["test_accuracy"] > 0.4


@pytest.mark.parametrize("name", ["scratch", "frozen", "fine_tuned"])
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(f"transfer/{name}")
