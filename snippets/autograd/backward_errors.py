"""Going back: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% not-scalar raises=RuntimeError
x = torch.ones(3, requires_grad=True)
(x * 2).backward()

# %% wrong-shape raises=RuntimeError
(x * 2).backward(torch.ones(2))

# %% misspelt raises=AttributeError
(x * 2).sum().backword()

# %% twice raises=RuntimeError
features = torch.exp(x)
features.sum().backward()
(features**2).sum().backward()  # (1)!

# %% unused raises=RuntimeError
unused = torch.ones(3, requires_grad=True)
torch.autograd.grad((x * 2).sum(), [x, unused])

# %% constant raises=RuntimeError
data = torch.ones(3)
torch.autograd.grad((x * data).sum(), [data])
