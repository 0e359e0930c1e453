"""Habits of NumPy that raise, and the words the page explains."""


def test_joining_takes_one_tuple(errors):
    assert errors["vstack"].startswith("TypeError: vstack() takes 1 positional argument")


def test_fifteen_elements_make_no_rows_of_four(errors):
    assert errors["reshape"].startswith("RuntimeError: shape '[-1, 4]' is invalid")


def test_size_is_a_method(errors):
    assert errors["size"].startswith("TypeError:")
    assert "builtin_function_or_method" in errors["size"]


def test_transpose_takes_two_axes(errors):
    assert errors["transpose"].startswith("TypeError: transpose()")


def test_a_slice_steps_forward(errors):
    assert errors["negative-step"].startswith("ValueError: step must be greater than zero")
