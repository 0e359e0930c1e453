"""Facts about the recorded runs of the small residual network."""

import pytest
import torch

from snippets.datasets.standin import standin_shapes
from snippets.examples.residual_runs import no_shortcuts, two_blocks


@pytest.fixture(scope="module")
def data():
    return {"train": standin_shapes(True).first(128), "test": standin_shapes(False).first(50)}


def weights(run):
    return torch.cat([value.flatten().float() for value in run.model.state_dict().values()])


def test_the_notes_network_has_347_498_parameters(data):
    assert sum(p.numel() for p in two_blocks(0, **data).model.parameters()) == 347_498


def test_without_shortcuts_only_the_1x1_convolution_and_its_norm_are_gone(data):
    count = sum(p.numel() for p in no_shortcuts(0, **data).model.parameters())
    assert 347_498 - count == 16 * 32 + 32 + 2 * 32


def test_both_are_trained_alike(data):
    one, other = two_blocks(0, **data), no_shortcuts(0, **data)
    assert type(one.optimizer) is type(other.optimizer) is torch.optim.Adam
    assert one.parts == other.parts == 2
    assert one.batch_size == other.batch_size == 128


def test_a_run_broken_off_ends_with_the_same_weights_and_statistics(data):
    whole, first, second = (two_blocks(1, **data) for _ in range(3))
    whole.advance()
    whole.advance()
    first.advance()
    second.load_state_dict(first.state_dict())
    second.advance()
    assert torch.equal(weights(whole), weights(second))


@pytest.mark.parametrize("name", ["two_blocks", "no_shortcuts"])
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(f"residual/{name}")
