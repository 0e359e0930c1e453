"""What the page on reductions says PyTorch refuses."""


def test_integers_have_no_mean(errors):
    assert errors["integer-mean"].startswith("NotImplementedError: mean(): could not infer")


def test_integers_have_no_norm(errors):
    assert "Expected a floating point or complex tensor" in errors["integer-norm"]


def test_norm_has_no_keyword_n(errors):
    assert errors["norm-keyword"].endswith("got an unexpected keyword argument 'n'")


def test_the_pair_that_max_returns_cannot_be_compared(errors):
    assert "'>' not supported between" in errors["pair"]


def test_an_axis_beyond_the_last_is_refused(errors):
    assert errors["no-such-axis"].startswith("IndexError: Dimension out of range")


def test_topk_cannot_take_more_than_there_are(errors):
    assert errors["too-many"] == "RuntimeError: selected index k out of range"
