"""What PyTorch says when dtypes or devices do not fit."""


def test_the_half_class_is_not_called_malf(errors):
    assert "has no attribute 'MalfTensor'" in errors["half-misspelt"]


def test_float8_cannot_be_added(errors):
    assert errors["float8-sum"].startswith("NotImplementedError")
    assert "Float8_e4m3fn" in errors["float8-sum"]


def test_a_layer_does_not_promote_its_input(errors):
    assert "must have the same dtype, but got Double and Float" in errors["dtype-mismatch"]


def test_data_beyond_the_range_is_refused(errors):
    assert "cannot be converted to type uint8 without overflow" in errors["does-not-fit"]


def test_tensors_on_two_devices_do_not_meet(errors):
    assert errors["device-mismatch"].startswith("RuntimeError")
    assert "meta" in errors["device-mismatch"]
    assert "cpu" in errors["device-mismatch"]


def test_gpu_is_no_device_type_but_cuda_and_mps_are(errors):
    known = errors["no-such-device"]
    assert "cuda" in known
    assert "mps" in known
    assert known.endswith("gpu")
