"""What PyTorch says to mistakes in making modules."""


def test_names_must_be_spelt_right(errors):
    assert errors["base-class"].endswith("'torch.nn' has no attribute 'Model'")
    assert errors["singular"].endswith("has no attribute 'parameter'")
    assert errors["small-letter"] == "TypeError: 'module' object is not callable"
    assert errors["mode"].endswith("has no attribute 'train5'")
    assert errors["save"].endswith("has no attribute 'save'")
    assert errors["other-name"] == "NameError: name 'net_dropout' is not defined"


def test_a_network_without_init_fails_only_when_it_is_used(errors):
    assert errors["lost-init-call"].endswith("has no attribute 'fc1'")
    assert errors["lost-init-optimizer"] == "ValueError: optimizer got an empty parameter list"


def test_layers_need_the_base_class_to_be_set_up(errors):
    assert "before Module.__init__() call" in errors["super-last"]


def test_a_parameter_is_a_parameter_of_floats(errors):
    assert "(torch.nn.Parameter or None expected)" in errors["plain-tensor"]
    assert "Only Tensors of floating point" in errors["integer-parameter"]


def test_a_number_is_no_attribute_and_layers_are_parted_by_commas(errors):
    assert "SyntaxError" in errors["number-as-name"]
    assert "SyntaxError" in errors["no-comma"]


def test_sequential_takes_modules_only(errors):
    for name in ("sequential-list", "function-as-layer"):
        assert errors[name].endswith("is not a Module subclass")


def test_meta_tensors_have_nothing_to_copy(errors):
    assert "Cannot copy out of meta tensor; no data!" in errors["meta-to"]
