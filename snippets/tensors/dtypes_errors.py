"""Dtypes and devices: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% half-misspelt raises=AttributeError
torch.MalfTensor([1.0])

# %% float8-sum raises=NotImplementedError
small = torch.ones(2).to(torch.float8_e4m3fn)
small + small

# %% dtype-mismatch raises=RuntimeError
layer = torch.nn.Linear(2, 1)  # float32
features = torch.ones(1, 2, dtype=torch.float64)  # (1)!
layer(features)

# %% does-not-fit raises=RuntimeError
torch.tensor([300], dtype=torch.uint8)

# %% device-mismatch raises=RuntimeError
here = torch.ones(2)
elsewhere = torch.ones(2, device="meta")
here + elsewhere

# %% no-such-device raises=RuntimeError
torch.device("gpu")
