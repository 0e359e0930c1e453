"""What PyTorch says to mistakes with LeNet."""


def test_the_first_linear_layer_tells_the_size_that_arrived(errors):
    assert "(4x256 and 400x120)" in errors["too-small"]
    assert "(16x25 and 400x120)" in errors["unbatched"]


def test_convolutions_want_three_or_four_axes_and_their_channels(errors):
    assert "Expected 3D (unbatched) or 4D (batched)" in errors["two-axes"]
    assert "to have 1 channels, but got 3" in errors["channels"]
    assert "to have 1 channels, but got 32" in errors["channels-last"]
    assert "expected 4D input (got 3D input)" in errors["batch-norm"]


def test_images_must_be_floats(errors):
    assert "should be the same" in errors["bytes"]


def test_view_and_the_loss_notice_numbers_that_do_not_fit(errors):
    assert "shape '[-1, 400]' is invalid" in errors["view-size"]
    assert "batch_size (16) to match target batch_size (4)" in errors["batch-sizes"]


def test_layers_must_be_assigned_under_the_name_they_are_used_by(errors):
    assert errors["other-name"].endswith("has no attribute 'conv1'")
    assert errors["no-assignment"].endswith("has no attribute 'fc3'")
    assert errors["misspelt-self"] == "NameError: name 'self' is not defined"
    assert errors["stray-letter"] == "NameError: name 's' is not defined"


def test_names_of_python_and_of_modules_are_taken(errors):
    assert "builtin_function_or_method" in errors["builtin"]
    assert errors["rebound"] == "TypeError: 'Tensor' object is not callable"
    assert errors["shadowed"].endswith("has no attribute 'SGD'")
