"""Facts that the page on sequences of different lengths tells its reader."""

import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence


@pytest.fixture
def ragged():
    sequences = [torch.randn(length, 4) for length in (2, 6, 1, 4)]
    return sequences, torch.tensor([2, 6, 1, 4]), pad_sequence(sequences, batch_first=True)


@pytest.mark.parametrize("kind", [nn.RNN, nn.GRU])
@pytest.mark.parametrize("directions", [1, 2])
def test_packing_gives_each_sequence_the_state_it_has_alone(kind, directions, ragged):
    sequences, lengths, batch = ragged
    model = kind(4, 3, batch_first=True, bidirectional=directions == 2)
    packed = pack_padded_sequence(batch, lengths, batch_first=True, enforce_sorted=False)
    _, last = model(packed)
    for n, sequence in enumerate(sequences):
        torch.testing.assert_close(last[:, n], model(sequence)[1])


def test_unpacking_fills_with_zeros(ragged):
    _, lengths, batch = ragged
    packed = pack_padded_sequence(batch, lengths, batch_first=True, enforce_sorted=False)
    back, sizes = pad_packed_sequence(packed, batch_first=True)
    assert torch.equal(back, batch)
    assert torch.equal(sizes, lengths)
    assert len(packed.data) == lengths.sum() == packed.batch_sizes.sum()


def test_without_packing_padding_changes_the_last_state(ragged):
    sequences, lengths, batch = ragged
    rnn = nn.RNN(4, 3, batch_first=True)
    outputs, last = rnn(batch)
    alone = torch.stack([rnn(sequence)[1][0] for sequence in sequences])
    assert not torch.allclose(last[0], alone)
    torch.testing.assert_close(outputs[torch.arange(4), lengths - 1], alone)


def test_the_embedding_of_padding_is_zero_and_gets_no_gradient():
    embedding = nn.Embedding(7, 4, padding_idx=0)
    embedding(torch.tensor([0, 3])).sum().backward()
    assert embedding.weight[0].eq(0).all()
    assert embedding.weight.grad[0].eq(0).all()
    assert embedding.weight.grad[3].eq(1).all()


def test_the_masked_loss_ignores_padding(page):
    assert page.mask.sum() == page.lengths.sum()
    torch.testing.assert_close(page.loss, page.by_hand)


def test_clipping_brings_the_total_norm_down_to_the_limit(page):
    assert page.norm > 1e6
    torch.testing.assert_close(page.clipped, torch.tensor(1.0))


def test_each_mistake_says_what_is_wrong(errors):
    assert "equal size" in errors["stack"]
    assert "enforce_sorted" in errors["unsorted"]
    assert "greater than 0" in errors["empty"]
    assert "out of range" in errors["out-of-vocabulary"]
    assert "Long, Int" in errors["floats"]


def test_solutions_hold(page, ragged):
    sequences, lengths, batch = ragged
    mask = page.mask_of(lengths)
    assert torch.equal(mask.sum(dim=1), lengths)
    expected = torch.stack([sequence.amax(dim=0) for sequence in sequences])
    assert torch.equal(page.peak(batch, mask), expected)
    padded, sizes, labels = page.collate([(sequence, 1) for sequence in sequences])
    assert torch.equal(padded, batch)
    assert torch.equal(sizes, lengths)
    assert labels.tolist() == [1, 1, 1, 1]


def test_both_directions_end_in_a_state_for_each_sequence(page):
    layers, sequences, width = page.padded_last.shape
    assert (layers, sequences, width) == (2, len(page.vectors), 3)
    assert page.packed_last.shape == page.padded_last.shape
