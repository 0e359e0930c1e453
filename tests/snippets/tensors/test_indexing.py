"""Facts that the page on indexing tells its reader."""

import itertools

import numpy as np
import pytest
import torch


def numbered(*lengths):
    """A tensor in which each number is its own position."""
    return torch.arange(int(np.prod(lengths))).reshape(lengths)


def shape_with(axes, least=2):
    return torch.randint(least, 6, (axes,)).tolist()


@pytest.mark.parametrize(
    "index",
    [
        1,
        -1,
        slice(1, None),
        slice(2, 99),
        slice(None, None, 2),
        None,
        ...,
        (..., 0),
        (slice(None), 1),
        (0, 1, 1),
        (slice(1, 3), slice(None), slice(None, None, 2)),
        [1, 0, 0],
        (slice(None), [1, 0, 0]),
    ],
    ids=str,
)
def test_numbers_slices_and_lists_choose_what_numpy_chooses(index):
    block = numbered(*shape_with(3))
    assert np.array_equal(block[index].numpy(), block.numpy()[index])


def test_each_number_of_the_table_is_its_position(page):
    assert page.grid.flatten().tolist() == list(range(12))
    assert page.grid.shape == (3, 4)


def test_numbers_drop_their_axis_and_slices_keep_it(page):
    assert page.grid[1].shape == (4,)
    assert page.grid[1:2].shape == (1, 4)
    assert page.grid[:, None].shape == (3, 1, 4)
    assert page.grid[1, 2].shape == () and page.grid[1, 2].item() == 6


def test_an_ellipsis_stands_for_the_axes_between(page):
    assert torch.equal(page.images[..., 0], page.images[:, :, :, 0])
    assert page.images[1:, 2:, :, ::2].shape == (7, 1, 28, 14)


def test_a_slice_past_the_end_stops_there():
    row = torch.arange(4)
    assert row[2:99].tolist() == [2, 3]
    assert row[9:].shape == (0,)


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_index_select_is_a_list_on_one_axis(dim):
    block = numbered(*shape_with(3))
    picked = torch.randint(0, block.shape[dim], (7,))
    index = [slice(None)] * 3
    index[dim] = picked.tolist()
    assert torch.equal(block.index_select(dim, picked), block[tuple(index)])


def test_a_permutation_as_index_shuffles_whole_samples(page):
    order = torch.randperm(8)
    for place, origin in enumerate(order):
        assert torch.equal(page.images[order][place], page.images[origin])


def test_lists_on_two_axes_are_paired():
    table = numbered(*shape_with(2))
    rows = torch.randint(0, table.shape[0], (9,))
    cols = torch.randint(0, table.shape[1], (9,))
    by_hand = [table[i, j].item() for i, j in zip(rows, cols, strict=True)]
    assert table[rows, cols].tolist() == by_hand


def test_a_column_of_rows_with_columns_makes_a_block(page):
    assert page.grid[[0, 2], [1, 3]].tolist() == [1, 11]
    in_two_steps = page.grid[[0, 2]][:, [1, 3]]
    assert torch.equal(page.grid[page.rows[:, None], page.cols], in_two_steps)


def test_take_counts_row_by_row_also_through_a_transpose():
    turned = numbered(3, 4).t()
    place = torch.tensor([[0, 5], [11, 0]])
    assert torch.equal(turned.take(place), turned.flatten()[place])


def test_a_mask_of_all_axes_gives_one_axis_in_order():
    block = torch.rand(shape_with(3))
    mask = block > 0.5
    expected = [x for x in block.flatten().tolist() if x > 0.5]
    assert block[mask].tolist() == expected
    assert torch.equal(block.masked_select(mask), block[mask])
    assert mask.sum() == len(expected)


def test_a_mask_of_one_axis_chooses_rows(page):
    assert page.even_start.tolist() == [True, False, True]
    assert torch.equal(page.grid[page.even_start], page.grid[[0, 2]])


def test_ge_is_a_method_of_the_operator(page):
    assert torch.equal(page.same_mask, page.mask)
    assert page.grid[page.mask].tolist() == [7, 8, 9, 10, 11]


def test_nonzero_gives_the_places_where_a_mask_is_true():
    mask = torch.rand(shape_with(3)) > 0.5
    places = mask.nonzero()
    assert places.shape == (mask.sum(), 3)
    every = itertools.product(*map(range, mask.shape))
    assert [tuple(p) for p in places.tolist()] == [p for p in every if mask[p]]
    assert torch.equal(torch.stack(mask.nonzero(as_tuple=True), dim=1), places)


def test_nonzero_as_tuple_is_an_index(page):
    assert torch.equal(page.grid[page.where_row, page.where_col], page.grid[page.mask])


def test_assigning_changes_the_tensor_itself():
    board = torch.zeros(3, 4, dtype=torch.int64)
    before = board.data_ptr()
    board[0] = 1
    board[:, 3] = torch.tensor([7, 8, 9])
    board[board == 0] = -1
    board[[1, 2], [0, 1]] = 5
    assert board.data_ptr() == before
    assert board.tolist() == [[1, 1, 1, 7], [5, -1, -1, 8], [-1, 5, -1, 9]]


def test_writing_reaches_the_original_through_a_view_only(page):
    assert page.original.tolist() == [[0, 1, 2, 3], [40, 5, 6, 7], [8, 9, 10, 11]]
    assert page.copied[0, 0] == 80


@pytest.mark.parametrize(
    ("index", "shared"),
    [
        (1, True),
        (slice(1, None), True),
        ((slice(None), slice(1, None, 2)), True),
        (None, True),
        ((..., 0), True),
        ([1], False),
        (torch.tensor(1), True),
        (torch.tensor([1]), False),
        ((slice(None), [0, 1]), False),
        (torch.tensor([True, False, True]), False),
    ],
    ids=str,
)
def test_numbers_and_slices_share_the_storage_lists_and_masks_do_not(page, index, shared):
    assert page.shares_storage(page.grid, page.grid[index]) is shared


def test_a_column_is_read_from_offset_one_in_steps_of_a_row(page):
    assert page.column.storage_offset() == 1
    assert page.column.stride() == (page.grid.shape[1],)
    assert page.column.tolist() == list(range(12))[1::4]


def test_flip_copies_in_reverse_as_numpy_reads_backwards(page):
    block = numbered(*shape_with(3))
    for axes in ([0], [1], [0, 2]):
        assert np.array_equal(block.flip(axes).numpy(), np.flip(block.numpy(), axes))
    assert not page.shares_storage(block, block.flip(0))


def test_a_second_pair_of_brackets_writes_into_a_copy():
    board = torch.zeros(3, 2)
    board[[0, 2]][:, 1] = 1
    assert board.count_nonzero() == 0


def test_one_pair_of_brackets_writes_into_the_tensor(page):
    assert page.board.tolist() == [[0, 1], [0, 0], [0, 1]]


def test_a_repeated_index_is_added_to_once_and_index_add_adds_all(page):
    once = torch.zeros(3, dtype=torch.int64)
    once[page.labels.new_tensor([0, 2, 2, 2])] += 1
    assert once.tolist() == [1, 0, 1]
    assert page.counts.tolist() == [1, 0, 3]


def test_index_add_counts_as_bincount_does():
    labels = torch.randint(0, 5, (100,))
    counts = torch.zeros(5, dtype=torch.int64)
    counts.index_add_(0, labels, torch.ones_like(labels))
    assert torch.equal(counts, torch.bincount(labels, minlength=5))


def test_integers_are_positions_and_booleans_a_mask(page):
    assert torch.equal(page.grid[page.keep], page.grid[[0, 0, 1]])
    assert torch.equal(page.grid[page.keep.bool()], page.grid[2:])


def test_a_uint8_mask_works_with_a_warning(page):
    torch.set_warn_always(True)
    with pytest.warns(UserWarning, match="torch.uint8 is now deprecated"):
        chosen = page.grid[page.old_mask]
    torch.set_warn_always(False)
    assert torch.equal(chosen, page.grid[2:])


def test_a_slice_between_two_lists_moves_their_axis_to_the_front(page):
    assert page.images[:, [0, 1], [5, 6]].shape == (8, 2, 28)
    moved = page.images[:, [0, 1], :, [5, 6]]
    assert moved.shape == (2, 8, 28)
    assert torch.equal(moved[1], page.images[:, 1, :, 6])


def test_own_scores_agree_with_gather(page):
    scores, labels = torch.rand(20, 7), torch.randint(0, 7, (20,))
    expected = scores.gather(1, labels[:, None]).squeeze(1)
    assert torch.equal(page.label_scores(scores, labels), expected)
    assert scores[:, labels].shape == (20, 20)


@pytest.mark.parametrize("border", [0, 1, 2])
def test_cropping_leaves_the_middle(page, border):
    images = torch.rand(2, 3, 6, 9)
    cropped = page.crop(images, border)
    assert cropped.shape == (2, 3, 6 - 2 * border, 9 - 2 * border)
    assert torch.equal(cropped[..., 0, 0], images[..., border, border])


@pytest.mark.parametrize("size", [1, 2, 7, 8])
def test_neighbours_on_the_chessboard_differ(page, size):
    board = page.checkerboard(size)
    assert board[0, 0] == 0
    assert (board[1:] != board[:-1]).all() and (board[:, 1:] != board[:, :-1]).all()
