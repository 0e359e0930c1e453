"""What the page on matrix products says PyTorch refuses."""


def test_the_inner_lengths_must_agree(errors):
    assert "shapes cannot be multiplied (2x3 and 2x3)" in errors["inner-lengths"]


def test_a_product_does_not_convert_float64(errors):
    assert "to have the same dtype, but got: double != float" in errors["dtype"]


def test_mm_takes_matrices_only(errors):
    assert errors["mm-rank"].startswith("RuntimeError: mm: self must be a matrix")


def test_bmm_takes_three_axes_only(errors):
    assert errors["bmm-rank"] == "RuntimeError: batch2 must be a 3D tensor"


def test_dot_takes_vectors_only(errors):
    assert errors["dot-rank"].startswith("RuntimeError: 1D tensors expected")


def test_a_singular_matrix_is_refused(errors):
    assert "input matrix is singular" in errors["singular"]
