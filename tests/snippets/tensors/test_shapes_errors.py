"""What the page on shapes says that PyTorch refuses."""


def test_fifteen_numbers_make_no_rows_of_four(errors):
    assert errors["size"] == "RuntimeError: shape '[-1, 4]' is invalid for input of size 15"


def test_view_is_a_method_only(errors):
    assert errors["function"] == "AttributeError: module 'torch' has no attribute 'view'"


def test_view_refuses_a_transposed_tensor_and_names_reshape(errors):
    assert "view size is not compatible" in errors["turned"]
    assert "Use .reshape(...) instead" in errors["turned"]


def test_only_axes_of_length_one_expand(errors):
    assert (
        "must match the existing size (2) at non-singleton dimension 1" in errors["expand-length"]
    )


def test_an_expanded_tensor_cannot_be_written_to(errors):
    assert "Please clone() the tensor" in errors["expand-write"]
