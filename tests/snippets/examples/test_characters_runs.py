"""The recorded runs of the characters: what they train, and that they can be stopped."""

import math

import pytest
import torch

from snippets.examples import characters_runs
from snippets.examples.characters_parts import surprise


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def few_steps(monkeypatch):
    monkeypatch.setattr(characters_runs.Reading, "steps", 2)


def test_a_run_goes_on_from_its_checkpoint_to_the_same_weights(tmp_path, few_steps):
    whole, first = (characters_runs.tang(3, parts=2) for _ in range(2))
    torch.manual_seed(7)
    whole.advance(), whole.advance()
    torch.manual_seed(7)
    first.advance()
    torch.save(first.state_dict(), tmp_path / "half.pt")
    torch.manual_seed(99)  # whatever else has thrown dice in between
    second = characters_runs.tang(3, parts=2)
    second.load_state_dict(torch.load(tmp_path / "half.pt"))
    second.advance()
    assert second.done == whole.done == 2
    assert second.result() == whole.result()


def test_the_best_weights_are_those_of_the_lowest_validation_bits(few_steps):
    run = characters_runs.tang(0, parts=3)
    judged = [run.advance()["validation_bits"] for _ in range(3)]
    assert run.best_bits == min(judged) == judged[run.best_part - 1]
    run.model.load_state_dict(run.best)
    again = surprise(run.model, run.text.validation).mean().item()
    assert again == pytest.approx(run.best_bits)


def test_the_loss_falls_and_another_seed_is_another_run(few_steps):
    run, other = characters_runs.tang(0), characters_runs.tang(1)
    assert not torch.equal(run.model.head.weight, other.model.head.weight)
    first = run.advance()["train_bits"]
    for _ in range(3):
        last = run.advance()["train_bits"]
    assert last < first < math.log2(len(run.text.alphabet)) + 0.5


@pytest.mark.parametrize("name", ["sonnets", "tang"])
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(f"characters/{name}")
