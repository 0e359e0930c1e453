"""Facts that the page on recurrent networks tells its reader."""

import pytest
import torch
from torch import nn


@pytest.mark.parametrize(("steps", "batch", "inputs", "hidden"), [(1, 1, 1, 1), (5, 3, 100, 10)])
def test_one_layer_by_hand_agrees_with_torch(page, steps, batch, inputs, hidden):
    rnn = nn.RNN(inputs, hidden)
    x, start = torch.randn(steps, batch, inputs), torch.randn(batch, hidden)
    outputs, last = rnn(x, start[None])
    assert outputs.shape == (steps, batch, hidden)
    assert last.shape == (1, batch, hidden)
    torch.testing.assert_close(page.by_hand(rnn, x, start), outputs)


def test_batch_first_swaps_input_and_outputs_but_not_the_state():
    rnn, swapped = nn.RNN(4, 3), nn.RNN(4, 3, batch_first=True)
    swapped.load_state_dict(rnn.state_dict())
    x = torch.randn(5, 2, 4)
    (outputs, last), (other, other_last) = rnn(x), swapped(x.transpose(0, 1))
    torch.testing.assert_close(other.transpose(0, 1), outputs)
    torch.testing.assert_close(other_last, last)


def test_a_single_sequence_is_a_batch_of_one():
    rnn, x = nn.RNN(4, 3), torch.randn(5, 4)
    torch.testing.assert_close(rnn(x)[0], rnn(x[:, None])[0][:, 0])


def test_the_second_layer_reads_the_outputs_of_the_first():
    deep, first, second = nn.RNN(4, 3, 2), nn.RNN(4, 3), nn.RNN(3, 3)
    weights = deep.state_dict()
    first.load_state_dict({k: v for k, v in weights.items() if k.endswith("l0")})
    second.load_state_dict(
        {k.replace("l1", "l0"): v for k, v in weights.items() if k.endswith("l1")}
    )
    x = torch.randn(5, 2, 4)
    torch.testing.assert_close(second(first(x)[0])[0], deep(x)[0])


def test_the_backward_direction_reads_the_flipped_sequence():
    both, back = nn.RNN(4, 3, bidirectional=True), nn.RNN(4, 3)
    names = [name for name in both.state_dict() if name.endswith("reverse")]
    back.load_state_dict({n.removesuffix("_reverse"): both.state_dict()[n] for n in names})
    x = torch.randn(5, 2, 4)
    torch.testing.assert_close(both(x)[0][..., 3:], back(x.flip(0))[0].flip(0))


def test_detach_stops_the_gradient_at_the_window():
    rnn, x = nn.RNN(4, 3), torch.randn(8, 1, 4, requires_grad=True)
    _, hidden = rnn(x[:4])
    rnn(x[4:], hidden.detach())[0].sum().backward()
    assert x.grad[:4].eq(0).all()
    assert x.grad[4:].ne(0).any()


def test_twelve_steps_are_three_windows_of_four(page):
    assert [len(window) for window in page.long.split(4)] == [4, 4, 4]


def test_the_wrong_layout_mixes_samples_without_an_error():
    rnn, x = nn.RNN(4, 3), torch.randn(2, 5, 4)
    changed = x.clone()
    changed[0] = 0
    assert not torch.equal(rnn(x)[0][1], rnn(changed)[0][1])
    rnn.batch_first = True
    torch.testing.assert_close(rnn(x)[0][1], rnn(changed)[0][1])


def test_a_batch_of_two_unpacks_into_its_rows(page):
    h = page.cell(torch.randn(2, 4))
    out, state = h
    assert torch.equal(torch.stack([out, state]), h)
    assert page.out.shape == page.state.shape == (3,)


def test_each_mistake_says_what_is_wrong(errors):
    assert "num_layers" in errors["cell-layers"]
    assert "too many values" in errors["cell-unpacked"]
    assert "input_size" in errors["wrong-features"]
    assert "hidden size (1, 2, 3)" in errors["wrong-state"]
    assert "second time" in errors["not-detached"]


def test_solutions_hold_for_other_sizes(page):
    cell, layer = nn.RNNCell(2, 7), nn.RNN(2, 7, batch_first=True)
    layer.load_state_dict({name + "_l0": value for name, value in cell.state_dict().items()})
    x = torch.randn(3, 9, 2)
    torch.testing.assert_close(page.unroll(cell, x), layer(x)[0])
    outputs, last = nn.RNN(2, 7, bidirectional=True)(x)
    assert torch.equal(page.summary(outputs), torch.cat([*last], dim=-1))
    assert page.count(2, 7, 3) == sum(p.numel() for p in nn.RNN(2, 7, 3).parameters())
