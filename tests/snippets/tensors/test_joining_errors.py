"""What the page on joining and splitting says is refused."""


def test_cat_needs_equal_lengths_on_the_other_axes(errors):
    assert "Sizes of tensors must match except in dimension 0" in errors["cat-sizes"]


def test_stack_needs_equal_shapes(errors):
    assert "stack expects each tensor to be equal size" in errors["stack-sizes"]


def test_cat_takes_its_tensors_as_one_argument(errors):
    assert "argument 'tensors' (position 1) must be tuple of Tensors" in errors["no-list"]


def test_vstack_takes_its_arrays_as_one_argument(errors):
    assert errors["vstack"] == "TypeError: vstack() takes 1 positional argument but 2 were given"


def test_tensors_without_axes_cannot_be_cat(errors):
    assert "zero-dimensional tensor (at position 0) cannot be concat" in errors["cat-scalars"]


def test_the_lengths_of_split_must_add_up(errors):
    assert "expects split_sizes to sum exactly to 5" in errors["split-sum"]


def test_size_takes_no_shape(errors):
    expected = "TypeError: size() takes from 0 to 1 positional arguments but 3 were given"
    assert errors["size-call"] == expected
