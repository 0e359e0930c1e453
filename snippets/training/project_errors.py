"""From a notebook to a program: what goes wrong loudly."""

# %% _import
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Config:
    lr: float = 0.05


config = Config()

# %% misspelt raises=TypeError
Config(learning_rate=0.1)

# %% frozen raises=FrozenInstanceError
config.lr = 0.1

# %% not-close raises=AssertionError
torch.testing.assert_close(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.5]))

# %% shapes raises=AssertionError
torch.testing.assert_close(torch.zeros(3), torch.zeros(3, 1))
