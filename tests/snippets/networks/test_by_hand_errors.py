"""What PyTorch says to mistakes in layers by hand."""


def test_view_needs_memory_in_order(errors):
    assert "view size is not compatible" in errors["view"]


def test_a_convolution_needs_its_kernel_size(errors):
    assert "missing 1 required positional argument: 'kernel_size'" in errors["no-kernel"]


def test_the_message_names_the_shape_that_arrived(errors):
    assert "(2x3136 and 196x10)" in errors["features"]


def test_a_leaf_cannot_be_changed_while_gradients_are_recorded(errors):
    assert "a leaf Variable that requires grad" in errors["recorded-update"]
