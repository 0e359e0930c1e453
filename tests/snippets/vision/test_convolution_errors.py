"""What the page on convolution says PyTorch refuses."""


def test_the_keyword_is_spelt_kernel_size(errors):
    assert "unexpected keyword argument 'kernal_size'" in errors["kernal-size"]


def test_the_weight_says_how_many_channels_are_expected(errors):
    assert "weight of size [16, 3, 5, 5]" in errors["channels"]
    assert "to have 3 channels, but got 1 channels" in errors["channels"]


def test_channels_at_the_end_are_taken_for_rows(errors):
    assert "to have 3 channels, but got 32 channels" in errors["channels-last"]


def test_bytes_do_not_meet_float_weights(errors):
    assert "Input type (unsigned char)" in errors["bytes"]


def test_two_axes_are_too_few(errors):
    assert "Expected 3D (unbatched) or 4D (batched) input" in errors["two-axes"]


def test_flatten_takes_maps_for_images(errors):
    assert "(16x25 and 400x10)" in errors["unbatched-flatten"]


def test_a_kernel_must_fit_into_the_padded_image(errors):
    assert "Kernel size can't be greater than actual input size" in errors["too-large"]


def test_same_is_not_for_strides(errors):
    assert "not supported for strided convolutions" in errors["same-stride"]


def test_groups_must_divide_the_channels(errors):
    assert errors["groups"] == "ValueError: in_channels must be divisible by groups"
