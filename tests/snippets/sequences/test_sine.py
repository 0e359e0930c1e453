"""Facts that the page on predicting a sine tells its reader."""

import math

import pytest
import torch
from torch import nn


def test_the_answer_to_each_input_is_the_next_input(page):
    assert torch.equal(page.inputs[:, 1:], page.targets[:, :-1])
    torch.testing.assert_close(page.series[1, :, 0], torch.sin(1 + page.t))


def test_the_network_has_321_parameters(page):
    counts = [sum(p.numel() for p in part.parameters()) for part in page.model.children()]
    assert counts == [304, 17]


def test_training_reduced_the_error_below_that_of_copying(page):
    assert page.losses[-1] < page.losses[0] / 10
    assert (page.mse(page.one_step, page.targets) < page.mse(page.inputs, page.targets)).all()


def test_generating_feeds_each_prediction_back(page):
    seen = page.series[:, :10]
    points = page.generate(page.model, seen, 4)
    for step in range(4):
        with torch.no_grad():
            predicted, _ = page.model(torch.cat([seen, points[:, :step]], dim=1))
        torch.testing.assert_close(points[:, step], predicted[:, -1])


def test_left_alone_after_one_point_some_curve_goes_far_astray(page):
    free = page.mse(page.free_1, page.series[:, 1:])
    assert free.max() > 50 * page.mse(page.one_step, page.targets).max()


def test_one_point_cannot_tell_rising_from_falling(page):
    a, b = page.waves(torch.tensor([0.8, math.pi - 0.8]))[:, :1]
    torch.testing.assert_close(a, b)


def test_twice_as_fast_it_falls_back_to_the_frequency_it_knows(page):
    assert (page.fast_on - page.fast[20:]).square().mean() > 0.1


def test_a_fitting_state_helps_and_a_stale_one_harms(page):
    def error(state):
        with torch.no_grad():
            predicted, _ = page.model(page.inputs[:1], state)
        return (predicted - page.targets[:1]).abs()[0, :6].mean()

    assert error(page.fitting) < error(None) < error(page.stale)


@pytest.mark.parametrize("batch", [1, 4])
def test_the_head_needs_no_flattening(page, batch):
    outputs = torch.randn(batch, 49, 16)
    flat = page.model.head(outputs.reshape(-1, 16)).reshape(batch, 49, 1)
    torch.testing.assert_close(page.model.head(outputs), flat)


def test_a_view_of_the_outputs_works_for_a_batch_of_one_only(errors):
    outputs, _ = nn.RNN(1, 16, batch_first=True)(torch.randn(1, 49, 1))
    assert outputs.view(-1, 16).shape == (49, 16)
    assert "view size is not compatible" in errors["view"]


def test_borrowed_names_cannot_be_called(errors):
    assert "'int' object is not callable" in errors["iter"]
    assert "'Tensor' object is not callable" in errors["input"]


def test_solutions_hold(page):
    a, b = torch.randn(3, 5, 1), torch.randn(3, 5, 1)
    torch.testing.assert_close(page.horizon(a, b).mean(), nn.functional.mse_loss(a, b))
    x = torch.linspace(0, 9, 10)
    exact = page.next_point(torch.sin(x - 0.3), torch.sin(x), 0.3)
    torch.testing.assert_close(exact, torch.sin(x + 0.3))
    windows, moved = page.cut(torch.arange(20), 7)
    assert windows.shape == moved.shape == (13, 7)
    assert torch.equal(windows[1:], moved[:-1])


def test_the_stale_state_comes_from_the_opposite_wave(page):
    start = torch.tensor([-10 - 10 / 49])
    with torch.no_grad():
        for state, sign in ((page.fitting, 1), (page.stale, -1)):
            seen = sign * page.waves(start)
            torch.testing.assert_close(state, page.model(seen)[1], atol=1e-4, rtol=1e-3)


def test_the_fast_sine_is_every_second_point_of_the_usual_one(page):
    usual = torch.sin(torch.arange(60) * 10 / 49)
    torch.testing.assert_close(page.fast[:30], usual[::2])
