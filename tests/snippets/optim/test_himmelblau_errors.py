"""Errors that the page on Himmelblau's function shows its reader."""


def test_gca_takes_no_projection(errors):
    assert "unexpected keyword argument 'projection'" in errors["gca"]


def test_integers_cannot_require_gradients(errors):
    assert "Only Tensors of floating point" in errors["integers"]
