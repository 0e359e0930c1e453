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

# %% anomaly raises=RuntimeError
import warnings

u = torch.tensor([0.0, 4.0], requires_grad=True)
with warnings.catch_warnings(record=True) as told:  # (1)!
    with torch.autograd.set_detect_anomaly(True):
        root = u.sqrt()
        length = torch.where(u > 0, root * u, 0.0)
        length.sum().backward()

# %% culprit
lines = str(told[0].message).splitlines()
print(lines[0])
print(*[line for line in lines if "root = " in line])
