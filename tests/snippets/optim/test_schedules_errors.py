"""Errors that the page on learning-rate schedules shows its reader."""


def test_plateau_has_a_capital_p_and_no_verbose(errors):
    assert "no attribute 'ReduceLROnplateau'" in errors["misspelt"]
    assert "unexpected keyword argument 'verbose'" in errors["verbose"]


def test_plateau_wants_the_metric(errors):
    assert "missing 1 required positional argument: 'metrics'" in errors["no-metric"]


def test_one_cycle_ends_after_its_steps(errors):
    assert "Tried to step 11 times" in errors["too-long"]


def test_one_number_does_not_unpack_into_two_names(errors):
    assert errors["one-value"] == "TypeError: cannot unpack non-iterable float object"


def test_a_backtick_is_no_python(errors):
    assert "SyntaxError: invalid syntax" in errors["backtick"]
