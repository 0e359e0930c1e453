"""Facts that the table of arrays and tensors tells its reader."""

import re

import numpy as np
import pytest
import torch

ROW = re.compile(r"(\(.*\)) · (\w+) → (\w+)\n")


@pytest.fixture(scope="module")
def rows(transcripts):
    """What each row printed."""
    cells = transcripts["tensors/numpy_table"].cells
    other = {"import", "_same", "data", "numpy-words"}
    return {name: result.stdout for name, result in cells.items() if name not in other}


def test_every_row_shows_shape_and_dtypes_or_an_answer(rows):
    plain = {name for name, text in rows.items() if not ROW.fullmatch(text)}
    assert plain == {"shape", "count"}
    assert rows["shape"] == "(3, 2)\n"
    assert rows["count"] == "6\n"


def test_numpy_makes_float64_where_torch_makes_float32(rows):
    dtypes = {name: ROW.fullmatch(text).groups()[1:] for name, text in rows.items() if "→" in text}
    alike = {name for name, (left, right) in dtypes.items() if left == right}
    assert alike == {"whole-numbers", "cast", "reorder", "swap"}
    assert {dtypes[name] for name in dtypes.keys() - alike} == {("float64", "float32")}


SHAPES = {
    "zeros": (2, 3),
    "normal-like": (3, 2),
    "column": (3,),
    "part": (2, 1),
    "by-list": (2, 2),
    "by-mask": (4,),
    "reshape": (2, 3),
    "one-axis": (6,),
    "transpose": (2, 3),
    "reorder": (4, 2, 3),
    "swap": (3, 2, 4),
    "new-axis": (3, 1, 2),
    "stretch": (4, 3, 2),
    "tile": (3, 4),
    "repeat-each": (6, 2),
    "below": (6, 2),
    "beside": (3, 4),
    "stack": (2, 3, 2),
    "mean": (3, 1),
    "largest": (2,),
    "norm": (),
}


@pytest.mark.parametrize("name", SHAPES)
def test_rows_have_the_shape_their_label_promises(rows, name):
    assert rows[name].startswith(f"{SHAPES[name]} ")


def test_adding_in_place_changed_both_receivers(page):
    expected = [[11, 12], [14, 13], [15, 16]]
    assert page.b.tolist() == page.tb.tolist() == expected


def test_no_other_row_changed_what_it_was_given(page):
    assert page.a.tolist() == page.ta.tolist() == page.numbers
    assert page.m.tolist() == page.tm.tolist() == [[2, 1], [5, 3]]


def test_no_row_would_hold_for_a_mistaken_axis_or_order(page):
    assert not torch.equal(page.tm, page.tm.T)
    for tensor in (page.ta, page.tm, page.tc):
        assert tensor.unique().numel() == tensor.numel()


def test_a_reversed_slice_is_a_view_and_flip_a_copy(page):
    assert np.shares_memory(page.a, page.a[::-1])
    assert page.ta.flip(0).data_ptr() != page.ta.data_ptr()


def test_stretching_copies_on_neither_side(page):
    assert np.shares_memory(page.a, np.broadcast_to(page.a, (4, 3, 2)))
    assert page.ta.expand(4, 3, 2).data_ptr() == page.ta.data_ptr()


def test_the_words_of_numpy_do_the_same(page):
    assert torch.equal(page.ta.sum(axis=0, keepdims=True), page.ta.sum(dim=0, keepdim=True))
    joined = torch.cat((page.ta, page.tb), dim=1)
    assert torch.equal(torch.concatenate((page.ta, page.tb), axis=1), joined)
    assert torch.equal(torch.hstack((page.ta, page.tb)), joined)


def test_torch_norm_is_deprecated_in_words_only(recwarn):
    assert "deprecated" in torch.norm.__doc__
    assert torch.norm(torch.tensor([3.0, 4.0])) == 5
    assert torch.tensor([3.0, 4.0]).norm() == 5
    # What earlier tests left open may be told of now.
    assert all(issubclass(told.category, ResourceWarning) for told in recwarn)
