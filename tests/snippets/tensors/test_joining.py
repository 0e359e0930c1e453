"""Facts that the page on joining and splitting tells its reader."""

import numpy as np
import pytest
import torch


def alike(shape, count=3):
    return [torch.rand(shape) for _ in range(count)]


def random_shape(axes=3):
    return torch.randint(1, 5, (axes,)).tolist()


def test_cat_puts_rows_below_rows(page):
    joined = torch.cat([page.top, page.bottom])
    assert joined.tolist() == page.top.tolist() + page.bottom.tolist()


@pytest.mark.parametrize("dim", [0, 1, 2, -1])
def test_cat_makes_only_its_axis_longer_and_only_that_may_differ(dim):
    shape = random_shape()
    longer = list(shape)
    longer[dim] += 2
    a, b = torch.rand(shape), torch.rand(longer)
    joined = torch.cat([a, b], dim=dim)
    expected = list(shape)
    expected[dim] = shape[dim] + longer[dim]
    assert list(joined.shape) == expected
    assert np.array_equal(joined.numpy(), np.concatenate([a.numpy(), b.numpy()], axis=dim))


def test_cat_takes_the_dtype_that_holds_both():
    joined = torch.cat([torch.ones(2), torch.arange(2)])
    assert joined.dtype == torch.float32
    assert joined.tolist() == [1, 1, 0, 1]


@pytest.mark.parametrize("dim", [0, 1, 2, 3])
def test_stack_adds_an_axis_as_long_as_there_are_tensors(dim):
    tensors = alike(random_shape(), count=5)
    stacked = torch.stack(tensors, dim=dim)
    shape = list(tensors[0].shape)
    shape.insert(dim, 5)
    assert list(stacked.shape) == shape
    assert np.array_equal(stacked.numpy(), np.stack([t.numpy() for t in tensors], axis=dim))


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_stack_is_cat_of_tensors_with_a_new_axis(dim):
    tensors = alike(random_shape(2))
    widened = [t.unsqueeze(dim) for t in tensors]
    assert torch.equal(torch.stack(tensors, dim), torch.cat(widened, dim))


def test_stack_and_cat_of_two_rows(page):
    assert torch.cat([page.a, page.b]).tolist() == [1, 2, 3, 4, 5, 6]
    assert torch.equal(page.by_hand, torch.tensor([[1, 2, 3], [4, 5, 6]]))
    assert torch.equal(torch.stack([page.a, page.b], dim=1), page.by_hand.t())


def test_shapes_of_the_table():
    tensors = alike((2, 3), count=4)
    assert torch.cat(tensors, dim=0).shape == (8, 3)
    assert torch.cat(tensors, dim=1).shape == (2, 12)
    assert torch.stack(tensors, dim=0).shape == (4, 2, 3)
    assert torch.stack(tensors, dim=1).shape == (2, 4, 3)
    assert torch.stack(tensors, dim=2).shape == (2, 3, 4)


def test_a_batch_counts_its_samples_on_axis_0(page):
    assert page.batch.shape == (8, 3, 32, 32)
    assert torch.equal(page.batch[5], page.images[5])


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 4)])
def test_vstack_and_hstack_are_cat_along_0_and_1_from_two_axes_on(shape):
    tensors = alike(shape)
    arrays = [t.numpy() for t in tensors]
    for dim, numpy_stack, torch_stack in (
        (0, np.vstack, torch.vstack),
        (1, np.hstack, torch.hstack),
    ):
        joined = torch.cat(tensors, dim)
        assert np.array_equal(numpy_stack(arrays), joined.numpy())
        assert torch.equal(torch_stack(tensors), joined)


def test_hstack_joins_along_axis_0_where_there_is_no_other():
    tensors = alike((3,))
    assert np.array_equal(np.hstack([t.numpy() for t in tensors]), torch.cat(tensors).numpy())
    assert np.vstack([t.numpy() for t in tensors]).shape == (3, 3)


@pytest.mark.parametrize("length", range(1, 8))
def test_split_cuts_equal_lengths_and_a_shorter_rest(length):
    pieces = [len(piece) for piece in torch.arange(6).split(length)]
    assert sum(pieces) == 6
    assert all(piece == length for piece in pieces[:-1])
    assert pieces[-1] <= length


def test_split_takes_lengths_one_by_one(page):
    assert [len(p) for p in page.table.split([1, 1, 3])] == [1, 1, 3]
    assert page.left.shape == page.right.shape == (5, 1)


@pytest.mark.parametrize("rows", range(1, 12))
@pytest.mark.parametrize("number", range(1, 12))
def test_chunk_rounds_the_length_up_and_so_may_give_fewer_pieces(rows, number):
    length = -(-rows // number)
    data = torch.arange(rows)
    pieces = data.chunk(number)
    assert len(pieces) == -(-rows // length) <= number
    assert [p.tolist() for p in pieces] == [p.tolist() for p in data.split(length)]


@pytest.mark.parametrize("rows", range(1, 12))
@pytest.mark.parametrize("number", range(1, 12))
def test_tensor_split_gives_exactly_that_many_and_nearly_equal_pieces(rows, number):
    pieces = torch.arange(rows).tensor_split(number)
    lengths = [len(piece) for piece in pieces]
    assert len(lengths) == number
    assert max(lengths) - min(lengths) <= 1
    assert torch.equal(torch.cat(pieces), torch.arange(rows))


def test_five_rows_in_four_and_six_pieces(page):
    assert [len(p) for p in page.table.chunk(4)] == [2, 2, 1]
    assert [len(p) for p in page.table.chunk(6)] == [1] * 5
    assert [len(p) for p in page.table.tensor_split(6)] == [1] * 5 + [0]


def test_three_projections_are_cut_from_one(page):
    assert page.query.shape == page.key.shape == page.value.shape == (2, 5, 8)
    assert torch.equal(torch.cat([page.query, page.key, page.value], dim=-1), page.projected)


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_unbind_undoes_stack(dim):
    tensors = alike((2, 3), count=4)
    back = torch.stack(tensors, dim).unbind(dim)
    assert all(torch.equal(a, b) for a, b in zip(tensors, back, strict=True))


def test_a_for_loop_walks_what_unbind_gives(page):
    image = page.images[0]
    assert all(torch.equal(a, b) for a, b in zip(image, image.unbind(0), strict=True))
    assert page.red.shape == (32, 32)


def test_writing_into_a_piece_changes_the_whole(page):
    assert page.table[:2].count_nonzero() == 0
    assert page.table[2].tolist() == [4, 5]


@pytest.mark.parametrize("cut", ["split", "chunk", "tensor_split", "unbind"])
def test_pieces_share_the_storage_of_the_whole(cut):
    whole = torch.arange(12).reshape(3, 4)
    arguments = () if cut == "unbind" else (2,)
    for piece in getattr(whole, cut)(*arguments):
        assert piece.untyped_storage().data_ptr() == whole.untyped_storage().data_ptr()


@pytest.mark.parametrize("join", [torch.cat, torch.stack])
def test_joined_tensors_have_a_storage_of_their_own(join):
    whole = torch.arange(12).reshape(2, 6)
    joined = join(whole.unbind())
    assert joined.untyped_storage().data_ptr() != whole.untyped_storage().data_ptr()


def test_cat_of_two_images_merges_their_channels(page):
    photo = page.photo
    assert torch.cat([photo, photo]).shape == (6, 32, 32)
    assert torch.stack([photo, photo]).shape == (2, 3, 32, 32)


def test_joining_once_gives_what_joining_at_every_step_gives(page):
    grown = torch.empty(0)
    for piece in page.pieces:
        grown = torch.cat([grown, piece])
    assert torch.cat(page.pieces).tolist() == grown.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_losses_without_axes_are_stacked(page):
    assert torch.stack(page.losses).tolist() == [0.5, 0.25]


def test_taking_turns(page):
    a, b = torch.rand(6), torch.rand(6)
    mixed = page.interleave(a, b)
    assert torch.equal(mixed[::2], a) and torch.equal(mixed[1::2], b)


def test_padding_agrees_with_pad_sequence_and_keeps_the_dtype(page):
    lengths = torch.randint(0, 9, (5,)).tolist() + [9]
    sequences = [torch.randint(1, 50, (length,)) for length in lengths]
    expected = torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    padded = page.pad(sequences)
    assert padded.dtype == torch.int64
    assert torch.equal(padded, expected)


@pytest.mark.parametrize(("rows", "k"), [(5, 4), (10, 5), (11, 3), (7, 7)])
def test_every_row_validates_in_exactly_one_fold(page, rows, k):
    data = torch.arange(rows * 2).reshape(rows, 2)
    folds = page.folds(data, k)
    assert len(folds) == k
    assert torch.equal(torch.cat([validation for _, validation in folds]), data)
    for training, validation in folds:
        seen = {tuple(row) for row in training.tolist()}
        assert seen.isdisjoint(tuple(row) for row in validation.tolist())
        assert len(training) + len(validation) == rows
