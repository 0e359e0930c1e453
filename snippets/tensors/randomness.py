"""Random numbers: drawing them, and drawing the same ones again."""

# %% import
import random

import matplotlib.pyplot as plt
import numpy as np
import torch

# %% uniform
torch.manual_seed(23)  # (1)!
print(torch.rand(2, 3))
print(torch.rand(2, dtype=torch.float64))

# %% normal
print(torch.randn(2, 3))

# %% histogram
figure, (left, right) = plt.subplots(1, 2, figsize=(7, 2.4))
left.hist(torch.rand(10_000).numpy(), bins=25)
left.set_title("torch.rand")
right.hist(torch.randn(10_000).numpy(), bins=25)
right.set_title("torch.randn")

# %% interval
u = torch.rand(5)
print(-2 + 6 * u)  # (1)!
print(torch.empty(5).uniform_(-2, 4))  # (2)!

# %% own-mean-and-std
mean = torch.full((10,), 0.0)  # (1)!
std = torch.linspace(1, 0.1, steps=10)  # (10,)
print(torch.normal(mean, std))
print(torch.normal(20.0, 0.5, size=(2, 2)))  # (2)!

# %% integers
dice = torch.randint(1, 7, (2, 10))  # (1)!
print(dice)
print(dice.dtype)

# %% shuffle
photos = torch.arange(10, 16)
labels = torch.arange(20, 26)
order = torch.randperm(6)  # (1)!
print(order)
print(photos[order], labels[order])

# %% weighted
weights = torch.tensor([1.0, 1.0, 8.0])
picks = torch.multinomial(weights, 1000, replacement=True)
print(picks.bincount())  # (1)!

# %% like
counts = torch.tensor([3, 1, 4])
noise = torch.randn_like(counts, dtype=torch.float32)  # (1)!
print(noise.shape, noise.dtype)

# %% seed
torch.manual_seed(23)
first = torch.rand(3)
torch.manual_seed(23)
print(torch.equal(torch.rand(3), first))
print(torch.equal(torch.rand(3), first))  # (1)!

# %% order-matters
torch.manual_seed(23)
torch.rand(1)  # (1)!
print(torch.rand(3))
print(first)


# %% three-generators
def seed_everything(seed):
    random.seed(seed)  # (1)!
    np.random.seed(seed)  # (2)!
    torch.manual_seed(seed)  # (3)!


seed_everything(23)
before = random.random(), np.random.rand(), torch.rand(1).item()
seed_everything(23)
print(before == (random.random(), np.random.rand(), torch.rand(1).item()))

# %% generator
torch.manual_seed(23)
shuffler = torch.Generator().manual_seed(0)  # (1)!
print(torch.randperm(6, generator=shuffler))
print(torch.equal(torch.rand(3), first))  # (2)!

# %% fork
torch.manual_seed(23)
with torch.random.fork_rng(devices=[]):  # (1)!
    torch.manual_seed(0)
    preview = torch.rand(100)
print(torch.equal(torch.rand(3), first))

# %% state
state = torch.get_rng_state()
a = torch.rand(3)
torch.set_rng_state(state)
print(torch.equal(torch.rand(3), a))

# %% seed-in-the-loop
for epoch in range(3):
    torch.manual_seed(0)  # (1)!
    print(torch.randperm(6))

# %% seed-in-the-loop-repaired
torch.manual_seed(0)
for epoch in range(3):
    print(torch.randperm(6))

# %% log-of-zero
u = torch.tensor([0.0, 0.5])  # (1)!
print(torch.log(u))
print(torch.log(1 - u))  # (2)!


# %% uniform-stub
def uniform(low, high, shape):
    """Uniform numbers, low included, high excluded."""
    return low + high * torch.rand(shape)


# %% uniform-solution
def uniform(low, high, shape):
    """Uniform numbers, low included, high excluded."""
    return low + (high - low) * torch.rand(shape)


# %% uniform-check fails-with=uniform-stub
torch.manual_seed(0)
ours = uniform(-2, 4, (3, 1000))
torch.manual_seed(0)
theirs = torch.empty(3, 1000).uniform_(-2, 4)
torch.testing.assert_close(ours, theirs)


# %% two-dice-stub
def two_dice(count):  # -> (count,)
    """Sums of two fair dice."""
    return torch.randint(2, 13, (count,))


# %% two-dice-solution
def two_dice(count):  # -> (count,)
    """Sums of two fair dice."""
    return torch.randint(1, 7, (2, count)).sum(dim=0)


# %% two-dice-check fails-with=two-dice-stub
sums = two_dice(10_000)
assert sums.min() == 2 and sums.max() == 12
sevens = (sums == 7).float().mean()
assert abs(sevens - 1 / 6) < 0.02


# %% split-stub
def split(count, part, seed):
    """Shuffled indices of count samples: the first part, and the rest."""
    torch.manual_seed(seed)
    order = torch.randperm(count)
    return order[:part], order[part:]


# %% split-solution
def split(count, part, seed):
    """Shuffled indices of count samples: the first part, and the rest."""
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(count, generator=generator)
    return order[:part], order[part:]


# %% split-check fails-with=split-stub
state = torch.get_rng_state()
train, validation = split(100, 80, seed=0)
assert len(train) == 80 and len(validation) == 20
together = torch.cat([train, validation]).sort().values
assert torch.equal(together, torch.arange(100))
assert torch.equal(split(100, 80, seed=0)[0], train)
assert not torch.equal(split(100, 80, seed=1)[0], train)
assert torch.equal(torch.get_rng_state(), state)
