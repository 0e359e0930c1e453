"""What the page on transfer says PyTorch refuses."""


def test_a_transformer_is_more_than_its_children(errors):
    assert "Expected (batch_size, seq_length, hidden_dim)" in errors["children-vit"]


def test_a_frozen_head_cannot_learn(errors):
    assert "element 0 of tensors does not require grad" in errors["frozen-head"]


def test_the_new_head_must_fit(errors):
    assert "(2x512 and 1000x5)" in errors["wrong-features"]


def test_photos_of_different_sizes_make_no_batch(errors):
    assert "stack expects each tensor to be equal size" in errors["sizes"]
