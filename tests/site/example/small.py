"""An example of its own for tests."""

# %% _data
from snippets.examples.small_parts import LENGTH, Net, points

# isort: split

# %% look
import matplotlib.pyplot as plt
import torch
from torch import nn

x, y = points(LENGTH)  # (N, 1), (N, 1)
plt.scatter(x, y)
print(x.shape, y.shape)  # (1)!

# %% train
torch.manual_seed(1)
model = Net()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(50):
    loss = nn.functional.mse_loss(model(x), y)  # (1)!
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()  # (2)!
print(f"loss {loss:.4f}", torch.rand(1))


# %% mean-stub
def mean(values):  # (N,) -> ()
    """The mean."""
    return values[0]


# %% mean-solution
def mean(values):  # (N,) -> ()
    """The mean."""
    return values.sum() / len(values)


# %% mean-check fails-with=mean-stub
assert torch.allclose(mean(y), y.mean())

# %% after
print(torch.rand(2))
