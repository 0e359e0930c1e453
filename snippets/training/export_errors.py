"""Export: what goes wrong loudly."""

# %% _import
import logging

import torch
from torch import nn

logging.disable(logging.WARNING)  # what is logged bears time and place

net = nn.Linear(2, 3)
example = torch.randn(4, 2)

# %% onnx raises=ModuleNotFoundError
torch.onnx.export(net, (example,), "net.onnx")

# %% fixed-batch raises=AssertionError
program = torch.export.export(net, (example,))
program.module()(torch.randn(9, 2))


# %% picky
class Picky(nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x
        return -x


# %% branch
from contextlib import redirect_stderr
from io import StringIO

try:
    with redirect_stderr(StringIO()):  # (1)!
        torch.export.export(Picky(), (torch.ones(3),))
except RuntimeError as error:
    print(type(error).__name__)
    print(str(error).splitlines()[0])  # (2)!
