"""The same numbers twice: seeds, generators, and their limits."""

# %% import
import random

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

torch.manual_seed(0)

# %% _definitions

from snippets.training.noisy import Noisy, reseed
from snippets.training.spirals import make_net, spirals


# %% three-sources
def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)  # (1)!


seed_all(0)
a = random.random(), np.random.rand(), torch.rand(()).item()
seed_all(0)
b = random.random(), np.random.rand(), torch.rand(()).item()
print(a == b)

# %% only-one
torch.manual_seed(0)
a = np.random.rand()
torch.manual_seed(0)
print(np.random.rand() == a)


# %% train
data = TensorDataset(*spirals(100, seed=1))  # 300 points


def train(seed, generator=None, epochs=3):
    torch.manual_seed(seed)
    model = make_net()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    loader = DataLoader(data, 50, shuffle=True, generator=generator)
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
    return torch.cat([p.detach().flatten() for p in model.parameters()])


# %% twice
print(torch.equal(train(seed=0), train(seed=0)))
print(torch.equal(train(seed=0), train(seed=1)))

# %% generator
own = torch.Generator().manual_seed(7)
print(torch.randperm(5, generator=own).shape)
before = torch.get_rng_state()
train_part, val_part = random_split(data, [0.8, 0.2], generator=own)
print(torch.equal(torch.get_rng_state(), before))  # (1)!


# %% loader-generator
def order(seed):
    torch.manual_seed(seed)  # (1)!
    own = torch.Generator().manual_seed(7)
    loader = DataLoader(range(6), shuffle=True, generator=own)
    return [i.item() for i in loader]


print(order(seed=0) == order(seed=1))

# %% workers
drawn = list(DataLoader(Noisy(), None, num_workers=2))
print(drawn[0::2] == drawn[1::2])  # (1)!

# %% workers-repaired
loader = DataLoader(Noisy(), None, num_workers=2, worker_init_fn=reseed)
torch.manual_seed(0)
drawn, again = list(loader), list(loader)
torch.manual_seed(0)
print(drawn[0::2] == drawn[1::2], drawn == again)
print(drawn == list(loader))  # (1)!

# %% deterministic
torch.use_deterministic_algorithms(True)
x = torch.zeros(3)
x.index_add_(0, torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))
print(x, torch.empty(2))  # (1)!
torch.use_deterministic_algorithms(False)

# %% warn-only warns=UserWarning
torch.use_deterministic_algorithms(True, warn_only=True)
x.put_(torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))
torch.use_deterministic_algorithms(False)

# %% cudnn
print(torch.backends.cudnn.benchmark)  # (1)!
print(torch.backends.cudnn.deterministic)  # (2)!

# %% rounding
big, small = torch.tensor(1e8), torch.tensor(1.0)
print((big + small) - big, (big - big) + small)
torch.testing.assert_close(0.1 + 0.2, 0.3)
print(0.1 + 0.2 == 0.3)


# %% spread varies="digits of a training run"
@torch.no_grad()
def accuracy(weights):
    model = make_net().eval()
    nn.utils.vector_to_parameters(weights, model.parameters())
    points, labels = spirals(200, seed=2)
    return (model(points).argmax(dim=1) == labels).float().mean().item()


scores = torch.tensor([accuracy(train(s, epochs=10)) for s in range(8)])
print(f"{scores.mean():.3f} ± {scores.std():.3f}, n = {len(scores)}")
plt.figure(figsize=(7, 1.2))
plt.plot(scores, torch.zeros(8), "o", alpha=0.6)
plt.yticks([])
plt.xlabel("accuracy, one dot for each seed")

# %% epochs-differ
own = torch.Generator().manual_seed(0)
loader = DataLoader(range(20), 20, shuffle=True, generator=own)
first, second = (next(iter(loader)).tolist() for _ in range(2))
print(first == second)  # (1)!


# %% add-noise-stub
def add_noise(x, seed):
    """x plus normal noise, always the same for a seed."""
    torch.manual_seed(seed)
    return x + torch.randn_like(x)


# %% add-noise-solution
def add_noise(x, seed):
    """x plus normal noise, always the same for a seed."""
    own = torch.Generator(x.device).manual_seed(seed)
    return x + torch.randn_like(x, generator=own)


# %% add-noise-check fails-with=add-noise-stub
x = torch.zeros(3)
assert torch.equal(add_noise(x, 1), add_noise(x, 1))
assert not torch.equal(add_noise(x, 1), add_noise(x, 2))
before = torch.get_rng_state()
add_noise(x, 1)
assert torch.equal(torch.get_rng_state(), before)


# %% split-stub
def split(n, part, seed):  # -> two index tensors
    """The same `part` of n numbers for a seed, and the rest."""
    chosen = torch.randperm(n)[: int(part * n)]
    others = torch.randperm(n)[int(part * n) :]
    return chosen, others


# %% split-solution
def split(n, part, seed):  # -> two index tensors
    """The same `part` of n numbers for a seed, and the rest."""
    own = torch.Generator().manual_seed(seed)
    mixed = torch.randperm(n, generator=own)
    return mixed[: int(part * n)], mixed[int(part * n) :]


# %% split-check fails-with=split-stub
chosen, others = split(100, 0.8, seed=4)
assert torch.equal(
    torch.cat((chosen, others)).sort().values, torch.arange(100)
)
assert torch.equal(split(100, 0.8, seed=4)[0], chosen)
assert not torch.equal(split(100, 0.8, seed=5)[0], chosen)
