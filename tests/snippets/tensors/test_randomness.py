"""Facts that the page on random numbers tells its reader."""

import random

import numpy as np
import torch


def test_uniform_numbers_lie_in_the_interval_and_fill_it():
    torch.manual_seed(0)
    u = torch.rand(100_000)
    assert 0 <= u.min() < 0.001
    assert 0.999 < u.max() < 1
    assert abs(u.mean() - 0.5) < 0.01


def test_uniform_numbers_are_multiples_of_two_to_the_minus_24():
    steps = torch.rand(10_000) * 2**24
    assert torch.equal(steps, steps.round())


def test_normal_numbers_have_mean_zero_and_deviation_one():
    torch.manual_seed(0)
    z = torch.randn(100_000)
    assert abs(z.mean()) < 0.02
    assert abs(z.std() - 1) < 0.02


def test_each_element_can_have_a_deviation_of_its_own(page):
    torch.manual_seed(0)
    draws = torch.normal(page.mean.expand(10_000, 10), page.std.expand(10_000, 10))
    torch.testing.assert_close(draws.std(dim=0), page.std, rtol=0.05, atol=0)


def test_dice_show_one_to_six(page):
    assert set(page.dice.unique().tolist()) <= set(range(1, 7))
    assert torch.randint(1, 7, (1000,)).unique().tolist() == [1, 2, 3, 4, 5, 6]


def test_a_permutation_keeps_photos_and_labels_together(page):
    assert page.order.sort().values.tolist() == list(range(6))
    assert torch.equal(page.labels[page.order] - page.photos[page.order], torch.full((6,), 10))


def test_picks_follow_the_weights(page):
    shares = page.picks.bincount() / len(page.picks)
    torch.testing.assert_close(shares, page.weights / page.weights.sum(), rtol=0, atol=0.05)


def test_noise_takes_the_shape_but_not_the_dtype_of_integers(page):
    assert page.noise.shape == page.counts.shape
    assert page.noise.dtype == torch.float32


def test_the_same_seed_gives_the_same_numbers(page):
    torch.manual_seed(23)
    assert torch.equal(torch.rand(3), page.first)
    assert not torch.equal(torch.rand(3), page.first)


def test_one_more_draw_shifts_everything_after_it(page):
    torch.manual_seed(23)
    torch.rand(1)
    assert torch.equal(torch.rand(2), page.first[1:])


def test_seeding_everything_repeats_three_libraries(page):
    def draws():
        page.seed_everything(5)
        return random.random(), np.random.rand(), torch.rand(1).item()

    assert draws() == draws()


def test_a_generator_of_its_own_leaves_the_global_one_alone(page):
    state = torch.get_rng_state()
    again = torch.randperm(6, generator=torch.Generator().manual_seed(0))
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(0)
    assert torch.equal(again, torch.randperm(6))


def test_forking_restores_the_global_state(page):
    state = torch.get_rng_state()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        assert torch.equal(torch.rand(100), page.preview)
    assert torch.equal(torch.get_rng_state(), state)


def test_the_logarithm_of_one_minus_u_is_finite_where_that_of_u_is_not(page):
    assert torch.log(page.u).isinf().any()
    assert torch.log(1 - page.u).isfinite().all()


def test_any_interval_agrees_with_torch(page):
    torch.manual_seed(3)
    ours = page.uniform(-2, 4, (1000,))
    torch.manual_seed(3)
    torch.testing.assert_close(ours, torch.empty(1000).uniform_(-2, 4))


def test_two_dice_make_a_seven_most_often(page):
    torch.manual_seed(0)
    shares = page.two_dice(36_000).bincount(minlength=13)[2:] / 36_000
    expected = torch.tensor([1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]) / 36
    torch.testing.assert_close(shares, expected, rtol=0, atol=0.01)


def test_a_split_is_complete_repeatable_and_leaves_no_trace(page):
    state = torch.get_rng_state()
    train, validation = page.split(50, 40, seed=7)
    assert torch.equal(torch.get_rng_state(), state)
    assert sorted(train.tolist() + validation.tolist()) == list(range(50))
    assert torch.equal(train, page.split(50, 40, seed=7)[0])
