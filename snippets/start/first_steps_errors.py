"""First steps: what goes wrong loudly."""

# %% _import
import torch

x = torch.linspace(0, 4, 20).reshape(20, 1)
y = 2 * x - 1
w = torch.zeros(1, requires_grad=True)

# %% recorded-update raises=RuntimeError
loss = ((w * x - y) ** 2).mean()
loss.backward()
w -= 0.1 * w.grad

# %% not-a-number raises=RuntimeError
((w * x - y) ** 2).backward()

# %% plot-recorded raises=RuntimeError
(w * x).numpy()
