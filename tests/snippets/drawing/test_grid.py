"""The helpers that draw tensors."""

import matplotlib.pyplot as plt
import pytest
import torch

from snippets.drawing import grid, palette


@pytest.fixture
def axes():
    yield grid.canvas(8, 5)
    plt.close("all")


def words(axes):
    return [text.get_text() for text in axes.texts]


def test_a_cell_of_the_canvas_is_as_large_as_it_says(axes):
    left, right = (axes.transData.transform((x, 0))[0] for x in (2, 3))
    assert (right - left) / axes.figure.dpi == pytest.approx(grid.CELL)


def test_a_grid_shows_every_value_in_its_place(axes):
    grid.grid(axes, 1, 2, torch.tensor([[5, 6, 7], [8, 9, 10]]))
    places = {text.get_text(): text.get_position() for text in axes.texts}
    assert places["5"] == (1.5, 2.5) and places["10"] == (3.5, 3.5)
    assert len(axes.patches) == 6


def test_a_tensor_with_one_axis_is_drawn_as_a_row(axes):
    grid.grid(axes, 0, 0, torch.arange(3))
    assert [text.get_position()[1] for text in axes.texts] == [0.5] * 3


def test_memory_is_numbered_below_its_values(axes):
    grid.memory(axes, 0, 0, torch.tensor([7, 8]), first=4)
    assert words(axes) == ["7", "8", "4", "5"]


def test_only_the_first_of_the_planes_shows_its_values(axes):
    grid.planes(axes, 0, 1, torch.arange(12).reshape(3, 2, 2))
    assert sorted(filter(None, words(axes))) == ["0", "1", "2", "3"]
    assert len(axes.patches) == 12


def test_fills_may_depend_on_the_place(axes):
    fills = [palette.SOFT1, palette.SOFT2]
    grid.grid(axes, 0, 0, [[1, 2]], lambda row, column: fills[column])
    shown = [plt.matplotlib.colors.to_hex(patch.get_facecolor()) for patch in axes.patches]
    assert shown == fills
