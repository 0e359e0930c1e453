"""What the page on pooling and upsampling says PyTorch refuses."""


def test_nothing_is_left_of_one_pixel(errors):
    assert errors["too-small"].endswith("Output size is too small")


def test_padding_is_at_most_half_of_the_window(errors):
    assert "pad should be at most half of effective kernel size" in errors["too-much-padding"]


def test_an_image_needs_batch_and_channels(errors):
    assert "Only 3D, 4D and 5D input Tensors supported" in errors["no-axes"]


def test_bilinear_needs_four_axes(errors):
    assert "Got 3D input, but bilinear mode needs 4D input" in errors["bilinear-axes"]


def test_integers_are_refused(errors):
    assert "not implemented for 'Long'" in errors["integers"]
