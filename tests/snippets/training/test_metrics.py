"""Facts that the page on metrics tells its reader."""

import pytest
import torch


def counted_by_hand(predicted, labels, n):
    matrix = torch.zeros(n, n, dtype=torch.int64)
    for row, column in zip(labels.tolist(), predicted.tolist(), strict=True):
        matrix[row, column] += 1
    return matrix


def test_accuracy_is_the_share_of_the_diagonal(page):
    labels = torch.cat([y for _, y in page.batches])
    expected = counted_by_hand(page.by_max, labels, 4)
    assert torch.equal(page.confusion, expected)
    assert page.confusion.trace() == (page.by_max == labels).sum()


def test_the_page_shows_more_than_the_baseline(page):
    rows = page.confusion.sum(dim=1)
    assert page.confusion.trace() > rows.max()


def test_softmax_does_not_change_the_predicted_class(page):
    assert torch.equal(page.by_softmax, page.by_max)


@pytest.mark.parametrize("seed", range(5))
def test_counting_pairs_is_counting_by_hand(page, seed):
    generator = torch.Generator().manual_seed(seed)
    n = int(torch.randint(2, 8, (), generator=generator))
    labels, predicted = torch.randint(n, (2, 50), generator=generator)
    expected = counted_by_hand(predicted, labels, n)
    assert torch.equal(page.confusion_matrix(predicted, labels, n), expected)


def test_the_batches_add_up(page):
    assert torch.equal(page.total, page.confusion)
    assert page.total.sum() == 400


def test_recall_and_precision_divide_by_rows_and_columns(page):
    for n in range(4):
        true, called = page.confusion[n].sum(), page.confusion[:, n].sum()
        assert page.recall[n] == page.confusion[n, n] / true
        assert page.precision[n] == page.confusion[n, n] / called


def test_an_untrained_net_answers_most_images_alike(page):
    torch.manual_seed(1)
    with torch.no_grad():
        answers = [page.small_net()(2 * page.images - 1).argmax(dim=1) for _ in range(10)]
    shares = sorted(a.bincount().max().item() / 500 for a in answers)
    assert shares[len(shares) // 2] > 0.5


def test_percent_d_cuts_off(page):
    assert page.form % 9.98 == "9 %"


def test_range_four_counts_half_of_eight(page):
    assert len(page.logits[:8]) == 2 * len(range(4))


def test_stale_labels_score_worse_and_raise_nothing(page):
    assert page.fooled < page.right


def test_nothing_divided_by_nothing_is_nan():
    assert (torch.tensor([0]) / torch.tensor([0])).isnan().all()


def test_the_best_of_many_coins_is_nothing_on_fresh_data(page):
    chosen = page.scores[page.best]
    fresh = (page.coins[page.best] == page.fresh).float().mean()
    assert chosen > fresh + 0.05
    assert abs(fresh - 0.5) < 0.05


def test_balanced_accuracy_of_a_constant_answer_is_one_over_the_classes(page):
    for n in range(2, 6):
        labels = torch.randint(n, (100,))
        labels[:n] = torch.arange(n)
        matrix = counted_by_hand(torch.zeros(100, dtype=torch.int64), labels, n)
        assert page.balanced_accuracy(matrix) == pytest.approx(1 / n)


def test_the_confusion_matrix_is_drawn_as_it_is_read(page, drawn):
    """First row on top; each square as dark as its share of the true class."""
    (axes,) = drawn("predicted")
    assert axes.get_xlim() == (-0.5, 3.5) and axes.get_ylim() == (3.5, -0.5)
    counts = torch.tensor([float(text.get_text()) for text in axes.texts]).view(4, 4)
    shares = counts / counts.sum(dim=1, keepdim=True)
    shades = torch.tensor([square.get_alpha() for square in axes.patches])
    torch.testing.assert_close(shades.view(4, 4), 0.7 * shares)
