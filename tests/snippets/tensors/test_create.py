"""Facts that the page on making tensors tells its reader."""

import math

import numpy as np
import torch


def test_a_tensor_is_numbers_with_a_shape_a_dtype_and_a_device(page):
    assert page.scores.tolist() == [[5.5, 3.0], [1.0, 2.0], [0.0, 4.0]]
    assert page.scores.shape == (3, 2)
    assert page.scores.dtype == torch.float32
    assert page.scores.device == torch.device("cpu")


def test_each_pair_of_brackets_adds_an_axis(page):
    tensors = [page.scalar, page.vector, page.matrix, page.block]
    assert [t.dim() for t in tensors] == [0, 1, 2, 3]
    assert [tuple(t.shape) for t in tensors] == [(), (3,), (2, 3), (2, 3, 4)]
    assert [t.numel() for t in tensors] == [math.prod(t.shape) for t in tensors]


def test_a_loss_is_a_scalar_and_item_makes_it_a_python_number(page):
    assert page.loss.shape == ()
    assert page.batch_of_one.shape == (1,)
    assert type(page.loss.item()) is type(page.batch_of_one.item()) is float


def test_the_shape_unpacks_like_a_tuple(page):
    assert isinstance(page.matrix.shape, tuple)
    assert (page.rows, page.columns) == page.matrix.size() == (2, 3)


def test_memory_is_count_times_bytes_of_one_as_in_numpy(page):
    assert page.matrix.numel() == 6
    assert page.matrix.nbytes == 24 == np.zeros((2, 3), dtype=np.float32).nbytes


def test_arange_with_a_fractional_step_can_include_the_end(page):
    assert len(page.surprise) == 4
    torch.testing.assert_close(page.surprise[-1], torch.tensor(1.3))


def test_like_takes_shape_and_dtype_new_takes_only_the_dtype(page):
    assert torch.ones_like(page.half).dtype == torch.float16
    assert page.bias.shape == (3,)
    assert page.bias.dtype == page.half.dtype


def test_an_empty_tensor_holds_what_was_written_into_it(page):
    torch.testing.assert_close(page.losses, 1 / torch.arange(1.0, 5.0))


def test_printing_rounds_but_the_tensor_keeps_its_digits(page):
    assert str(page.third) == "tensor([0.3333])"
    assert page.third.item() == float(np.float32(1 / 3))


def test_the_page_leaves_print_options_and_default_dtype_as_they_were(page):
    assert torch.get_default_dtype() == torch.float32
    assert str(torch.tensor([1 / 3])) == "tensor([0.3333])"


def test_the_old_constructor_reads_a_number_as_a_length_and_a_list_as_data():
    assert torch.Tensor(3).shape == torch.empty(3).shape
    assert torch.Tensor([3]).tolist() == torch.tensor([3.0]).tolist()


def test_the_class_makes_floats_of_integers_and_the_function_does_not():
    assert torch.Tensor([1, 2]).dtype == torch.get_default_dtype()
    assert torch.tensor([1, 2]).dtype == torch.int64
    assert torch.Tensor is not torch.FloatTensor


def test_a_column_of_ones_follows_dtype_and_device_of_the_table(page):
    for dtype in (torch.float16, torch.float64, torch.int64):
        table = torch.zeros(3, 2, dtype=dtype)
        expected = torch.ones(3, 1, dtype=dtype)
        assert torch.equal(page.bias_column(table), expected)
    assert page.bias_column(torch.empty(3, 2, device="meta")).is_meta


def test_geometric_steps_agree_with_numpy(page):
    expected = torch.from_numpy(np.geomspace(0.5, 50, 7)).float()
    torch.testing.assert_close(page.geometric(0.5, 50, 7), expected)


def test_memory_needed_is_what_a_real_tensor_takes(page):
    for dtype in (torch.bool, torch.int16, torch.float32, torch.complex128):
        sample = torch.zeros(4, 5, dtype=dtype)
        assert page.memory_needed((4, 5), dtype) == sample.nbytes
    assert page.memory_needed((), torch.float32) == 4
