"""The NumPy bridge: what cannot cross it, and how it says so."""

# %% _import
import numpy as np
import torch

# %% bfloat16 raises=TypeError
torch.ones(2, dtype=torch.bfloat16).numpy()

# %% requires-grad raises=RuntimeError
weight = torch.tensor([1.0, 2.0], requires_grad=True)
weight.numpy()

# %% float64 raises=RuntimeError
layer = torch.nn.Linear(2, 1)  # float32
features = np.array([[0.5, 1.5]])  # (1)!
layer(torch.from_numpy(features))

# %% np-float raises=AttributeError
np.array([1, 2], dtype=np.float)

# %% negative-stride raises=ValueError
torch.from_numpy(np.arange(4)[::-1])

# %% mixed raises=TypeError
np.ones(2) + torch.ones(2)
