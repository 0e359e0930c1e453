"""Facts that the page on a thousand ways down tells its reader."""

import pytest
import torch

MINIMUM, SADDLE, MAXIMUM = 4, 4, 1


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_the_four_minima_are_all_global(page):
    minima = page.minima()
    assert (page.himmelblau(minima) < 1e-6).all()
    assert page.heights.min() >= 0
    assert sorted((x > 0, y > 0) for x, y in minima.tolist()) == sorted(
        (a, b) for a in (False, True) for b in (False, True)
    )


@pytest.mark.parametrize("method", ["plain", "momentum", "adam"])
def test_a_point_among_many_goes_where_it_goes_alone(page, method):
    make, starts = getattr(page, method), page.starts[:6]
    ends, away = page.descend(starts, make, 60)
    for n in range(6):
        end, alone = page.descend(starts[n : n + 1], make, 60)
        torch.testing.assert_close(end[0], ends[n])
        assert alone[0] == away[n]


def test_who_passes_by_has_not_arrived(page):
    class Bounce(torch.optim.SGD):
        """Goes to a minimum and away again, in turns."""

        def step(self):
            (points,) = self.param_groups[0]["params"]
            here = (points.detach() - page.minima()[0]).norm() < 1
            points.data = page.minima()[:1] + (5.0 if here else 0.0)

    _, away = page.descend(torch.zeros(1, 2), Bounce, 8)
    assert away.item() == 8
    _, away = page.descend(torch.zeros(1, 2), Bounce, 9)
    assert away.item() == 8


def test_a_lost_point_is_away(page):
    ends, away = page.descend(torch.tensor([[6.0, 6.0]]), lambda p: torch.optim.SGD(p, lr=1.0), 20)
    assert not ends.isfinite().all() and away.item() == 20


def test_starts_fill_the_square(page):
    starts = page.random_starts(5000)
    assert starts.abs().max() <= 6 and starts.abs().max() > 5.9
    assert starts.mean(dim=0).abs().max() < 0.2


def test_sgd_keeps_to_the_basins_of_the_function_and_momentum_does_not(page):
    reference = page.maps["crawling"]
    assert (page.maps["SGD"] == reference).float().mean() > 0.99
    assert (page.maps["momentum"] == reference).float().mean() < 0.8
    assert (page.maps["Adam"] == reference).float().mean() < 0.97
    assert reference.unique().tolist() == [0, 1, 2, 3]


def test_large_steps_leave_the_basin_and_then_the_square(page):
    def end(lr):
        ends, _ = page.descend(page.starts, lambda p: torch.optim.SGD(p, lr=lr), 100)
        return ends.isfinite().all(dim=1)

    assert end(0.002).all() and not end(0.03).all()


def test_newton_ends_at_all_nine_places_without_slope(page):
    low, high = page.bends.T
    assert (low > 0).sum() == MINIMUM
    assert (high < 0).sum() == MAXIMUM
    assert ((low < 0) & (high > 0)).sum() == SADDLE
    assert 0.5 < page.at_minimum.float().mean() < 0.8


def test_the_best_of_many_is_the_lowest_end(page):
    def two_wells(points):  # the deeper one at (2, 0)
        x, y = points.unbind(dim=-1)
        return (x**2 - 4) ** 2 + y**2 - x

    best = page.best_of(two_wells, torch.tensor([[-3.0, 1.0], [3.0, 1.0], [-1.0, 0.0]]))
    torch.testing.assert_close(best, torch.tensor([2.03, 0.0]), atol=0.02, rtol=0)


def test_newton_ends_where_the_ground_is_level(page):
    assert page.slope(page.newton).abs().max() < 1e-6
    assert len(page.side) == 121
