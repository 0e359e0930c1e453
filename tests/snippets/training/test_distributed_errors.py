"""What the page on several processes says PyTorch refuses."""


def test_a_wrapper_needs_a_process_group(errors):
    assert "Default process group has not been initialized" in errors["no-group"]


def test_plain_python_tells_no_rank(errors):
    assert "environment variable RANK expected, but not set" in errors["no-torchrun"]
