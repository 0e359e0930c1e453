"""What the page on arithmetic says PyTorch refuses."""


def test_a_method_without_its_dot_is_an_unknown_name(errors):
    assert errors["missing-dot"] == "NameError: name 'x_copy_' is not defined"


def test_an_integer_tensor_cannot_hold_a_quotient(errors):
    message = "RuntimeError: result type Float can't be cast to the desired output type Long"
    assert errors["in-place-dtype"] == message


def test_integers_have_no_negative_powers(errors):
    assert "Integers to negative integer powers" in errors["negative-power"]


def test_integers_cannot_be_divided_by_zero(errors):
    assert errors["integer-zero"] == "RuntimeError: ZeroDivisionError"


def test_a_leaf_that_wants_its_gradient_cannot_be_changed_in_place(errors):
    assert "a leaf Variable that requires grad" in errors["leaf"]
