"""Errors that the page on regularisation shows its reader."""


def test_a_network_has_one_name_and_no_method_train5(errors):
    assert "'net_dropout' is not defined" in errors["two-names"]
    assert "no attribute 'train5'" in errors["train5"]
