"""What the page on residual networks says PyTorch refuses."""


def test_x_must_fit_what_it_is_added_to(errors):
    assert "The size of tensor a (4) must match the size of tensor b (8)" in errors["shapes"]


def test_a_linear_layer_over_all_pixels_fixes_the_size(errors):
    assert "(2x131072 and 32768x10)" in errors["larger-images"]
