"""Facts that the page on strides tells its reader."""

import itertools
import random

import pytest
import torch

STRETCH = torch.arange(4 * 5 * 6)


def readings(n: int) -> torch.Tensor:
    """A tensor of three axes cut out of STRETCH and permuted, by the dice of seed n."""
    dice = random.Random(n)
    cuts = [slice(dice.randrange(2), dice.randrange(3, 5), dice.choice((1, 1, 2))) for _ in "abc"]
    return STRETCH.view(4, 5, 6)[tuple(cuts)].permute(dice.sample(range(3), 3))


def shares(a, b) -> bool:
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def test_rows_of_a_new_tensor_follow_one_another(page):
    assert page.table.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
    assert page.table.stride() == (4, 1)
    assert page.table.storage_offset() == 0
    assert page.table.untyped_storage().nbytes() == 12 * 8


def test_the_element_of_the_example_stands_at_position_nine(page):
    assert page.k == 9 == page.table[2, 1]


@pytest.mark.parametrize("n", range(20))
def test_offset_and_strides_give_the_position_of_every_element(n):
    t = readings(n)
    for index in itertools.product(*map(range, t.shape)):
        steps = sum(i * s for i, s in zip(index, t.stride(), strict=True))
        assert STRETCH[t.storage_offset() + steps] == t[index]


def test_a_slice_changes_offset_and_strides_only(page):
    assert page.part.tolist() == [[4, 6], [8, 10]]
    assert (page.part.storage_offset(), page.part.stride()) == (4, (4, 2))
    assert shares(page.part, page.table)


def test_same_storage_looks_at_the_storage_and_not_at_the_first_element(page):
    assert page.same_storage(page.part, page.table)
    assert page.part.data_ptr() != page.table.data_ptr()
    assert not page.same_storage(page.table.clone(), page.table)


def test_transposing_swaps_the_strides_and_copies_nothing(page):
    assert page.turned.stride() == page.table.stride()[::-1]
    columns = zip(*page.table.tolist(), strict=True)
    assert page.turned.tolist() == [list(column) for column in columns]
    assert shares(page.turned, page.table)


@pytest.mark.parametrize("n", range(10))
def test_permute_puts_shape_and_strides_in_the_new_order(n):
    t = readings(n)
    for order in itertools.permutations(range(3)):
        moved = t.permute(order)
        assert moved.shape == tuple(t.shape[k] for k in order)
        assert moved.stride() == tuple(t.stride(k) for k in order)
        assert shares(moved, t)


def test_ways_to_transpose(page):
    assert page.block.shape == (2, 3, 4)
    assert torch.equal(page.block.mT, page.block.transpose(-1, -2))
    assert page.block.permute(1, 2, 0).stride() == (4, 1, 12)


def test_contiguous_copies_only_what_is_not(page):
    assert page.table.is_contiguous() and not page.turned.is_contiguous()
    assert page.table.contiguous() is page.table
    assert page.copied.is_contiguous() and torch.equal(page.copied, page.turned)
    assert page.copied.stride() == (3, 1)
    assert not shares(page.copied, page.turned)


def test_a_view_exists_of_what_is_not_contiguous(page):
    assert page.left.shape == (3, 4) and page.left.stride() == (6, 1)
    assert not page.left.is_contiguous()
    assert page.left.view(3, 2, 2).stride() == (6, 2, 1)


def test_some_axes_merge_where_others_do_not(page):
    assert page.halved.shape == (2, 2, 5) and page.halved.stride() == (20, 5, 1)
    assert shares(page.halved.view(2, 10), page.halved)
    with pytest.raises(RuntimeError, match="view size is not compatible"):
        page.halved.view(4, 5)


@pytest.mark.parametrize("n", range(40))
def test_two_neighbours_merge_exactly_when_their_strides_fit(n):
    t = readings(n)
    for k in (0, 1):
        merged = t.shape[:k] + (t.shape[k] * t.shape[k + 1],) + t.shape[k + 2 :]
        fits = t.stride(k) == t.shape[k + 1] * t.stride(k + 1)
        if fits or 1 in (t.shape[k], t.shape[k + 1]):
            assert shares(t.view(merged), t)
        else:
            with pytest.raises(RuntimeError, match="view size is not compatible"):
                t.view(merged)


def test_reshape_shares_or_copies_by_the_same_rule(page):
    assert shares(page.left.reshape(3, 2, 2), page.left)
    assert not shares(page.left.reshape(12), page.left)


def test_folding_a_flat_transpose_into_the_old_shape_scrambles_it(page):
    assert page.polluted.shape == page.table.shape
    assert page.polluted.tolist() == [[0, 4, 8, 1], [5, 9, 2, 6], [10, 3, 7, 11]]
    assert page.flat.tolist() == page.table.T.flatten().tolist()


def test_folding_it_into_the_transposed_shape_and_back_restores_it(page):
    assert torch.equal(page.restored, page.table)


def test_transpose_keeps_height_and_width_where_permute_moves_them(page):
    assert page.swapped.shape == page.moved.shape
    assert not torch.equal(page.swapped, page.moved)
    n, c, h, w = 1, 2, 0, 1
    assert page.moved[n, h, w, c] == page.images[n, c, h, w] == page.swapped[n, w, h, c]
    assert torch.equal(page.images.movedim(1, -1), page.moved)


def test_a_small_view_keeps_the_whole_storage(page):
    assert page.row.nbytes == 4000
    assert page.row.untyped_storage().nbytes() == page.big.nbytes == 4_000_000
    assert page.row.clone().untyped_storage().nbytes() == 4000


def test_saving_a_view_writes_its_whole_storage(page, tmp_path):
    torch.save(page.row, tmp_path / "view.pt")
    torch.save(page.row.clone(), tmp_path / "clone.pt")
    assert (tmp_path / "view.pt").stat().st_size > 4_000_000
    assert (tmp_path / "clone.pt").stat().st_size < 10_000


def test_T_with_three_axes_warns_and_reverses_them(page, transcripts):
    assert (
        "UserWarning: The use of `x.T`"
        in transcripts["tensors/strides"].cells["reverse-axes"].stderr
    )
    assert page.block.permute(2, 1, 0).shape == (4, 3, 2)
    assert page.block.mT.shape == (2, 4, 3)


def test_t_leaves_one_axis_alone(page):
    assert torch.equal(page.table.t(), page.table.T)
    assert torch.arange(3).t().tolist() == [0, 1, 2]


@pytest.mark.parametrize("n", range(20))
def test_contiguous_strides_agree_with_torch(page, n):
    shape = random.Random(n).choices(range(1, 6), k=n % 5)
    assert page.contiguous_strides(shape) == torch.empty(shape).stride()


@pytest.mark.parametrize("n", range(10))
def test_the_diagonal_agrees_with_torch_for_any_square_view(page, n):
    matrix = readings(n)[0]
    side = min(matrix.shape)
    square = matrix[:side, :side]
    assert torch.equal(page.diagonal(square), square.diagonal())
    assert shares(page.diagonal(square), square)


@pytest.mark.parametrize("n", range(40))
def test_flat_is_free_says_whether_flattening_copies(page, n):
    t = readings(n)
    assert page.flat_is_free(t) == shares(t.flatten(), t)
