"""What the page on normalisation and dropout says PyTorch refuses."""


def test_one_sample_has_no_variance(errors):
    assert "Expected more than 1 value per channel when training" in errors["one-sample"]


def test_batch_norm_needs_the_batch_axis(errors):
    assert errors["three-axes"] == "ValueError: expected 4D input (got 3D input)"


def test_the_number_of_channels_must_fit(errors):
    assert "should contain 3 elements not 16" in errors["channels"]


def test_layer_norm_looks_at_the_last_axis(errors):
    assert "normalized_shape=[3], expected input with shape [*, 3]" in errors["layer-norm-axes"]


def test_groups_divide_the_channels(errors):
    assert "num_channels (6) must be divisible by num_groups (4)" in errors["groups"]


def test_a_probability_lies_between_0_and_1(errors):
    assert "dropout probability has to be between 0 and 1" in errors["percent"]
