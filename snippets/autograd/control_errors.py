"""Control: what PyTorch refuses, and how it says so."""

# %% _import
import torch

# %% none-grad raises=AttributeError
w = torch.tensor([1.0, 2.0], requires_grad=True)
print(w.grad.norm())

# %% numpy raises=RuntimeError
w.numpy()

# %% inference raises=RuntimeError
with torch.inference_mode():
    frozen = torch.ones(2)
w * frozen

# %% leaf-in-place raises=RuntimeError
w -= 0.1

# %% detach-in-place raises=RuntimeError
y = torch.sigmoid(w)
y.detach().mul_(2)
y.sum().backward()

# %% in-place raises=RuntimeError
y = torch.exp(w)
y += 1  # (1)!
y.sum().backward()
