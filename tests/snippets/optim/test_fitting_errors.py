"""Errors that the page on fitting shows its reader."""


def test_the_parts_must_add_up(errors):
    assert "does not equal the length" in errors["lengths"]


def test_inputs_and_labels_are_as_many(errors):
    assert "Size mismatch" in errors["uneven"]
