"""What the page on TensorBoard says goes wrong loudly."""


def test_a_misspelt_writer_does_not_exist(errors):
    assert errors["misspelt"].endswith("has no attribute 'SummaryWritter'")


def test_a_batch_is_no_image(errors):
    assert "input_format: CHW" in errors["batch-as-image"]
