"""The graph: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% misspelt raises=TypeError
torch.tensor([1.0, 2.0], require_grad=True)

# %% integers raises=RuntimeError
torch.tensor([1, 2], requires_grad=True)

# %% too-late raises=RuntimeError
w = torch.tensor(2.0)
loss = (w * 3 - 1) ** 2
w.requires_grad_()  # (1)!
loss.backward()

# %% retain-untracked raises=RuntimeError
torch.ones(2).retain_grad()

# %% not-a-leaf raises=RuntimeError
hidden = torch.ones(2, requires_grad=True) * 3
hidden.requires_grad_(False)
