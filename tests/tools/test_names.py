"""Which names of torch a piece of code uses."""

import pytest
import torch

from scripts.names import used

IMPORTS = "import torch\nimport torch.nn.functional as F\nfrom torch import nn, optim\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("torch.zeros(2, dtype=torch.int64)", ["torch.int64", "torch.zeros"]),
        ("F.relu(x)", ["torch.nn.functional.relu"]),
        ("nn.Linear(2, 3)", ["torch.nn.Linear"]),
        ("x.view(2)", ["torch.Tensor.view"]),
        ("x.sum().item()", ["torch.Tensor.item", "torch.Tensor.sum"]),
        ("net.parameters()", ["torch.nn.Module.parameters"]),
        ("text.split(',')", []),
        ("','.join(text).split()", []),
        ("torch.Tensor.view(x, 2)", ["torch.Tensor.view"]),
        ("from torch.func import vmap\nvmap(f)", ["torch.func.vmap"]),
        ("torch.no_such_thing(2)", []),
        ("class Net(nn.Module):\n    pass", ["torch.nn.Module"]),
    ],
)
def test_names_are_found_by_import_and_by_type(code, expected):
    imports: dict[str, str] = {}
    used(IMPORTS, imports, {})
    values = {"x": torch.zeros(2), "net": torch.nn.Linear(1, 1), "text": "a"}
    assert used(code, imports, values) == expected
