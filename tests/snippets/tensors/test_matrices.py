"""Facts that the page on matrix products tells its reader."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F


@pytest.fixture
def lengths():
    return torch.randint(1, 6, (4,)).tolist()


def test_a_cell_is_a_row_times_a_column(page):
    A, B = page.A.tolist(), page.B.tolist()
    columns = list(zip(*B, strict=True))
    expected = [[sum(a * b for a, b in zip(r, c, strict=True)) for c in columns] for r in A]
    assert page.product.tolist() == expected


@pytest.mark.parametrize("_", range(5))
def test_operator_function_and_method_agree_with_numpy(lengths, _):
    n, k, m, _ = lengths
    x, y = torch.rand(n, k), torch.rand(k, m)
    expected = x.numpy() @ y.numpy()
    for result in (x @ y, torch.matmul(x, y), x.matmul(y), x.mm(y)):
        np.testing.assert_allclose(result.numpy(), expected, rtol=1e-5)


def test_products_do_not_commute(page):
    assert (page.A @ page.B).shape != (page.B @ page.A).shape
    assert not torch.equal(page.P @ page.Q, page.Q @ page.P)


def test_star_is_not_the_matrix_product(page):
    assert torch.equal(page.P * page.Q, torch.tensor([[10.0, 0.0], [0.0, 4.0]]))
    assert torch.equal(page.P @ page.Q, torch.tensor([[10.0, 2.0], [30.0, 4.0]]))


def test_dot_is_the_sum_of_the_element_wise_product(page):
    assert torch.dot(page.u, page.v) == (page.u * page.v).sum() == 32


def test_the_cross_product_is_perpendicular_to_both(page):
    assert page.normal.tolist() == np.cross(page.u.numpy(), page.v.numpy()).tolist()
    assert page.normal @ page.u == page.normal @ page.v == 0


def test_outer_is_a_column_times_a_row(page):
    assert torch.equal(torch.outer(page.u, page.v), page.u[:, None] * page.v)


def test_a_vector_is_a_column_on_the_right_and_a_row_on_the_left(page):
    torch.testing.assert_close(page.M @ page.u, (page.M @ page.u[:, None])[:, 0])
    torch.testing.assert_close(page.u @ page.M.mT, (page.u[None] @ page.M.mT)[0])
    assert (page.u @ page.v).shape == ()


def test_batch_axes_broadcast_and_each_pair_is_multiplied(page):
    assert page.batched.shape == (5, 2, 2, 4)
    for i in range(5):
        for j in range(2):
            torch.testing.assert_close(page.batched[i, j], page.left[i, j] @ page.right[j])


def test_bmm_is_the_product_for_three_axes(lengths):
    b, n, k, m = lengths
    x, y = torch.rand(b, n, k), torch.rand(b, k, m)
    torch.testing.assert_close(torch.bmm(x, y), x @ y)


def test_einsum_names_axes_and_sums_the_letters_that_are_missing(page):
    assert page.scores.shape == (2, 4, 5)
    torch.testing.assert_close(page.scores, page.queries @ page.keys.mT)
    assert torch.einsum("ii->", page.P) == page.P.trace()


def test_solve_solves_and_agrees_with_the_inverse(page):
    torch.testing.assert_close(page.solution, torch.tensor([2.0, 3.0]))
    torch.testing.assert_close(page.coefficients @ page.solution, page.constants)
    by_inverse = torch.inverse(page.coefficients) @ page.constants
    torch.testing.assert_close(by_inverse, page.solution)


def test_inverse_is_an_alias_of_linalg_inv(page):
    assert torch.equal(torch.inverse(page.coefficients), torch.linalg.inv(page.coefficients))


def test_solving_is_far_more_accurate_than_inverting(page):
    assert page.solve_residual < 1e-6
    assert page.inverse_residual > 1000 * page.solve_residual
    assert page.hilbert[3, 4] == 1 / 8


def test_qr_gives_perpendicular_columns_of_length_one_and_a_triangle(page):
    gram = page.orthogonal.mT @ page.orthogonal
    torch.testing.assert_close(gram, torch.eye(3), atol=1e-5, rtol=0)
    assert torch.equal(page.upper, page.upper.triu())
    torch.testing.assert_close(page.orthogonal @ page.upper, page.tall)


def test_svd_gives_singular_values_largest_first(page):
    assert torch.equal(page.S, page.S.sort(descending=True).values)
    torch.testing.assert_close((page.U * page.S) @ page.Vh, page.tall)


def test_a_square_weight_multiplies_either_way_and_only_the_transpose_is_right(page):
    wrong, right = page.inputs @ page.W, page.inputs @ page.W.mT
    assert wrong.shape == right.shape
    assert torch.equal(right, F.linear(page.inputs, page.W))
    assert not torch.equal(wrong, right)


def test_data_from_numpy_take_the_dtype_of_the_weights(page):
    assert page.measured.dtype == np.float64
    assert page.rows.dtype == page.network.dtype == torch.float32


def test_the_pseudo_inverse_gives_the_shortest_of_several_solutions(page):
    wanted = torch.tensor([1.0, 2.0])
    torch.testing.assert_close(page.twins @ page.closest, wanted)
    other = torch.tensor([1.0, 0.0])
    assert torch.equal(page.twins @ other, wanted)
    assert page.closest.square().sum() < other.square().sum()


def test_the_fully_connected_layer_agrees_with_torch(page, lengths):
    n, inputs, outputs, _ = lengths
    x, weight, bias = torch.rand(n, inputs), torch.rand(outputs, inputs), torch.rand(outputs)
    expected = F.linear(x, weight, bias)
    torch.testing.assert_close(page.linear(x, weight, bias), expected)


def test_quadratic_forms_agree_with_a_loop_and_with_the_other_solution(page, lengths):
    n, d, _, _ = lengths
    x, matrix = torch.randn(n, d), torch.randn(d, d)
    expected = torch.stack([row @ matrix @ row for row in x])
    torch.testing.assert_close(page.quadratic(x, matrix), expected)
    torch.testing.assert_close(((x @ matrix) * x).sum(dim=1), expected)


def test_the_fitted_line_agrees_with_polyfit(page):
    x = torch.rand(50, dtype=torch.float64)
    y = torch.rand(50, dtype=torch.float64)
    np.testing.assert_allclose(page.fit_line(x, y).numpy(), np.polyfit(x, y, 1), atol=1e-10)
