"""Facts that the page on LSTM and GRU tells its reader."""

import warnings

import pytest
import torch
from torch import nn

SIZES = [(1, 1, 1), (3, 4, 7), (2, 100, 10)]


def parameters(model):
    return sum(p.numel() for p in model.parameters())


@pytest.mark.parametrize(("batch", "inputs", "hidden"), SIZES)
def test_an_lstm_step_by_hand_agrees_with_torch(page, batch, inputs, hidden):
    lstm, x = nn.LSTM(inputs, hidden), torch.randn(1, batch, inputs)
    h, c = torch.randn(2, batch, hidden)
    outputs, (last, cell) = lstm(x, (h[None], c[None]))
    now_h, now_c = page.lstm_step(lstm, x[0], h, c)
    torch.testing.assert_close(now_h, last[0])
    torch.testing.assert_close(now_c, cell[0])
    assert torch.equal(outputs[-1], last[0])


@pytest.mark.parametrize(("batch", "inputs", "hidden"), SIZES)
def test_a_gru_step_by_hand_agrees_with_torch(page, batch, inputs, hidden):
    gru, x = nn.GRU(inputs, hidden), torch.randn(1, batch, inputs)
    h = torch.randn(batch, hidden)
    torch.testing.assert_close(page.gru_step(gru, x[0], h), gru(x, h[None])[1][0])


def test_a_list_of_states_is_accepted_and_a_tuple_comes_back():
    lstm, x = nn.LSTM(4, 3), torch.randn(5, 2, 4)
    zeros = torch.zeros(1, 2, 3)
    outputs, state = lstm(x, [zeros, zeros])
    assert torch.equal(outputs, lstm(x, (zeros, zeros))[0])
    assert isinstance(state, tuple)


@pytest.mark.parametrize(("inputs", "hidden"), [(1, 1), (100, 10)])
def test_parameters_are_as_one_to_three_to_four(inputs, hidden):
    rnn, gru, lstm = (parameters(kind(inputs, hidden)) for kind in (nn.RNN, nn.GRU, nn.LSTM))
    assert (gru, lstm) == (3 * rnn, 4 * rnn)


def test_the_lstm_cell_returns_a_pair_and_the_gru_cell_a_tensor():
    x = torch.randn(2, 4)
    assert isinstance(nn.LSTMCell(4, 3)(x), tuple)
    assert nn.GRUCell(4, 3)(x).shape == (2, 3)


def test_the_forget_bias_is_the_second_quarter_and_only_it_was_filled(page):
    i, f, g, o = page.remembering.bias_ih_l0.detach().chunk(4)
    assert f.eq(3).all()
    assert max(part.abs().max() for part in (i, g, o)) < 1


def test_a_high_forget_bias_reaches_far_and_fresh_networks_do_not(page):
    far = {name: norms[0] / norms[-1] for name, norms in page.reached.items()}
    assert far.pop("LSTM, forget bias 3") > 0.01
    assert all(ratio < 1e-5 for ratio in far.values())


def test_dropout_of_one_layer_warns_and_does_nothing():
    with pytest.warns(UserWarning, match="num_layers greater than 1"):
        single = nn.LSTM(4, 3, dropout=0.5)
    x = torch.randn(5, 2, 4)
    assert torch.equal(single(x)[0], single(x)[0])
    with warnings.catch_warnings(action="error"):
        nn.LSTM(4, 3, num_layers=2, dropout=0.5)


def test_each_mistake_says_what_it_says(errors):
    assert "expected 3" in errors["three-results"]
    assert "detach" in errors["tuple-detach"]
    assert errors["lone-state"].startswith("IndexError")


def test_solutions_hold(page):
    h, c = page.cut(nn.LSTM(4, 3)(torch.randn(5, 2, 4))[1])
    assert h.grad_fn is None and c.grad_fn is None
    keeper, state = nn.LSTM(2, 5), (torch.randn(1, 1, 5), torch.randn(1, 1, 5))
    page.remember_all(keeper)
    torch.testing.assert_close(keeper(torch.randn(50, 1, 2), state)[1][1], state[1])
