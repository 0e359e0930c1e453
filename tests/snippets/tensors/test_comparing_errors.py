"""What the page on comparing says PyTorch refuses."""

AMBIGUOUS = "RuntimeError: Boolean value of Tensor with more than one value is ambiguous"


def test_assert_close_says_how_far_and_where(errors):
    assert "Mismatched elements: 1 / 2 (50.0%)" in errors["not-close"]
    assert "Greatest absolute difference: 0.5 at index (1,)" in errors["not-close"]


def test_assert_close_compares_dtypes(errors):
    assert "attribute 'dtype' do not match" in errors["not-same-dtype"]


def test_several_elements_have_no_truth_value(errors):
    assert errors["truth"] == errors["chained"] == AMBIGUOUS


def test_and_binds_before_the_comparison(errors):
    assert errors["precedence"].startswith("NotImplementedError")
    assert "bitwise_and" in errors["precedence"]


def test_shapes_that_do_not_broadcast_cannot_be_compared(errors):
    assert "size of tensor a (3) must match the size of tensor b (2)" in errors["sizes"]


def test_the_index_of_gather_has_as_many_axes_as_the_table(errors):
    assert "Index tensor must have the same number of dimensions" in errors["gather-axes"]


def test_the_index_of_gather_stays_in_range(errors):
    assert "index 3 is out of bounds for dimension 1 with size 3" in errors["gather-range"]
