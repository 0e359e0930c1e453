"""What PyTorch says to mistakes in drawing random numbers."""


def test_uniform_numbers_are_not_made_for_integers(errors):
    assert errors["random-integers"].startswith("NotImplementedError")
    assert "not implemented for 'Long'" in errors["random-integers"]


def test_a_mean_must_not_be_an_integer(errors):
    assert "not implemented for 'Long'" in errors["integer-mean"]


def test_noise_like_integers_needs_a_dtype(errors):
    assert "not implemented for 'Long'" in errors["integer-source"]


def test_randint_needs_a_shape(errors):
    assert errors["missing-size"].startswith("TypeError: randint(): argument 'size'")
