"""What the page on saving says PyTorch refuses."""


def test_a_module_has_no_save(errors):
    assert errors["save-method"].endswith("has no attribute 'save'")


def test_a_path_is_no_state_dict(errors):
    assert "Expected state_dict to be dict-like" in errors["path"]


def test_other_names_are_listed_on_both_sides(errors):
    assert "Missing key(s)" in errors["other-names"]
    assert "Unexpected key(s)" in errors["other-names"]


def test_strict_forgives_no_shapes(errors):
    assert errors["other-shape"] == errors["other-shape-not-strict"]
    assert "size mismatch for 2.weight" in errors["other-shape"]


def test_safetensors_takes_tensors_only(errors):
    assert "expected torch.Tensor but received <class 'int'>" in errors["only-tensors"]
