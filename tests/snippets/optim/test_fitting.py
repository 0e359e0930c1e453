"""Facts that the page on fitting tells its reader."""

import copy

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


def test_the_parts_are_disjoint_and_make_up_the_whole(page):
    indices = [i for part in page.parts for i in part.indices]
    assert sorted(indices) == list(range(60))
    assert [len(part) for part in page.parts] == [24, 24, 12]


def test_powers_are_the_columns_of_a_polynomial(page):
    x = torch.tensor([[2.0], [3.0]])
    assert page.powers(x, 3).tolist() == [[1, 2, 4, 8], [1, 3, 9, 27]]


def test_the_training_error_falls_with_the_degree(page):
    falling = zip(page.train_errors, page.train_errors[1:], strict=False)
    assert all(later <= earlier + 1e-9 for earlier, later in falling)


def test_the_validation_error_is_least_in_between(page):
    best = page.val_errors.index(min(page.val_errors)) + 1
    assert 2 < best < 12
    assert page.val_errors[-1] > 10 * min(page.val_errors)
    assert page.val_errors[0] > 1.5 * min(page.val_errors)


def test_the_network_learns_noise_by_heart_and_gets_worse_on_validation(page):
    train, val = zip(*page.history, strict=True)
    assert train[-1] < 0.25 / 2
    assert val.index(min(val)) < len(val) / 2
    assert val[-1] > 1.1 * min(val)


def test_early_stopping_puts_the_best_parameters_back(page):
    assert page.n < 1999
    assert page.bad == page.patience
    assert page.best_state["0.weight"].shape == (100, 1)
    assert page.val_loss == page.best


def test_a_right_loop_learns_eight_random_labels_and_a_wrong_one_does_not(page):
    assert page.overfit(zero_after_backward=False) < 0.05
    assert page.overfit(zero_after_backward=True) > 0.5


def test_only_the_training_set_is_scaled_to_mean_zero(page):
    means = [part.mean().abs() for part in page.scaled]
    assert means[0] < 1e-5
    assert min(means[1:]) > 1e-3


def test_ema_weighs_the_old_by_decay_and_swa_weighs_all_alike():
    torch.manual_seed(0)
    model = nn.Linear(3, 2)
    ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.7))
    swa = AveragedModel(model)
    seen = []
    for _ in range(6):
        nn.init.normal_(model.weight)
        ema.update_parameters(model)
        swa.update_parameters(model)
        seen.append(model.weight.detach().clone())
    expected = seen[0]
    for weight in seen[1:]:
        expected = 0.7 * expected + 0.3 * weight
    torch.testing.assert_close(ema.module.weight.detach(), expected)
    torch.testing.assert_close(swa.module.weight.detach(), torch.stack(seen).mean(0))


def test_a_state_dict_changes_with_its_model_and_a_deep_copy_does_not():
    model = nn.Linear(2, 1)
    kept, copied = model.state_dict(), copy.deepcopy(model.state_dict())
    nn.init.constant_(model.weight, 7.0)
    assert (kept["weight"] == 7).all()
    assert not (copied["weight"] == 7).any()


def test_the_stopper_counts_only_losses_in_a_row(page):
    stopper = page.EarlyStopping(patience=3)
    losses = [1.0, 2.0, 2.0, 0.5, 0.6, 0.5, 0.4, 0.9, 0.9, 0.9]
    assert [stopper.step(loss) for loss in losses] == [False] * 9 + [True]


def test_each_index_validates_once(page):
    for n, k in ((10, 2), (11, 3), (5, 5)):
        pairs = page.folds(n, k)
        assert sorted(torch.cat([v for _, v in pairs]).tolist()) == list(range(n))
        for train, val in pairs:
            assert not set(train.tolist()) & set(val.tolist())
            assert len(train) + len(val) == n


def test_the_best_network_knows_something_of_the_test_set(page):
    """Better than saying the mean every time."""
    assert page.test_loss < page.test[1].var() and page.val_loss < page.val[1].var()
