"""Facts that the page on the NumPy bridge tells its reader."""

import warnings

import numpy as np
import pytest
import torch


def test_the_bridge_keeps_shape_and_dtype():
    array = np.zeros((2, 3), dtype=np.int16)
    tensor = torch.from_numpy(array)
    assert (tensor.shape, tensor.dtype) == ((2, 3), torch.int16)
    assert tensor.numpy().dtype == np.int16


def test_three_names_see_what_was_done_through_any_of_them(page):
    assert page.tensor.tolist() == [0, 13, 14]
    assert page.back.tolist() == [0, 13, 14]
    assert np.shares_memory(page.back, page.tensor.numpy())


def test_assigning_a_sum_makes_a_new_array(page):
    assert page.array.tolist() == [1, 14, 15]
    assert not np.shares_memory(page.array, page.tensor.numpy())


def test_strides_count_bytes_in_numpy_and_elements_in_torch(page):
    size = page.turned.element_size()
    assert page.table.T.strides == tuple(size * step for step in page.turned.stride())
    assert page.turned.data_ptr() == page.table.ctypes.data


def test_following_means_that_a_later_change_shows(page):
    assert page.follows(lambda a: a)
    assert not page.follows(np.copy)


SHARING_IN = {"from_numpy(a)", "as_tensor(a)", "asarray(a)", "from_dlpack(a)"}
SHARING_IN |= {"from_numpy(a).float()"}


def test_these_ways_into_torch_share_and_the_others_copy(page):
    shared = {code for code, convert in page.ways_in.items() if page.follows(convert)}
    assert shared == {f"torch.{code}" for code in SHARING_IN}
    assert set(page.ways_in) - shared == {
        "torch.tensor(a)",
        "torch.asarray(a, copy=True)",
        "torch.from_numpy(a).clone()",
        "torch.from_numpy(a).double()",
    }


def test_these_ways_out_of_torch_share_and_the_others_copy(page):
    shared = {
        code
        for code, convert in page.ways_out.items()
        if page.follows(lambda a, go=convert: go(torch.from_numpy(a)))
    }
    assert shared == {"t.numpy()", "np.asarray(t)", "np.from_dlpack(t)"}


def test_every_listed_way_does_what_its_label_says(page):
    array = np.ones(3, dtype=np.float32)
    for code, convert in page.ways_in.items():
        expected = eval(code, {"torch": torch, "a": array})
        assert torch.equal(convert(array), expected)
        assert convert(array).dtype == expected.dtype
    tensor = torch.ones(3)
    for code, convert in page.ways_out.items():
        expected = eval(code, {"np": np, "t": tensor})
        assert type(convert(tensor)) is type(expected)
        assert getattr(convert(tensor), "dtype", None) == getattr(expected, "dtype", None)


def test_a_number_out_of_float32_is_only_close(page):
    assert isinstance(page.loss.item(), float)
    assert page.loss.item() != 0.1
    assert page.loss.item() == float(np.float32(0.1))


def test_lists_nest_and_ravel_does_not(page):
    assert page.scores.tolist() == [[1, 2.5], [3, 4]]
    assert page.scores.numpy().ravel().shape == (4,)


def test_the_usual_dtypes_come_back_as_they_went(page):
    assert torch.int8 in page.crossing
    for dtype in page.crossing:
        assert torch.from_numpy(torch.ones(2, dtype=dtype).numpy()).dtype == dtype


def test_float32_holds_every_finite_bfloat16():
    bits = torch.arange(-(2**15), 2**15).to(torch.int16)
    every = bits.view(torch.bfloat16)
    every = every[every.isfinite()]
    assert torch.equal(every.float().bfloat16().view(torch.int16), every.view(torch.int16))


def test_writing_through_detach_changes_the_weight(page):
    assert page.weight.tolist() == [100, 2]
    assert page.weight.requires_grad


def test_force_is_short_for_detach_and_cpu():
    weight = torch.ones(2, requires_grad=True)
    assert weight.numpy(force=True).tolist() == [1, 1]


def test_only_a_copy_keeps_the_measurements(page):
    assert page.measured.tolist() == [2, 4, 6]
    assert page.centred.tolist() == [-2, 0, 2]
    shared = torch.from_numpy(page.measured.copy())
    original = shared.numpy()
    shared -= shared.mean()
    assert original.tolist() == [-2, 0, 2]


@pytest.mark.parametrize("convert", [torch.as_tensor, torch.asarray])
def test_whether_as_tensor_shares_depends_on_the_dtype(convert):
    for dtype, left in ((np.float32, 0), (np.float64, 1)):
        data = np.ones(1, dtype=dtype)
        convert(data, dtype=torch.float32).zero_()
        assert data[0] == left


def test_numbers_of_numpy_keep_float64_and_lists_do_not(page):
    assert page.features.dtype == np.float64
    assert torch.tensor(page.features.mean()).dtype == torch.float64
    assert torch.tensor(page.features.tolist()).dtype == torch.float32
    assert page.inputs.dtype == torch.float32


def test_a_reversed_array_crosses_as_a_copy(page):
    assert torch.equal(
        torch.from_numpy(page.ramp[::-1].copy()), torch.from_numpy(page.ramp).flip(0)
    )


@pytest.mark.parametrize("convert", [torch.tensor, torch.as_tensor, torch.asarray])
def test_no_other_way_takes_a_reversed_array(convert):
    with pytest.raises(ValueError, match="negative"):
        convert(np.arange(4)[::-1])


def test_read_only_arrays_warn_unless_they_are_copied(page):
    assert not page.raw.flags.writeable
    assert not np.broadcast_to(np.ones(1), (2,)).flags.writeable
    assert page.pixels.tolist() == [0, 128, 255]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.tensor(page.raw)


def test_both_warnings_are_shown_to_the_reader(transcripts):
    cells = transcripts["tensors/numpy_bridge"].cells
    assert "not writable" in cells["read-only"].stderr
    assert "extremely slow" in cells["list-of-arrays"].stderr


def test_a_stack_of_arrays_is_the_list_of_arrays(page):
    assert torch.equal(page.fast, page.slow)
    assert page.fast.shape == (2, 3)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_tensor_plus_an_array_has_a_result():
    assert torch.equal(torch.ones(2) + np.ones(2, dtype=np.float32), torch.full((2,), 2.0))


def test_both_sides_of_a_sum_are_tensors(page):
    assert torch.equal(page.total, torch.full((2,), 2.0))


def test_a_snapshot_does_not_follow_its_parameter(page):
    parameter = torch.ones(2, requires_grad=True)
    taken = page.snapshot(parameter)
    parameter.data.zero_()
    assert taken.tolist() == [1, 1]


def test_pixels_of_any_layout_become_the_same_input(page):
    images = np.random.randint(0, 256, (2, 4, 5, 3), dtype=np.uint8)
    expected = torch.tensor(images.transpose(0, 3, 1, 2) / 255, dtype=torch.float32)
    for layout in (images, np.asfortranarray(images), images[:, ::-1][:, ::-1]):
        torch.testing.assert_close(page.to_input(layout), expected)
    assert torch.equal(page.to_input(images[:, ::-1]), page.to_input(images).flip(2))


def test_overlap_sees_slices_and_weights(page):
    array = np.zeros(6, dtype=np.float32)
    tensor = torch.from_numpy(array)
    assert page.overlap(array[2:4], tensor[3:])
    assert not page.overlap(array[:3], tensor[3:])
    assert page.overlap(array, tensor.requires_grad_())
