"""Errors that the page on accumulating and clipping gradients shows its reader."""


def test_a_norm_that_is_not_finite_can_be_made_an_error(errors):
    assert "non-finite, so it cannot be clipped" in errors["non-finite"]


def test_before_backward_there_is_no_gradient(errors):
    assert "'NoneType' object has no attribute 'norm'" in errors["none"]
