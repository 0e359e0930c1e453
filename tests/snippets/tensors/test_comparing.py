"""Facts that the page on comparing tells its reader."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F


@pytest.mark.parametrize(
    ("name", "operator"),
    [
        ("eq", lambda a, b: a == b),
        ("ne", lambda a, b: a != b),
        ("gt", lambda a, b: a > b),
        ("ge", lambda a, b: a >= b),
        ("lt", lambda a, b: a < b),
        ("le", lambda a, b: a <= b),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_operator_has_a_function_and_gives_booleans(name, operator):
    a, b = torch.randint(0, 3, (2, 4, 5))
    expected = operator(a.numpy(), b.numpy())
    for result in (operator(a, b), getattr(torch, name)(a, b), getattr(a, name)(b)):
        assert result.dtype == torch.bool
        assert np.array_equal(result.numpy(), expected)


def test_conditions_are_joined_element_by_element(page):
    assert page.inside.tolist() == [False, True, True, False]
    assert page.inside.sum() == 2 and page.inside.any() and not page.inside.all()


def test_accuracy_is_the_share_of_right_predictions(page):
    best = [row.index(max(row)) for row in page.scores.tolist()]
    right = [b == label for b, label in zip(best, page.labels.tolist(), strict=True)]
    assert page.correct.tolist() == right
    assert page.correct.float().mean() == sum(right) / len(right) == 0.75


def test_equal_gives_one_bool_and_takes_any_shapes(page):
    assert torch.equal(page.a, page.a.clone()) is True
    assert torch.equal(page.a, page.b) is False
    assert torch.equal(page.a, page.a[:2]) is False
    assert torch.equal(page.a, page.a[None]) is False


def test_root_and_square_of_two_is_not_two_but_close():
    x = torch.tensor([1.0, 2.0, 3.0])
    y = x.sqrt().square()
    assert (x == y).tolist() == [True, False, True]
    assert torch.allclose(x, y)


def test_close_means_within_atol_plus_rtol_times_the_second():
    a = torch.randn(2000, dtype=torch.float64)
    b = a + torch.randn(2000, dtype=torch.float64) * 2e-5
    expected = (a - b).abs() <= 1e-8 + 1e-5 * b.abs()
    assert expected.any() and not expected.all()
    assert torch.equal(torch.isclose(a, b), expected)
    assert torch.allclose(a, b) == expected.all()


def test_tiny_numbers_are_close_by_atol_alone():
    a, b = torch.tensor(2e-9), torch.tensor(1e-9)
    assert torch.allclose(a, b)
    assert not torch.allclose(a, b, atol=0)


def test_nan_equals_nothing_and_inf_equals_inf():
    x = torch.tensor([1.0, torch.nan, torch.inf])
    assert (x == x).tolist() == [True, False, True]
    assert not (x == torch.nan).any()
    assert not torch.equal(x, x)
    assert x.isnan().tolist() == [math.isnan(v) for v in x.tolist()]
    assert x.isfinite().tolist() == [True, False, False]
    assert torch.allclose(x, x, equal_nan=True) and not torch.allclose(x, x)


def test_where_takes_the_second_where_true_and_the_third_elsewhere():
    x = torch.randn(4, 5)
    assert torch.equal(torch.where(x > 0, x, 0.0), x.relu())
    assert torch.equal(torch.where(x > 0, 1, -1), torch.sgn(x).long())


def test_where_broadcasts_its_arguments(page):
    mask = torch.where(torch.arange(3)[:, None] >= torch.arange(4), 0.0, -torch.inf)
    assert torch.equal(mask, torch.full((3, 4), -torch.inf).triu(1))


def test_where_with_a_condition_alone_is_nonzero(page):
    for one, other in zip(torch.where(page.high), page.high.nonzero(as_tuple=True), strict=True):
        assert torch.equal(one, other)
    places = list(zip(*(axis.tolist() for axis in torch.where(page.high)), strict=True))
    assert places == [(0, 0), (1, 2), (2, 0), (3, 1)]


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_gather_replaces_one_position_by_the_index(dim):
    shape = torch.randint(2, 5, (3,)).tolist()
    table = torch.rand(shape)
    wanted = list(shape)
    wanted[dim] = 6
    index = torch.randint(0, shape[dim], wanted)
    result = table.gather(dim, index)
    assert result.shape == index.shape
    for place in np.ndindex(*wanted):
        origin = list(place)
        origin[dim] = index[place].item()
        assert result[place] == table[tuple(origin)]


def test_gather_on_the_page_takes_each_rows_own_columns(page):
    assert page.table.gather(1, page.index).tolist() == [[12, 10], [21, 21]]
    assert torch.equal(page.by_hand, page.table.gather(1, page.index))
    assert page.table.gather(0, torch.tensor([[1, 0, 1]])).tolist() == [[20, 11, 22]]


def test_each_rows_own_score(page):
    assert torch.equal(page.own.squeeze(1), page.scores[torch.arange(4), page.labels])


def test_take_along_dim_returns_what_argmax_and_argsort_point_at(page):
    best = torch.take_along_dim(page.scores, page.best, dim=1)
    assert torch.equal(best, page.scores.amax(dim=1, keepdim=True))
    ordered = torch.take_along_dim(page.scores, page.order, dim=1)
    assert torch.equal(ordered, page.scores.sort(dim=1, descending=True).values)


def test_take_along_dim_is_gather_with_a_broadcast_index():
    table, index = torch.rand(4, 5), torch.randint(0, 5, (1, 3))
    taken = torch.take_along_dim(table, index, dim=1)
    assert torch.equal(taken, table.gather(1, index.expand(4, 3)))
    assert np.array_equal(taken.numpy(), np.take_along_axis(table.numpy(), index.numpy(), 1))


def test_gather_reads_no_more_rows_than_the_index_has(page):
    assert page.table.gather(1, page.column).tolist() == [[11]]
    assert torch.take_along_dim(page.table, page.column, dim=1).tolist() == [[11], [21]]


def test_scatter_makes_one_hot_rows():
    labels = torch.randint(0, 6, (20,))
    one_hot = torch.zeros(20, 6).scatter(1, labels[:, None], 1.0)
    assert torch.equal(one_hot.long(), F.one_hot(labels, 6))


def test_scatter_writes_where_gather_reads():
    index = torch.stack([torch.randperm(6) for _ in range(4)])
    values = torch.rand(4, 6)
    assert torch.equal(torch.zeros(4, 6).scatter(1, index, values).gather(1, index), values)


def test_scatter_add_counts_as_bincount_does():
    labels = torch.randint(0, 5, (100,))
    counts = torch.zeros(5).scatter_add(0, labels, torch.ones(100))
    assert torch.equal(counts.long(), torch.bincount(labels, minlength=5))


def test_predictions_with_an_axis_too_many_make_a_square(page):
    assert page.predictions.shape == (4, 1)
    square = page.predictions == page.labels
    assert square.shape == (4, 4)
    assert square.float().mean() == 0.3125
    assert page.correct.shape == (4,)


def test_one_element_is_true_or_false():
    assert torch.tensor([2.0])
    assert not torch.tensor(0)


def test_a_range_is_asked_with_parentheses():
    x = torch.rand(50)
    expected = [0 < v < 0.5 for v in x.tolist()]
    assert ((0 < x) & (x < 0.5)).tolist() == expected


def test_a_uint8_condition_works_with_a_warning(page):
    x = torch.tensor([0.25, 0.75])
    torch.set_warn_always(True)
    with pytest.warns(UserWarning, match="where received a uint8 condition"):
        chosen = torch.where(page.flags, x, 0.0)
    torch.set_warn_always(False)
    assert torch.equal(chosen, torch.where(page.flags.bool(), x, 0.0))


@pytest.mark.parametrize("slope", [0.01, 0.2, 1.0])
def test_leaky_relu(page, slope):
    x = torch.randn(40)
    torch.testing.assert_close(page.leaky(x, slope), F.leaky_relu(x, slope))


def test_loss_is_the_cross_entropy_of_each_sample(page):
    scores, labels = torch.randn(30, 5), torch.randint(0, 5, (30,))
    expected = F.cross_entropy(scores, labels, reduction="none")
    torch.testing.assert_close(page.loss(scores, labels), expected)


def test_the_confusion_matrix_counts_every_sample_once(page):
    labels, predictions = torch.randint(0, 4, (2, 200))
    counts = page.confusion(labels, predictions, 4)
    assert counts.sum() == 200
    assert torch.equal(counts.sum(dim=1), torch.bincount(labels, minlength=4))
    assert torch.equal(counts.sum(dim=0), torch.bincount(predictions, minlength=4))
    assert counts.trace() == (labels == predictions).sum()


@pytest.mark.parametrize(("reduce", "fold"), [("amax", max), ("mean", np.mean), ("prod", np.prod)])
def test_scatter_reduce_folds_the_values_of_each_place(reduce, fold):
    labels, values = torch.arange(40) % 4, torch.rand(40, dtype=torch.float64)
    start = torch.zeros(4, dtype=torch.float64)
    found = start.scatter_reduce(0, labels, values, reduce, include_self=False)
    expected = [float(fold(values[labels == label].numpy())) for label in range(4)]
    assert found.tolist() == pytest.approx(expected)


def test_scatter_reduce_takes_the_start_in_unless_told_otherwise(page):
    with_start = page.start.scatter_reduce(0, page.labels, page.values, "mean")
    assert with_start.tolist() == pytest.approx([1.5, 11 / 3, 4])
    assert page.mean.tolist() == [3, 5.5, 8]


def test_index_put_adds_every_repeated_place(page):
    put = torch.zeros(2, 3).index_put_((page.rows, page.columns), page.ones, accumulate=True)
    once = torch.zeros(2, 3)
    once[page.rows, page.columns] += 1
    assert put[0, 2] == 2 and once[0, 2] == 1
