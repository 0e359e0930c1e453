"""Errors that the page on optimisers shows its reader."""


def test_misspelt_names_are_not_found(errors):
    assert "no attribute 'SDG'" in errors["misspelt"]
    assert "no attribute 'paramters'" in errors["parameters-misspelt"]


def test_nesterov_needs_momentum(errors):
    assert "requires a momentum" in errors["nesterov-alone"]


def test_parameters_come_as_an_iterable_of_leaves_each_once(errors):
    assert "iterable of Tensors" in errors["one-tensor"]
    assert "empty parameter list" in errors["exhausted"]
    assert "non-leaf" in errors["not-a-leaf"]
    assert "more than one parameter group" in errors["twice"]


def test_muon_takes_only_matrices(errors):
    assert "only supports 2D" in errors["bias-for-muon"]
