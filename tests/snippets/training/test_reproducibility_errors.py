"""What the page on reproducibility says PyTorch refuses."""


def test_an_operation_without_a_deterministic_version_is_refused(errors):
    assert "put_ does not have a deterministic implementation" in errors["not-deterministic"]


def test_a_seed_is_no_generator(errors):
    assert "generator=int" in errors["seed-for-generator"]
