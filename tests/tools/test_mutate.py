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
        ("x = 2e4", {"x = 40000.0"}),
        ("print(f'{x:.2f}')", set()),
        ("assert_close(x, y, rtol=1e-3)", set()),
        ("torch.manual_seed(0)", set()),
        ("zip(x, y, strict=True)", set()),
        ("net.load_state_dict(x, strict=False)", {"net.load_state_dict(x, strict=True)"}),
        ("plt.plot(x[0], lw=2)", {"plt.plot(x[1], lw=2)"}),
        ("import torch", set()),
    ],
)
def test_a_mutant_differs_in_one_place(code, expected):
    assert mutants(code) == expected


def test_of_a_cell_that_must_fail_only_what_the_error_names_is_changed():
    cell = Cell("a", 1, 2, "torch.zeros(2, 3) @ torch.ones(4, 5)", {"raises": "RuntimeError"})
    assert [change.new for change in mutate.changes(cell, {"2", "3", "4"})] == ["3", "4", "5"]


def test_exercises_are_changed_in_their_solutions_only():
    drawn = [cell for _, cell, _ in mutate.candidates([])]
    assert [cell.name for cell in drawn if cell.name.endswith("-solution")]
    assert not [cell.name for cell in drawn if cell.name.endswith("-stub")]
    assert not [cell.name for cell in drawn if "fails-with" in cell.options]


def test_numbers_of_approved_errors_are_found():
    found = mutate.candidates(["data", "networks", "optim", "training"])
    drawn = {(module.ref, cell.name): possible for module, cell, possible in found}
    assert ("optim/optimisers_errors", "parameters-misspelt") not in drawn
    small = drawn["data/transforms_errors", "small"]  # RandomCrop([28, 28]) of zeros(1, 20, 20)
    assert sorted(change.new for change in small) == ["21", "21", "29", "29"]
    assert ("networks/lenet_steps_errors", "too-small") in drawn  # (4x256 and 400x120)
    assert ("training/precision_errors", "half-input") not in drawn  # mat1 and mat2


def test_cells_are_drawn_from_the_topics_that_are_named():
    drawn = mutate.candidates(["autograd", "optim"])
    assert {module.ref.split("/")[0] for module, _, _ in drawn} == {"autograd", "optim"}
