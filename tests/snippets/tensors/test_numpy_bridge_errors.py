"""What the NumPy bridge refuses, and the words the page explains."""


def test_bfloat16_has_no_counterpart(errors):
    assert errors["bfloat16"].startswith("TypeError: Got unsupported ScalarType BFloat16")


def test_the_error_itself_says_to_detach(errors):
    assert errors["requires-grad"].startswith("RuntimeError: Can't call numpy() on Tensor")
    assert "tensor.detach().numpy()" in errors["requires-grad"]


def test_double_meets_float(errors):
    assert errors["float64"].startswith("RuntimeError:")
    assert "Double" in errors["float64"] and "Float" in errors["float64"]


def test_np_float_is_gone(errors):
    assert errors["np-float"].startswith("AttributeError: module 'numpy' has no attribute 'float'")


def test_strides_must_not_be_negative(errors):
    assert errors["negative-stride"].startswith("ValueError:")
    assert "negative" in errors["negative-stride"]


def test_an_array_plus_a_tensor_is_refused(errors):
    assert errors["mixed"].startswith("TypeError:")
