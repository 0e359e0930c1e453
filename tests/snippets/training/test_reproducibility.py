"""Facts that the page on reproducibility tells its reader."""

import random

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader


def test_three_sources_have_three_seeds(page):
    def draw():
        return random.random(), np.random.rand(), torch.rand(()).item()

    page.seed_all(3)
    first = draw()
    page.seed_all(3)
    assert draw() == first
    torch.manual_seed(3)
    later = draw()
    assert later[2] == first[2] and later[:2] != first[:2]


@pytest.mark.parametrize("seed", range(3))
def test_a_training_repeats_in_every_bit(page, seed):
    assert torch.equal(page.train(seed), page.train(seed))
    assert not torch.equal(page.train(seed), page.train(seed + 1))


def test_a_generator_leaves_the_global_sequence_alone(page):
    before = torch.get_rng_state()
    torch.randperm(100, generator=torch.Generator().manual_seed(1))
    assert torch.equal(torch.get_rng_state(), before)
    torch.randperm(100)
    assert not torch.equal(torch.get_rng_state(), before)


def test_a_generator_fixes_the_order_of_samples(page):
    assert len({tuple(page.order(seed)) for seed in range(5)}) == 1


def test_fork_rng_gives_the_state_back():
    before = torch.get_rng_state()
    with torch.random.fork_rng():
        torch.manual_seed(1)
    assert torch.equal(torch.get_rng_state(), before)


def test_copies_of_a_generator_draw_alike_until_reseeded(page):
    alike = list(DataLoader(page.Noisy(), None, num_workers=2))
    assert alike[0::2] == alike[1::2]
    again = list(DataLoader(page.Noisy(), None, num_workers=2))
    assert again == alike
    mended = DataLoader(page.Noisy(), None, num_workers=2, worker_init_fn=page.reseed)
    torch.manual_seed(1)
    first, second = list(mended), list(mended)
    assert first[0::2] != first[1::2] and first != second
    torch.manual_seed(1)
    assert list(mended) == first


def test_workers_do_not_change_samples_without_chance():
    one, three = (list(DataLoader(range(9), 2, num_workers=n)) for n in (0, 2))
    assert all(map(torch.equal, one, three))


def test_determinism_fills_unwritten_memory():
    torch.use_deterministic_algorithms(True)
    try:
        assert torch.empty(100).isnan().all()
    finally:
        torch.use_deterministic_algorithms(False)


def test_the_page_leaves_determinism_off(page):
    assert not torch.are_deterministic_algorithms_enabled()


def test_the_order_of_additions_counts(page):
    assert (page.big + page.small) - page.big != (page.big - page.big) + page.small


def test_seeds_spread(page):
    assert page.scores.std() > 0
    assert page.scores.min() > 0.6


def test_the_epochs_of_a_loader_differ_and_repeat_from_the_seed():
    def epochs():
        own = torch.Generator().manual_seed(0)
        loader = DataLoader(range(20), 20, shuffle=True, generator=own)
        return [next(iter(loader)).tolist() for _ in range(3)]

    assert epochs() == epochs()
    assert len(set(map(tuple, epochs()))) == 3


def test_a_split_has_no_sample_twice(page):
    for seed in range(5):
        chosen, others = page.split(37, 0.7, seed)
        assert sorted([*chosen.tolist(), *others.tolist()]) == list(range(37))
        assert len(chosen) == 25


def test_the_accuracy_is_the_share_of_new_points_told_right(page):
    weights = page.train(0, epochs=10)
    model = page.make_net().eval()
    torch.nn.utils.vector_to_parameters(weights, model.parameters())
    points, labels = page.spirals(200, seed=2)
    wrong = (model(points).argmax(dim=1) - labels).count_nonzero().item()
    assert page.accuracy(weights) == pytest.approx(1 - wrong / len(labels))


def test_the_noise_of_the_exercise_is_added_and_comes_from_the_seed_alone(page):
    x = torch.full((2, 5), 3.0)
    noise = torch.randn(2, 5, generator=torch.Generator().manual_seed(7))
    assert torch.equal(page.add_noise(x, seed=7), x + noise)
