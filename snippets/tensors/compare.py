"""Do a NumPy expression and a PyTorch expression give the same thing?"""

import numpy as np


def same(array, tensor):
    """Assert equal shapes and values; print the shape and both dtypes."""
    np.testing.assert_allclose(tensor.numpy(), array, rtol=1e-5, atol=1e-6)
    same_shape(array, tensor)


def same_shape(array, tensor):
    """The same for values that cannot be equal: random or unset ones."""
    assert array.shape == tensor.shape, f"{array.shape}, {tensor.shape}"
    dtype = str(tensor.dtype).removeprefix("torch.")
    print(f"{array.shape} · {array.dtype} → {dtype}")


def same_range(array, tensor, low, high):
    """The same for random values from low to high."""
    for values in (array, tensor):
        assert low <= values.min() and values.max() <= high
    same_shape(array, tensor)


def same_answer(array, tensor):
    """Assert that both gave the same plain Python value; print it."""
    assert array == tensor, f"{array!r}, {tensor!r}"
    print(array)
