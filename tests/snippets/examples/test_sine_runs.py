"""The recorded runs of the sine: what they train, and that they can be stopped."""

import pytest
import torch

from snippets.examples import sine_runs
from snippets.examples.sine_parts import LENGTH, SEEN, all_round, draw_on, mse, waves


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def few_steps(monkeypatch):
    monkeypatch.setattr(sine_runs.Sine, "steps", 5)


EXPERIMENTS = [
    sine_runs.rnn,
    sine_runs.lstm,
    sine_runs.lstm_unrolled,
    sine_runs.as_in_the_notes,
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: e.__name__)
def test_a_run_goes_on_from_its_checkpoint_to_the_same_weights(experiment, tmp_path, few_steps):
    whole, first = experiment(3, parts=2), experiment(3, parts=2)
    for _ in range(2):
        whole.advance()
    first.advance()
    torch.save(first.state_dict(), tmp_path / "half.pt")
    second = experiment(3, parts=2)
    second.load_state_dict(torch.load(tmp_path / "half.pt"))
    second.advance()
    assert second.done == whole.done == 2
    assert second.result() == whole.result()


def test_another_seed_is_another_run():
    a, b = sine_runs.rnn(0), sine_runs.rnn(1)
    assert not torch.equal(a.model.head.weight, b.model.head.weight)
    assert a.loss() != b.loss()


def test_the_loss_falls_within_a_part():
    run = sine_runs.lstm(0)
    with torch.no_grad():
        before = run.loss().item()
    run.advance()
    with torch.no_grad():
        assert run.loss().item() < before / 5


def test_unrolled_the_rate_falls_in_the_middle_and_errors_flow_through_the_predictions(
    few_steps,
):
    run = sine_runs.lstm_unrolled(0, parts=2)
    run.advance()
    assert run.optimizer.param_groups[0]["lr"] == 0.01
    run.done, run.optimizer.param_groups[0]["lr"] = 1, 0.001
    state = run.generator.get_state()
    loss = run.loss().item()
    run.generator.set_state(state)
    curves = waves(2 * torch.pi * torch.rand(32, generator=run.generator))
    with torch.no_grad():
        free = draw_on(run.model, curves[:, :SEEN], LENGTH - SEEN)
    assert loss == pytest.approx(mse(free, curves[:, SEEN:]).mean().item())
    run.advance()
    assert run.optimizer.param_groups[0]["lr"] == 0.001


def test_as_in_the_notes_the_state_is_carried_and_the_weights_start_tiny():
    run = sine_runs.as_in_the_notes(0)
    assert max(p.abs().max() for p in run.model.recurrent.parameters()) < 0.01
    assert run.state is None
    run.loss()
    assert run.state.shape == (1, 1, 16) and not run.state.requires_grad
    assert sine_runs.rnn(0).state is None


def test_the_result_is_an_average_over_starts_all_round():
    run = sine_runs.rnn(0)
    result = run.result()
    assert result["free_mse"] < result["worst_free_mse"]
    assert waves(all_round()).shape == (64, LENGTH, 1)
    assert all(isinstance(value, float) for value in result.values())


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: e.__name__)
def test_a_short_rerun_lies_in_the_recorded_distribution(experiment, short_rerun):
    short_rerun(f"sine/{experiment.__name__}")
