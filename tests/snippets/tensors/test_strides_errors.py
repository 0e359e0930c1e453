"""What the page on strides says that PyTorch refuses."""


def test_view_refuses_axes_that_do_not_merge(errors):
    assert "view size is not compatible" in errors["merge"]
    assert "at least one dimension spans across two contiguous subspaces" in errors["merge"]


def test_t_refuses_three_axes(errors):
    assert errors["t"] == (
        "RuntimeError: t() expects a tensor with <= 2 dimensions, but self is 3D"
    )
