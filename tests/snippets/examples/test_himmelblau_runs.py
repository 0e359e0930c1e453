"""The recorded runs of Himmelblau's function: a seed is a start, and they can be stopped."""

import pytest
import torch

from snippets.examples import himmelblau_runs
from snippets.examples.himmelblau_parts import adam, descend

EXPERIMENTS = ["sgd", "sgd_momentum", "adam_fast", "as_in_the_notes"]


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def begin(name, seed, steps=30):
    run = getattr(himmelblau_runs, name)(seed, parts=2)
    run.steps = steps
    return run


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_run_goes_on_from_its_checkpoint_to_the_same_point(name, tmp_path):
    whole, first, second = (begin(name, 3) for _ in range(3))
    whole.advance(), whole.advance(), first.advance()
    torch.save(first.state_dict(), tmp_path / "half.pt")
    second.load_state_dict(torch.load(tmp_path / "half.pt"))
    second.advance()
    assert second.done == whole.done == 2
    assert second.result() == whole.result()


def test_one_seed_is_one_start_for_all_optimisers():
    starts = [begin(name, 5).start for name in EXPERIMENTS]
    assert all(torch.equal(start, starts[0]) for start in starts)
    assert not torch.equal(starts[0], begin("sgd", 6).start)


def test_a_run_walks_as_the_many_points_of_the_page_do():
    run = begin("adam_fast", 2, steps=500)
    run.advance()
    ends, away = descend(run.start, adam, 500)
    assert run.result()["end"] == pytest.approx(ends[0].tolist())
    assert run.result()["steps"] == away.item() < 500


def test_who_has_not_arrived_has_no_number_of_steps():
    run = begin("as_in_the_notes", 0, steps=5)
    run.advance()
    assert run.result()["steps"] is None and run.result()["minimum"] is None


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(f"himmelblau/{name}")
