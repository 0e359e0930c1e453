"""Errors that the page on regularisation shows its reader."""


def test_a_network_has_one_name_and_no_method_train5(errors):
    assert "'net_dropout' is not defined" in errors["two-names"]
    assert "no attribute 'train5'" in errors["train5"]


def test_the_probability_lies_between_0_and_1(errors):
    assert "between 0 and 1, but got 50" in errors["probability"]
