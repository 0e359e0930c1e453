"""What goes wrong with the small example."""

# %% _net
import torch
from snippets.examples.small_parts import Net

wrong = Net()

# %% shapes raises=RuntimeError
wrong(torch.rand(3))  # (1)!

# %% warned warns=UserWarning
import warnings

warnings.warn("look out", stacklevel=1)
