"""Facts that the page on drawing a sine tells its reader."""

import copy
import math

import pytest
import torch

from snippets.examples import sine_runs


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_the_networks_have_321_and_1233_parameters(page):
    counts = {
        name: sum(p.numel() for p in model.parameters()) for name, model in page.models.items()
    }
    assert counts == {"RNN": 321, "LSTM": 1233}


def test_a_window_is_ten_long_and_its_sine_has_the_right_speed(page):
    curve = page.waves(torch.zeros(1))[0, :, 0]
    torch.testing.assert_close(curve, torch.linspace(0, 10, 50).sin(), atol=1e-5, rtol=0)
    fast = page.waves(torch.zeros(1), speed=2.0)[0, :, 0]
    torch.testing.assert_close(fast[:25], curve[::2], atol=1e-5, rtol=0)


def test_the_starts_go_all_round(page):
    starts = page.all_round()
    assert len(starts) == 64
    assert starts.sin().sum().abs() < 1e-4 and starts.cos().sum().abs() < 1e-4


@pytest.mark.parametrize("name", ["RNN", "LSTM"])
def test_training_beats_copying_and_drawing_beats_standing_still(page, name):
    one_step, free = (e.mean() for e in page.errors(page.models[name]))
    assert one_step < page.copied / 2
    assert free < page.mse(page.frozen, page.curves[:, page.SEEN :]).mean() / 2


@pytest.mark.parametrize("name", ["RNN", "LSTM"])
def test_drawing_on_feeds_each_prediction_back(page, name):
    model, seen = page.models[name], page.curves[:5, : page.SEEN]
    with torch.no_grad():
        points = page.draw_on(model, seen, 6)
        for step in range(6):
            predicted, _ = model(torch.cat([seen, points[:, :step]], dim=1))
            torch.testing.assert_close(points[:, step], predicted[:, -1])


def test_two_numbers_draw_any_sine_of_this_speed_exactly(page):
    assert page.newer == pytest.approx(2 * math.cos(10 / 49), abs=1e-4)
    assert page.older == pytest.approx(-1, abs=1e-4)
    for height in (0.1, 1.0, 5.0):
        x = height * page.waves(torch.tensor([0.7]))[0, :, 0].double()
        torch.testing.assert_close(
            2 * math.cos(10 / 49) * x[1:-1] - x[:-2], x[2:], atol=1e-5, rtol=0
        )


def test_twice_as_fast_it_does_worse_than_a_line_of_zeros_and_twice_as_high_it_is_lost(page):
    zeros = page.fast[:, page.SEEN :].square().mean()
    assert zeros.item() == pytest.approx(0.5, abs=0.01)
    for model in page.models.values():
        here = page.alone(model, page.curves, 40)
        assert page.alone(model, page.fast, 40) > zeros
        assert page.alone(model, 2 * page.curves, 40) > 20 * here


def test_a_state_from_elsewhere_harms_and_true_points_heal_it(page):
    def error(seen, state):
        with torch.no_grad():
            free = page.draw_on(page.models["RNN"], page.curves[:, :seen], 40, state)
        return page.mse(free, page.curves[:, seen : seen + 40]).mean()

    assert error(10, None) < error(1, None)
    assert error(10, page.stale) < error(1, page.stale)
    assert error(5, None) < error(5, page.stale)


def test_the_pages_loop_and_the_recorded_one_give_the_same_weights(page):
    run = sine_runs.lstm(0)
    model = copy.deepcopy(run.model)
    torch.manual_seed(3)
    page.train(model, 100)
    run.generator.manual_seed(3)
    run.advance()
    for ours, theirs in zip(model.parameters(), run.model.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs)


def test_evaluating_twice_gives_the_same(page):
    first, second = (page.errors(page.models["LSTM"]) for _ in range(2))
    assert torch.equal(first[1], second[1])


def test_clipping_the_last_parameter_leaves_the_others(page, transcripts):
    assert page.p is list(page.model.parameters())[-1]
    last, whole = transcripts["examples/sine"].cells["clip-last"].stdout.splitlines()
    assert last == "tensor(True) tensor(False)" and whole == "tensor(True)"


def test_a_curve_that_is_never_wrong_holds_for_all_its_steps(page):
    truth = torch.randn(6, 9, 1)
    said = truth + 0.2 * torch.randn(6, 9, 1)
    for row in range(6):
        held = 0
        while held < 9 and (said[row, held] - truth[row, held]).abs() <= 0.3:
            held += 1
        assert page.holds(said, truth, 0.3)[row] == held
    assert page.holds(truth, truth, 0.0).tolist() == [9] * 6


def test_a_trained_network_errs_little_one_step_ahead(page):
    for model in page.models.values():
        one_step, _ = page.errors(model)
        assert one_step.mean() < 0.02
