"""Facts that the page on learning-rate schedules tells its reader."""

import math

import pytest
import torch
from torch.optim import lr_scheduler


def test_step_lr_multiplies_by_gamma_every_step_size_steps(page):
    for size, gamma in ((3, 0.1), (1, 0.5), (7, 0.9)):
        curve = page.rates(lambda o, s=size, g=gamma: lr_scheduler.StepLR(o, s, g), 20)
        assert curve == pytest.approx([gamma ** (step // size) for step in range(20)])


def test_a_smaller_rate_comes_to_rest_and_a_constant_one_does_not(page):
    def tail(scheduled):
        return sum(page.bounce(scheduled)[-50:])

    assert tail(True) < tail(False) / 4


def test_cosine_is_half_a_cosine(page):
    for T in (5, 50):
        curve = page.rates(lambda o, T=T: lr_scheduler.CosineAnnealingLR(o, T), T)
        expected = [0.5 * (1 + math.cos(math.pi * t / T)) for t in range(T)]
        assert curve == pytest.approx(expected)


def test_a_cosine_rises_again_beyond_its_steps(page):
    curve = page.rates(lambda o: lr_scheduler.CosineAnnealingLR(o, 5), 11)
    assert curve == pytest.approx(curve[::-1], abs=1e-9)
    assert curve[5] == pytest.approx(0)


def test_every_plan_of_the_gallery_stays_between_zero_and_one(page):
    for make in page.makers.values():
        curve = page.rates(make, 100)
        assert min(curve) >= 0
        assert max(curve) <= 1 + 1e-9


def test_warm_up_rises_to_the_full_rate_and_then_falls(page):
    curve = page.rates(page.warm_cosine, 100)
    assert curve[0] == pytest.approx(0.01)
    assert curve[10] == pytest.approx(1)
    assert all(a < b for a, b in zip(curve[:10], curve[1:11], strict=True))
    assert all(a > b for a, b in zip(curve[10:], curve[11:], strict=False))


def test_lambda_gives_the_factor_not_the_rate(page):
    factors = [page.inverse_root(step) for step in range(40)]
    curve = page.rates(lambda o: lr_scheduler.LambdaLR(o, page.inverse_root), 40, lr=0.1)
    assert curve == pytest.approx([0.1 * factor for factor in factors])


def test_plateau_waits_for_more_than_patience_bad_losses(page):
    optimizer = page.optimizer_at(1.0)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, patience=2)
    seen = []
    for loss in (0.6, 0.6, 0.61, 0.6):
        scheduler.step(loss)
        seen.append(scheduler.get_last_lr()[0])
    assert seen == pytest.approx([1, 1, 1, 0.1])


def test_one_cycle_starts_at_a_25th_of_its_own_maximum(page):
    optimizer = page.optimizer_at(0.1)
    lr_scheduler.OneCycleLR(optimizer, max_lr=0.5, total_steps=100)
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.5 / 25)


@pytest.mark.parametrize("cycles", [True, False])
def test_one_cycle_moves_the_momentum_unless_told_not_to(page, cycles):
    optimizer = page.optimizer_at(0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr=0.5, total_steps=100, cycle_momentum=cycles
    )
    momenta = []
    for _ in range(99):
        momenta.append(optimizer.param_groups[0]["momentum"])
        optimizer.step()
        scheduler.step()
    assert (min(momenta), max(momenta)) == pytest.approx((0.85, 0.95) if cycles else (0, 0))


def test_a_scheduler_goes_on_where_it_was(page):
    assert page.scheduler is not page.resumed
    assert page.resumed.last_epoch == 4
    expected = 0.5 * (1 + math.cos(math.pi * 0.4))
    assert page.second.param_groups[0]["lr"] == pytest.approx(expected)


def test_making_a_scheduler_changes_the_rate_in_the_optimiser(page):
    optimizer = page.optimizer_at(1.0)
    page.warm_cosine(optimizer)
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.01)


def test_the_search_sees_the_loss_fall_and_explode(page):
    assert min(page.losses) < page.losses[0] / 4
    assert page.losses[-1] >= 4 * page.losses[0]
    assert page.tried[1] / page.tried[0] == pytest.approx(1.1)


@pytest.mark.filterwarnings("ignore:The epoch parameter")
def test_a_loss_given_to_step_lr_is_taken_for_the_epoch(page):
    optimizer = page.optimizer_at(1.0)
    scheduler = lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.1)
    optimizer.step()
    seen = []
    for loss in (2.3, 0.6, 7, 2):
        scheduler.step(loss)
        seen.append(scheduler.get_last_lr()[0])
    assert seen == pytest.approx([1, 1, 0.01, 1])


@pytest.mark.filterwarnings("ignore:Detected call of")
def test_the_wrong_order_skips_the_first_rate(page):
    optimizer = page.optimizer_at(1.0)
    scheduler = lr_scheduler.StepLR(optimizer, step_size=1)
    scheduler.step()
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.1)


def test_the_warm_line_ends_at_zero(page):
    for warm, total in ((5, 25), (3, 9)):
        curve = page.rates(lambda o, w=warm, t=total: page.warm_then_decay(o, w, t), total + 1)
        assert curve[0] == pytest.approx(0.1)
        assert curve[warm] == pytest.approx(1)
        assert curve[-1] == pytest.approx(0, abs=1e-9)


def test_the_hand_made_plateau_is_torchs_on_random_losses(page):
    for seed in range(5):
        source = torch.Generator().manual_seed(seed)
        ours, theirs = page.optimizer_at(1.0), page.optimizer_at(1.0)
        watch = page.Plateau(ours)
        reference = lr_scheduler.ReduceLROnPlateau(theirs, patience=2, threshold=0, eps=0)
        for loss in torch.randint(0, 9, (60,), generator=source).tolist():
            watch.step(float(loss))
            reference.step(float(loss))
            assert ours.param_groups[0]["lr"] == theirs.param_groups[0]["lr"]
