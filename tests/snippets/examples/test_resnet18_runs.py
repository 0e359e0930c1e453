"""Facts about the recorded run of ResNet-18."""

import pytest
import torch

from snippets.datasets.standin import standin_shapes
from snippets.examples.resnet18_runs import short


@pytest.fixture(scope="module")
def data():
    return {"train": standin_shapes(True).first(64), "test": standin_shapes(False).first(20)}


def test_the_network_has_the_parameters_of_resnet18_with_another_stem(data):
    run = short(0, **data)
    assert sum(p.numel() for p in run.model.parameters()) == 11_173_962


def test_the_schedule_ends_with_the_run(data):
    run = short(0, **data)
    assert run.scheduler.total_steps == 1
    run = short(0, data["train"].first(65 - 1), data["test"], epochs=3)
    assert run.scheduler.total_steps == 3


def test_a_step_changes_every_layer_with_weights(data):
    run = short(0, data["train"].first(8), data["test"].first(4))
    before = {name: value.clone() for name, value in run.model.named_parameters()}
    assert set(run.advance()) == {"train_loss", "test_loss", "test_accuracy"}
    for name, value in run.model.named_parameters():
        assert value.ndim == 1 or not torch.equal(value, before[name]), name


def test_a_short_rerun_lies_in_the_recorded_distribution(short_rerun):
    short_rerun("resnet18/short")
