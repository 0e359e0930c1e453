"""What PyTorch says to mistakes with losses."""


def test_numbers_of_classes_are_long_and_probabilities_are_floats(errors):
    assert "expected target dtype to be Long or Byte, but got Int" in errors["int32"]
    assert "Expected floating point type for target" in errors["one-hot"]


def test_labels_have_one_axis_less_and_stay_below_the_number_of_classes(errors):
    assert "multi-target not supported" in errors["column-labels"]
    assert errors["no-such-class"] == "IndexError: Target 3 is out of bounds."


def test_labels_take_no_softmax(errors):
    assert "Dimension out of range" in errors["softmax-of-labels"]
    assert errors["softmax-of-integers"].endswith("not implemented for 'Long'")


def test_names_must_be_spelt_right(errors):
    assert errors["nil"].endswith("has no attribute 'nil_loss'")
    assert errors["criterion"] == "NameError: name 'criteon' is not defined"


def test_a_loss_is_made_first_and_called_then(errors):
    assert "Boolean value of Tensor" in errors["data-to-constructor"]


def test_a_norm_takes_one_tensor(errors):
    assert "argument 'ord' (position 2) must be Number, not Tensor" in errors["norm"]


def test_binary_cross_entropy_wants_probabilities_floats_and_equal_shapes(errors):
    assert "between 0 and 1" in errors["bce-range"]
    assert "must be the same as input size" in errors["bce-shape"]
    assert "can't be cast" in errors["bce-integer"]


def test_integers_have_no_squared_error(errors):
    assert errors["mse-integer"].endswith("not implemented for 'Long'")
