"""What the page on indexing says PyTorch refuses."""


def test_a_negative_step_is_refused(errors):
    assert errors["negative-step"] == "ValueError: step must be greater than zero"


def test_index_select_takes_no_list(errors):
    assert "argument 'index' (position 2) must be Tensor, not list" in errors["index-list"]


def test_masked_select_takes_no_uint8_mask(errors):
    assert errors["byte-mask"] == "RuntimeError: masked_select: expected BoolTensor for mask"


def test_a_mask_must_be_as_long_as_its_axis(errors):
    assert errors["mask-shape"].startswith("IndexError: The shape of the mask [4] at index 0")


def test_the_message_counts_axes_and_positions_from_zero(errors):
    expected = "IndexError: index 4 is out of bounds for dimension 1 with size 4"
    assert errors["out-of-bounds"] == expected
