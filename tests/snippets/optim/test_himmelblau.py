"""Facts that the page on Himmelblau's function tells its reader."""

import numpy as np
import pytest
import torch

MINIMA = torch.tensor([[3, 2], [-3.7793, -3.2832], [3.5844, -1.8481], [-2.8051, 3.1313]])


def test_the_function_takes_one_point_or_many(page):
    points = torch.randn(5, 3, 2)
    values = page.himmelblau(points)
    assert values.shape == (5, 3)
    assert values[2, 1] == page.himmelblau(points[2, 1])


def test_it_is_170_at_the_origin_and_zero_at_three_two(page):
    assert page.himmelblau(torch.tensor([0.0, 0.0])) == 170
    assert page.himmelblau(torch.tensor([3.0, 2.0])) == 0


def test_numpys_grid_and_torchs_are_the_same(page):
    np.testing.assert_allclose(page.x, page.X, atol=1e-12)
    np.testing.assert_allclose(page.y, page.Y, atol=1e-12)
    np.testing.assert_allclose(page.himmelblau(page.points), page.Z, atol=1e-9)


def test_meshgrid_without_indexing_warns():
    torch.set_warn_always(True)
    try:
        with pytest.warns(UserWarning, match="pass the indexing argument"):
            torch.meshgrid(torch.arange(2), torch.arange(3))
    finally:
        torch.set_warn_always(False)


def test_no_point_of_the_plane_is_below_the_four_minima(page):
    assert page.Z.min() >= 0
    assert page.himmelblau(torch.randn(1000, 2) * 4).min() >= 0


def test_the_four_starts_reach_the_four_global_minima_each_its_own(page):
    torch.testing.assert_close(page.ends, MINIMA, atol=1e-3, rtol=0)
    values = page.himmelblau(page.ends)
    torch.testing.assert_close(values, torch.zeros(4), atol=1e-4, rtol=0)


def test_points_walked_together_go_where_each_would_go_alone(page):
    alone = [page.descend(s, torch.optim.Adam, lr=0.1, steps=50) for s in page.starts]
    together = page.descend(page.starts, torch.optim.Adam, lr=0.1, steps=50)
    torch.testing.assert_close(torch.stack(alone, dim=1), together)


def test_momentum_ends_elsewhere_than_sgd_and_adam(page):
    ends = {name: path[-1] for name, path in page.runs.items()}
    torch.testing.assert_close(ends["SGD"], ends["Adam"], atol=1e-2, rtol=0)
    assert (ends["momentum"] - ends["SGD"]).norm() > 3


def test_every_basin_holds_its_own_minimum(page):
    assert page.basin.unique().tolist() == [0, 1, 2, 3]
    flat = page.field.reshape(-1, 2)
    for n, end in enumerate(page.ends):
        nearest = (flat - end).norm(dim=1).argmin()
        assert page.basin.flatten()[nearest] == n


def test_curvature_agrees_with_autograds_hessian(page):
    for point in torch.randn(20, 2, dtype=torch.float64):
        expected = torch.autograd.functional.hessian(page.himmelblau, point)
        torch.testing.assert_close(page.curvature(point), expected)


def test_the_hilltop_is_a_local_maximum_only(page):
    assert (torch.linalg.eigvalsh(page.curvature(page.top)) < 0).all()
    assert page.himmelblau(page.top) < page.Z.max()


def test_the_gradient_by_hand_is_autograds(page):
    points = torch.randn(50, 2, dtype=torch.float64) * 3
    expected = torch.func.vmap(torch.func.grad(page.himmelblau))(points)
    torch.testing.assert_close(page.gradient(points), expected)


def test_the_four_ends_are_minima_and_between_them_lie_saddles(page):
    assert {page.kind_of(end) for end in page.ends} == {"minimum"}
    assert page.kind_of(torch.tensor([-3.0730, -0.0814])) == "saddle"
    assert page.kind_of(page.top) == "maximum"


def test_a_rate_too_large_ends_in_nan(page):
    def end(lr):
        return page.descend([4.0, 4.0], torch.optim.SGD, lr=lr, steps=50)[-1]

    assert end(0.01).isfinite().all()
    assert end(0.05).isnan().any()


def test_the_hilltop_is_level_in_both_directions_and_falls_in_both(page):
    assert page.slope(page.top).abs().max() < 1e-4
    assert (torch.linalg.eigvalsh(page.curvature(page.top)) < 0).all()
