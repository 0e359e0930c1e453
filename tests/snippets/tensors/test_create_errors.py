"""What PyTorch says to mistakes in making tensors."""


def test_the_old_constructor_takes_no_fraction_as_a_length(errors):
    assert errors["legacy-number"].startswith("TypeError: new(): data must be a")


def test_data_is_one_argument(errors):
    assert "takes 1 positional argument but 2" in errors["two-numbers"]


def test_rows_must_be_of_equal_length(errors):
    assert "expected sequence of length 2 at dim 1 (got 1)" in errors["ragged"]


def test_there_is_no_zero_without_s(errors):
    assert "has no attribute 'zero'" in errors["zero"]


def test_a_printout_is_not_code(errors):
    assert errors["pasted-output"] == "NameError: name 'tensor' is not defined"
