"""Where NumPy and PyTorch use one name for two things."""

import numpy as np
import pytest
import torch


def test_numpy_divides_by_n_and_torch_by_one_less(page):
    heights = torch.tensor(page.heights)
    squares = (heights - heights.mean()).square().sum()
    assert np.var(page.heights) == pytest.approx(squares.item() / 4)
    torch.testing.assert_close(heights.var(), squares / 3)
    assert np.std(page.heights, ddof=1) == pytest.approx(heights.std().item())


def test_the_median_of_torch_is_one_of_the_values(page):
    assert torch.tensor(page.heights).median() == 2
    assert np.median(page.heights) == torch.tensor(page.heights).quantile(0.5) == 2.5


def test_one_element_of_a_tensor_is_still_a_view(page):
    assert page.first == 1
    assert page.tvalues[0].data_ptr() == page.tvalues.data_ptr()
    assert page.tfirst == 9
    assert page.tvalues[0] == 5


def test_flatten_copies_in_numpy_and_only_where_it_must_in_torch(page):
    assert not np.shares_memory(page.table, page.table.flatten())
    assert page.ttable.flatten().data_ptr() == page.ttable.data_ptr()
    assert page.ttable.T.flatten().data_ptr() != page.ttable.data_ptr()
    assert page.table[0, 0] == 0
    assert page.ttable[0, 0] == 9


def test_repeat_is_tile_and_repeat_interleave_is_repeat():
    numbers = [1, 2]
    assert torch.tensor(numbers).repeat(2).tolist() == np.tile(numbers, 2).tolist()
    each = torch.tensor(numbers).repeat_interleave(2)
    assert each.tolist() == np.repeat(numbers, 2).tolist() == [1, 1, 2, 2]


def test_split_takes_a_number_there_and_a_length_here(page):
    assert [len(part) for part in np.split(page.six, 2)] == [3, 3]
    assert [len(part) for part in page.tsix.split(2)] == [2, 2, 2]
    assert [len(part) for part in page.tsix.tensor_split(2)] == [3, 3]


def test_noise_of_numpy_is_float64_whatever_it_is_for(page):
    assert page.weights.dtype == np.float32
    assert page.noise.dtype == (page.weights + page.noise).dtype == np.float64
    assert torch.randn_like(torch.from_numpy(page.weights)).dtype == torch.float32


def test_the_2_norm_of_a_matrix_is_its_largest_singular_value(page):
    assert np.linalg.norm(page.square, 2) == pytest.approx(4)
    assert np.linalg.norm(page.square) == pytest.approx(5)
    assert torch.linalg.matrix_norm(page.tsquare, 2).item() == pytest.approx(4)
    assert torch.linalg.vector_norm(page.tsquare, 2).item() == pytest.approx(5)


def test_one_axis_becomes_a_row_in_vstack_but_not_in_cat(page):
    assert np.vstack(page.two).shape == torch.vstack(page.ttwo).shape == (2, 2)
    assert np.hstack(page.two).shape == torch.hstack(page.ttwo).shape == (4,)
    assert torch.cat(page.ttwo, dim=0).shape == (4,)


def test_minus_one_is_worked_out_on_both_sides(page):
    assert np.arange(15).reshape(3, -1).shape == page.tfifteen.view(3, -1).shape == (3, 5)


def test_view_raises_where_reshape_copies(page):
    turned = page.tfifteen.T
    assert turned.reshape(15).data_ptr() != turned.data_ptr()
    with pytest.raises(RuntimeError, match="view"):
        turned.view(15)


def test_size_gives_the_shape_and_numel_the_number(page):
    assert page.tsix.size() == page.tsix.shape
    assert page.tsix.numel() == page.six.size


def test_the_translation_standardises_as_the_original(page):
    x = torch.rand(6, 2, dtype=torch.float64)
    expected = torch.from_numpy(page.standardise_array(x.numpy()))
    torch.testing.assert_close(page.standardise(x), expected)


def test_a_quarter_to_the_left_is_what_both_libraries_call_it(page):
    images = torch.rand(2, 3, 4)
    turned = np.rot90(images.numpy(), axes=(1, 2))
    assert np.array_equal(page.rotate_array(images.numpy()), turned)
    assert torch.equal(page.rotate(images), torch.rot90(images, dims=(1, 2)))
