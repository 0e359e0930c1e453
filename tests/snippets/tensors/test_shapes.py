"""Facts that the page on shapes tells its reader."""

import math
import random

import pytest
import torch

SHAPES = [tuple(random.Random(n).choices(range(1, 6), k=3)) for n in range(20)]


def shares(a, b) -> bool:
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def test_every_shape_is_read_in_the_same_order(page):
    for shape in ((3, 4), (2, 6), (12,), (2, 2, 3)):
        assert page.count.reshape(shape).flatten().tolist() == list(range(12))
    assert page.table.shape == (3, 4)


@pytest.mark.parametrize("shape", SHAPES)
def test_minus_one_is_the_length_that_the_other_axes_leave(shape):
    numbers = torch.arange(math.prod(shape))
    for axis, length in enumerate(shape):
        asked = [-1 if k == axis else n for k, n in enumerate(shape)]
        assert numbers.reshape(asked).shape == shape
        assert numbers.reshape(asked).shape[axis] == length


def test_minus_one_may_stand_once(page):
    with pytest.raises(RuntimeError, match="only one dimension can be inferred"):
        page.table.reshape(-1, -1)


def test_writing_to_a_view_writes_to_its_source(page):
    assert page.square[0, 0] == page.flat[0] == 100
    assert page.flat.shape == (16,)
    assert page.flat.data_ptr() == page.square.data_ptr()


def test_reshape_copies_what_view_refuses(page):
    assert page.turned.shape == (4, 3)
    assert page.copied[0] == 100
    assert page.turned[0, 0] == page.table[0, 0] == 0
    assert page.copied[1:].tolist() == page.turned.flatten()[1:].tolist()
    assert not shares(page.copied, page.turned)
    with pytest.raises(RuntimeError, match="view size is not compatible"):
        page.turned.view(12)


def test_reshape_shares_where_view_works(page):
    assert shares(page.table.reshape(2, 6), page.table)


def test_flatten_merges_from_an_axis_to_the_end(page):
    assert page.images.shape == (8, 3, 32, 32)
    assert page.images.flatten(1).shape == (8, 3 * 32 * 32)
    assert torch.equal(page.images.flatten(1), page.images.reshape(8, -1))


@pytest.mark.parametrize("shape", SHAPES)
def test_unflatten_undoes_flatten(shape):
    x = torch.rand(2, *shape)
    assert torch.equal(x.flatten(1).unflatten(1, shape), x)


def test_unflatten_keeps_the_other_axes(page):
    assert page.features.shape == (8, 768)
    assert page.features.unflatten(1, (12, -1)).shape == (8, 12, 64)


def test_flatten_shares_if_it_can_and_unflatten_always(page):
    assert shares(page.images.flatten(1), page.images)
    assert not shares(page.table.T.flatten(), page.table)
    assert shares(page.table.T.unflatten(0, (2, 2)), page.table)


def test_an_axis_of_length_one_comes_and_goes_without_a_copy(page):
    assert page.row.tolist() == [0, 1, 2]
    for axis, index in ((0, page.row[None]), (1, page.row[:, None])):
        added = page.row.unsqueeze(axis)
        assert torch.equal(added, index)
        assert torch.equal(added.squeeze(axis), page.row)
        assert added.data_ptr() == index.data_ptr() == page.row.data_ptr()


def test_squeeze_takes_only_axes_of_length_one(page):
    assert page.thin.shape == (1, 3, 1)
    assert page.thin.squeeze().shape == (3,)
    assert page.thin.squeeze(2).shape == (1, 3)
    assert page.thin.squeeze(1).shape == page.thin.shape


def test_expand_and_repeat_hold_the_same_numbers_in_different_memory(page):
    assert page.scores.tolist() == [[1], [2], [3]]
    assert page.expanded.tolist() == page.repeated.tolist() == [[n] * 4 for n in (1, 2, 3)]
    assert page.expanded.stride() == (1, 0)
    assert shares(page.expanded, page.scores)
    assert not shares(page.repeated, page.scores)
    assert page.expanded.untyped_storage().nbytes() == 3 * 8
    assert page.repeated.untyped_storage().nbytes() == 12 * 8


def test_expand_takes_lengths_and_repeat_takes_counts(page):
    assert page.maps.shape == (8, 32, 1, 1)
    assert page.maps.expand(-1, 32, 14, 14).shape == (8, 32, 14, 14)
    assert page.maps.repeat(1, 32, 14, 14).shape == (8, 32 * 32, 14, 14)
    assert torch.equal(page.maps.repeat(1, 1, 14, 14), page.maps.expand(-1, -1, 14, 14))


def test_movedim_moves_one_axis_and_keeps_the_order_of_the_others(page):
    assert page.photo.shape == (32, 48, 3)
    moved = page.photo.movedim(-1, 0)
    assert torch.equal(moved, page.photo.permute(2, 0, 1))
    assert moved.data_ptr() == page.photo.data_ptr()
    assert torch.equal(page.photo.transpose(0, 2), moved.transpose(1, 2))


def test_reshape_to_the_transposed_shape_is_not_the_transpose(page):
    columns = zip(*page.table.tolist(), strict=True)
    assert page.wanted.tolist() == [list(column) for column in columns]
    assert page.wrong.shape == page.wanted.shape
    assert not torch.equal(page.wrong, page.wanted)
    assert page.wrong.flatten().tolist() == list(range(12))


def test_squeeze_without_an_axis_drops_a_batch_of_one(page):
    assert page.one.shape == (1, 10, 1)
    assert page.one.squeeze().shape == (10,)
    assert page.one.squeeze(-1).shape == (1, 10)


def test_a_clone_of_an_expanded_tensor_can_be_written_to(page):
    assert page.writable.tolist() == [[n + 1] * 4 for n in (1, 2, 3)]
    assert page.scores.tolist() == [[1], [2], [3]]


@pytest.mark.parametrize(("n", "t", "heads"), [(1, 1, 1), (2, 5, 3), (4, 3, 8)])
def test_each_head_holds_its_piece_of_the_features(page, n, t, heads):
    x = torch.rand(n, t, heads * 4)
    for head, piece in enumerate(x.chunk(heads, dim=-1)):
        assert torch.equal(page.split_heads(x, heads)[:, head], piece)


@pytest.mark.parametrize("k", [1, 2, 5])
def test_enlarge_repeats_every_pixel_along_both_axes(page, k):
    image = torch.rand(3, 4, 5)
    expected = image.repeat_interleave(k, 1).repeat_interleave(k, 2)
    assert torch.equal(page.enlarge(image, k), expected)


@pytest.mark.parametrize(("rows", "columns"), [(1, 4), (3, 2), (2, 5)])
def test_the_montage_holds_each_image_in_its_place(page, rows, columns):
    images = torch.rand(rows * columns, 3, 4)
    whole = page.montage(images, rows, columns)
    for n, image in enumerate(images):
        top, left = n // columns * 3, n % columns * 4
        assert torch.equal(whole[top : top + 3, left : left + 4], image)


def test_writing_a_cell_of_an_expanded_tensor_writes_the_original():
    column = torch.tensor([[1], [2]])
    column.expand(2, 3)[0, 1] = 9
    assert column.tolist() == [[9], [2]]
