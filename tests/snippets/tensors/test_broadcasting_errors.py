"""What the page on broadcasting says that PyTorch refuses."""


def test_the_message_counts_axes_from_the_left(errors):
    assert errors["mismatch"] == (
        "RuntimeError: The size of tensor a (2) must match the size of tensor b (3) "
        "at non-singleton dimension 1"
    )


def test_an_in_place_sum_keeps_the_shape_on_its_left(errors):
    assert errors["in-place"] == (
        "RuntimeError: output with shape [3, 1] doesn't match the broadcast shape [3, 4]"
    )
