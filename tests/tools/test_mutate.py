"""What counts as a change of a computation."""

import pytest

from scripts import mutate
from scripts.cells import Cell


def mutants(code):
    cell = Cell("a", 1, 2, code)
    return {
        mutate.apply(f"# %% a\n{code}", change).split("\n", 1)[1] for change in mutate.changes(cell)
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 3", {"x = 4"}),
        ("x = a + b", {"x = a - b"}),
        ("x = (a) @ b", {"x = (a) * b"}),
        ("x = t.sum()", {"x = t.prod()"}),
        ("x = t.all(keepdim=True)", {"x = t.all(keepdim=False)"}),
        ("# 张量\nx = a > b", {"# 张量\nx = a <= b"}),
        ("x = '张量'; y = a * b", {"x = '张量'; y = a + b"}),
        ("print(f'{x:.2f}')", set()),
        ("import torch", set()),
    ],
)
def test_a_mutant_differs_in_one_place(code, expected):
    assert mutants(code) == expected


def test_stubs_of_exercises_are_not_drawn():
    drawn = [cell.name for _, cell in mutate.candidates([])]
    assert drawn
    assert not [name for name in drawn if name.endswith("-stub")]


def test_cells_are_drawn_from_the_topics_that_are_named():
    refs = {module.ref.split("/")[0] for module, _ in mutate.candidates(["autograd", "optim"])}
    assert refs == {"autograd", "optim"}
