"""What PyTorch says to mistakes with activations."""


def test_names_must_be_spelt_right_and_stand_in_functional(errors):
    assert errors["misspelt"].endswith("No module named 'torch.nn.funtional'")
    assert errors["no-torch-function"].endswith("has no attribute 'leaky_relu'")


def test_inplace_must_not_overwrite_what_backward_needs(errors):
    assert "modified by an inplace operation" in errors["inplace"]
    assert "a leaf Variable that requires grad" in errors["inplace-leaf"]


def test_a_class_is_not_a_layer(errors):
    assert errors["class-as-layer"].endswith("is not a Module subclass")
