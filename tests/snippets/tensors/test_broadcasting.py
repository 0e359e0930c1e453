"""Facts that the page on broadcasting tells its reader."""

import itertools

import pytest
import torch

LENGTHS = list(itertools.product((1, 3), repeat=3))


def test_every_row_is_paired_with_every_column(page):
    assert page.table.tolist() == [[r + c for c in range(4)] for r in range(3)]


@pytest.mark.parametrize("left", LENGTHS)
def test_each_axis_takes_the_length_that_is_not_one(left):
    for right in LENGTHS:
        longer = tuple(max(pair) for pair in zip(left, right, strict=True))
        assert torch.broadcast_shapes(left, right) == longer
        assert (torch.zeros(left) + torch.zeros(right)).shape == longer


def test_shapes_line_up_on_the_right():
    assert torch.broadcast_shapes((5, 1, 4), (3, 1)) == (5, 3, 4)
    assert torch.broadcast_shapes((5, 1, 4), (1, 3, 1)) == (5, 3, 4)


def test_an_axis_of_length_one_follows_even_to_zero():
    assert torch.broadcast_shapes((0, 4), (1, 4)) == (0, 4)


def test_stretching_an_axis_copies_nothing(page):
    assert page.stretched.data_ptr() == page.rows.data_ptr()
    assert page.stretched.stride() == (1, 0)


def test_the_result_costs_memory_and_the_inputs_hardly_any(page):
    assert page.long.nbytes + page.wide.nbytes == 16_000
    assert (page.long + page.wide).nbytes == 16_000_000


def test_centred_columns_have_mean_zero(page):
    torch.testing.assert_close(page.centred.mean(dim=0), torch.zeros(2))


def test_keepdim_leaves_an_axis_that_lines_up(page):
    assert page.row_means.shape == (3, 1)
    centred = page.scores - page.row_means
    torch.testing.assert_close(centred.mean(dim=1), torch.zeros(3))


def test_comparisons_and_where_broadcast(page):
    for row, column in itertools.product(range(3), range(4)):
        assert page.inside[row, column] == (row <= column < 3)
    assert torch.where(page.inside, page.cols, -1).shape == (3, 4)


def test_a_column_minus_a_row_is_a_square_even_when_every_prediction_is_right(page):
    square = page.prediction - page.target
    assert square.shape == (3, 3)
    assert square.square().mean() > 0
    assert page.error.square().mean() == 0


def test_the_loss_warns_and_is_as_wrong(page, transcripts):
    warning = transcripts["tensors/broadcasting"].cells["loss-warns"].stderr
    assert "UserWarning: Using a target size" in warning
    torch.testing.assert_close(page.loss, (page.prediction - page.target).square().mean())


def test_in_a_square_the_means_of_the_rows_are_taken_from_the_columns(page):
    assert page.pixels.shape == (2, 2)
    means = page.pixels.mean(dim=1)
    assert torch.equal(page.pixels - means, page.pixels - means[None, :])
    right = page.pixels - page.pixels.mean(dim=1, keepdim=True)
    torch.testing.assert_close(right.sum(dim=1), torch.zeros(2))


def test_the_repaired_sum_has_the_broadcast_shape(page):
    assert page.column.shape == (3, 4)


def test_normalised_channels_have_mean_zero_and_deviation_one(page):
    std, mean = torch.std_mean(page.result, dim=(0, 2, 3))
    torch.testing.assert_close(mean, torch.zeros(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(std, torch.ones(3))


@pytest.mark.parametrize(("n", "m", "d"), [(1, 1, 1), (5, 7, 2), (4, 3, 6)])
def test_distances_agree_with_cdist(page, n, m, d):
    a, b = torch.rand(n, d), torch.rand(m, d)
    torch.testing.assert_close(page.distances(a, b), torch.cdist(a, b))


@pytest.mark.parametrize("classes", [3, 4, 10])
def test_one_hot_agrees_with_torch(page, classes):
    labels = torch.tensor([2, 0, 1, 2, 0])
    expected = torch.nn.functional.one_hot(labels, classes)
    assert torch.equal(page.one_hot(labels, classes), expected)
