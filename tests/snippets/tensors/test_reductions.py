"""Facts that the page on reductions tells its reader."""

import math

import numpy as np
import pytest
import torch


def test_without_dim_a_tensor_without_axes_is_left(page):
    assert page.scores.sum().shape == page.scores.mean().shape == ()
    assert page.scores.sum() == 24
    assert page.scores.prod() == math.prod(page.scores.flatten().tolist())


def test_integers_and_booleans_sum_to_int64():
    assert torch.tensor([200, 100], dtype=torch.uint8).sum() == 300
    counted = torch.tensor([True, False, True]).sum()
    assert counted == 2 and counted.dtype == torch.int64


@pytest.mark.parametrize("dim", [0, 1, 2, -1])
def test_dim_is_struck_out_of_the_shape(dim):
    lengths = torch.randint(1, 6, (3,)).tolist()
    block = torch.rand(lengths)
    left = list(lengths)
    left.pop(dim)
    for reduce in (torch.sum, torch.mean, torch.prod, torch.amax, torch.argmax):
        assert list(reduce(block, dim=dim).shape) == left
    lengths[dim] = 1
    assert list(block.sum(dim=dim, keepdim=True).shape) == lengths


def test_sums_along_each_axis(page):
    assert page.scores.sum(dim=0).tolist() == [10, 7, 7]
    assert page.scores.sum(dim=1).tolist() == [6, 18]
    assert page.scores.sum(dim=(0, 1)) == page.scores.sum()


def test_shares_of_each_row_add_up_to_one(page):
    assert page.totals.shape == (2, 1)
    torch.testing.assert_close((page.scores / page.totals).sum(dim=1), torch.ones(2))


def test_max_with_dim_gives_values_and_where_they_are(page):
    values, indices = page.best
    assert torch.equal(page.scores.gather(1, indices[:, None])[:, 0], values)
    assert torch.equal(indices, page.scores.argmax(dim=1))
    assert torch.equal(values, page.scores.amax(dim=1))


def test_argmax_without_dim_counts_through_the_flattened_tensor(page):
    assert page.scores.flatten()[page.place] == page.scores.max()
    assert page.scores[page.row, page.column] == page.scores.max()
    assert (page.row, page.column) == (1, 0)


def test_accuracy_is_the_share_of_rows_predicted_right(page):
    assert page.predicted.tolist() == [0, 1, 0]
    assert page.accuracy.item() == pytest.approx(2 / 3)


def test_running_sums_and_products_keep_the_shape(page):
    steps = page.steps.numpy()
    assert page.steps.cumsum(dim=0).tolist() == np.cumsum(steps).tolist()
    assert page.steps.cumprod(dim=0).tolist() == np.cumprod(steps).tolist()


def test_std_divides_by_one_less_and_numpy_does_not(page):
    sample = page.sample.numpy()
    assert page.sample.std().item() == pytest.approx(np.std(sample, ddof=1))
    assert page.sample.std(correction=0).item() == pytest.approx(np.std(sample))
    assert page.sample.var(correction=0).item() == pytest.approx(4)


def test_std_of_a_single_number_is_nan_with_a_warning():
    with pytest.warns(UserWarning, match="degrees of freedom"):
        assert torch.tensor([1.0]).std().isnan()


@pytest.mark.parametrize("p", [1, 2, 3, float("inf")])
def test_vector_norms_agree_with_numpy(page, p):
    for vector in (page.v, torch.randn(7)):
        expected = np.linalg.norm(vector.numpy(), ord=p)
        assert torch.linalg.vector_norm(vector, ord=p).item() == pytest.approx(expected, rel=1e-5)


def test_norms_of_three_minus_four_are_five_seven_and_four(page):
    norms = [torch.linalg.vector_norm(page.v, ord=p).item() for p in (2, 1, float("inf"))]
    assert norms == pytest.approx([5, 7, 4])


def test_frobenius_is_the_norm_of_the_flattened_matrix_and_spectral_is_not(page):
    frobenius = torch.linalg.matrix_norm(page.M)
    torch.testing.assert_close(frobenius, torch.linalg.vector_norm(page.M))
    assert frobenius.item() == pytest.approx(math.sqrt(50))
    spectral = torch.linalg.matrix_norm(page.M, ord=2)
    torch.testing.assert_close(spectral, torch.linalg.svdvals(page.M)[0])
    assert spectral.item() == pytest.approx(math.sqrt(45))


def test_topk_and_kthvalue_agree_with_sorting(page):
    for numbers in (page.marks, torch.randperm(20)):
        ordered, places = numbers.sort(descending=True)
        assert torch.equal(numbers[places], ordered)
        assert torch.equal(numbers.topk(3).values, ordered[:3])
        smallest = numbers.topk(3, largest=False).values
        assert torch.equal(smallest.sort().values, numbers.sort().values[:3])
        assert numbers.kthvalue(2).values == ordered[-2]


def test_the_median_of_an_even_number_of_values_is_the_smaller_middle_one(page):
    assert page.even.median() == 2
    assert page.even.quantile(0.5) == np.median(page.even.numpy()) == 2.5


def test_logsumexp_survives_where_the_formula_overflows(page):
    assert page.large.exp().sum().log().isinf()
    assert page.large.logsumexp(dim=0).item() == pytest.approx(1000 + math.log(2))
    x = torch.randn(10)
    torch.testing.assert_close(x.logsumexp(dim=0), x.exp().sum().log())


def test_one_nan_spoils_the_result_unless_it_is_left_out(page):
    for spoilt in (page.gaps.sum(), page.gaps.mean(), page.gaps.max()):
        assert spoilt.isnan()
    assert page.gaps.nanmean() == 2
    assert page.gaps.nansum() == 4


def test_the_mean_of_means_weighs_a_short_batch_like_a_long_one(page):
    assert page.mean_of_means == 3.5
    assert page.losses.mean() == 2
    total = sum(batch.sum() for batch in page.batches)
    assert total / sum(len(batch) for batch in page.batches) == page.losses.mean()


def test_integers_have_a_mean_once_they_are_floats(page):
    assert page.ages.float().mean() == page.ages.mean(dtype=torch.float64) == 25


@pytest.mark.parametrize("k", [1, 2, 5])
def test_topk_accuracy_agrees_with_ranking_every_row(page, k):
    logits, labels = torch.randn(40, 5), torch.randint(5, (40,))
    hits = [
        label in np.argsort(-row)[:k]
        for row, label in zip(logits.numpy(), labels.numpy(), strict=True)
    ]
    assert page.topk_accuracy(logits, labels, k).item() == pytest.approx(np.mean(hits))


def test_the_masked_mean_leaves_out_the_padding(page):
    values = torch.randn(6, 9)
    lengths = torch.randint(1, 10, (6,))
    mask = torch.arange(9) < lengths[:, None]
    expected = [row[:n].mean() for row, n in zip(values, lengths, strict=True)]
    torch.testing.assert_close(page.masked_mean(values, mask), torch.stack(expected))


@pytest.mark.parametrize("scale", [1, 1000])
def test_log_softmax_agrees_with_torch_however_large_the_input(page, scale):
    x = scale * torch.randn(8, 5)
    expected = torch.log_softmax(x, dim=1)
    torch.testing.assert_close(page.log_softmax(x), expected, atol=1e-3, rtol=1e-5)
