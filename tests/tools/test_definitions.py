"""The definitions that a name needs, gathered from all modules into one text that stands alone."""

import os
import subprocess
import sys

import pytest

from scripts import definitions, imports
from scripts.problems import Problems

MODELS = '''"""Models."""

import torch.nn.functional as F
from torch import nn

from snippets.page.sizes import WIDTH, doubled

# How often it is done.
TIMES, UNUSED = 3, 4


def unused():
    return nn


@staticmethod
def decorated():
    return TIMES


class Net(nn.Module):
    """A net."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(WIDTH, doubled(WIDTH))  # (N, WIDTH)

    def forward(self, x):
        for _ in range(TIMES):
            x = F.relu(x)  # each time
        return self.layer(x)
'''
SIZES = '''"""Sizes."""

import math
from torch.nn import functional as F

WIDTH = 2


def doubled(n):  # -> int
    """Twice as much."""
    return int(2 * n * math.cos(0) * F.relu(F.sigmoid(ONE)).numel())


def other():
    return WIDTH


ONE = None
'''


@pytest.fixture
def modules(tree):
    tree.write("snippets/page/models.py", MODELS)
    tree.write("snippets/page/sizes.py", SIZES)
    return tree


def test_a_closure_holds_what_is_needed_in_order_and_nothing_else(modules):
    assert definitions.closure([("page/models", "Net")]).startswith(
        '''import math

import torch.nn.functional as F
from torch import nn


WIDTH = 2


def doubled(n):  # -> int
    """Twice as much."""
    return int(2 * n * math.cos(0) * F.relu(F.sigmoid(ONE)).numel())


ONE = None


# How often it is done.
TIMES, UNUSED = 3, 4


class Net(nn.Module):
    """A net."""
'''
    )


def test_a_closure_of_several_names_holds_each_thing_once(modules):
    both = definitions.closure([("page/models", "Net"), ("page/sizes", "doubled")])
    assert both == definitions.closure([("page/models", "Net")])


def test_decorators_belong_to_what_they_decorate(modules):
    assert "@staticmethod\ndef decorated" in definitions.closure([("page/models", "decorated")])


def test_the_real_definitions_stand_alone(tmp_path):
    wanted = [("datasets/mnist", "load_mnist"), ("datasets/cifar10", "cifar10_dataset")]
    wanted += [("examples/training", "Training"), ("drawing/grid", "planes")]
    (tmp_path / "alone.py").write_text(definitions.closure(wanted), encoding="utf-8")
    code = "import alone; print(len(alone.load_mnist(train=False)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTORCH_NOTES_DATA": "", "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "297\n"


def change(modules, name: str, old: str, new: str) -> None:
    text = (modules.root / "snippets" / name).read_text("utf-8")
    assert old in text
    modules.write(f"snippets/{name}", text.replace(old, new))


def net() -> str:
    return definitions.digest("page/models", "Net")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("page/models.py", "  # each time", "  # again"),
        ("page/models.py", '"""A net."""', '"""A fine net."""'),
        ("page/models.py", "# How often it is done.\n", ""),
        ("page/models.py", "    return nn\n", "    return F\n"),
        ("page/sizes.py", "    return WIDTH\n", "    return 3\n"),
        ("page/sizes.py", '    """Twice as much."""\n', ""),
    ],
)
def test_comments_docstrings_and_what_is_not_needed_do_not_change_the_digest(
    modules, name, old, new
):
    before = net()
    change(modules, name, old, new)
    assert net() == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("page/models.py", "TIMES, UNUSED = 3", "TIMES, UNUSED = 5"),
        ("page/models.py", "F.relu(x)", "F.gelu(x)"),
        ("page/models.py", "from torch import nn", "from other import nn"),
        ("page/sizes.py", "WIDTH = 2", "WIDTH = 3"),
        ("page/sizes.py", "2 * n", "3 * n"),
    ],
)
def test_what_is_needed_changes_the_digest(modules, name, old, new):
    before = net()
    change(modules, name, old, new)
    assert net() != before


def problems(*wanted) -> str:
    with pytest.raises(Problems) as raised:
        definitions.closure(wanted)
    return str(raised.value)


def test_names_that_mean_two_things_are_an_error_that_says_where(modules):
    modules.write("snippets/page/more.py", "def doubled(n):\n    return n\n")
    said = problems(("page/models", "Net"), ("page/more", "doubled"))
    assert "snippets/page/more.py (line 1): doubled means something else in" in said
    assert "snippets/page/sizes.py:9" in said


def test_a_name_that_is_a_library_elsewhere_is_an_error(modules):
    modules.write("snippets/page/more.py", "def F():\n    return math\n")
    assert "F means something else" in problems(("page/models", "Net"), ("page/more", "F"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("from snippets.page import sizes", "of snippets.page.sizes, import what is used"),
        ("import snippets.page.sizes as sizes", "under its own name"),
        ("from snippets.page.sizes import WIDTH as sizes", "under its own name"),
    ],
)
def test_definitions_are_imported_by_their_names(modules, line, message):
    modules.write("snippets/page/more.py", f"{line}\n\n\ndef f():\n    return sizes\n")
    assert message in problems(("page/more", "f"))


def test_imports_from_snippets_stand_at_the_head(modules):
    source = "def f():\n    from snippets.page.sizes import WIDTH\n    return WIDTH\n"
    modules.write("snippets/page/more.py", source)
    assert "snippets/page/more.py (line 2): import from snippets at the head" in problems(
        ("page/more", "f")
    )


def test_what_is_not_there_is_said(modules):
    modules.write("snippets/page/cut.py", "# %% cell\nx = 1\n")
    assert "snippets/page/models.py defines no Nat" in problems(("page/models", "Nat"))
    assert "there is no module snippets/page/none.py" in problems(("page/none", "Net"))
    assert "is cut in cells" in problems(("page/cut", "x"))


def test_from_imports_are_wrapped_and_sorted():
    names = ["relu", "Tensor", "INF", *(f"a_long_name_{n}" for n in range(4))]
    found = [imports.Import(n, "torch.things", n, "page/x", 1) for n in names]
    lines = imports.import_lines(found).split("\n")
    assert lines[:3] == ["from torch.things import (", "    INF,", "    Tensor,"]


def test_code_of_modules_that_are_left_out_does_not_count(modules):
    without = definitions.digest("page/models", "Net", {"page/sizes"})
    assert "doubled(n)" not in definitions.closure([("page/models", "Net")], {"page/sizes"})
    change(modules, "page/sizes.py", "2 * n", "3 * n")
    assert definitions.digest("page/models", "Net", {"page/sizes"}) == without
