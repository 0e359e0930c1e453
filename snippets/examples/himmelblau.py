"""A whole program: down Himmelblau's function from anywhere."""

# %% import

from functools import partial

import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap

# %% _definitions
# isort: split
from snippets.examples.himmelblau_parts import (
    CLOSE,
    REACH,
    adam,
    descend,
    himmelblau,
    minima,
    momentum,
    nearest,
    plain,
    random_starts,
)

# %% look
side = torch.linspace(-REACH, REACH, 121)
field = torch.stack(torch.meshgrid(side, side, indexing="xy"), dim=-1)
fig, ax = plt.subplots(figsize=(5.2, 4.6))
levels = torch.logspace(0, 3, 13).tolist()  # (1)!
heights = himmelblau(field)  # (121, 121)
ax.contour(side, side, heights, levels, colors="0.6", linewidths=0.7)
for n, (x, y) in enumerate(minima().tolist()):
    ax.plot(x, y, "*", color=f"C{n}", markersize=12)
ax.set_aspect("equal")

# %% global
slopes = torch.func.vmap(torch.func.grad(himmelblau))(minima())
print(himmelblau(minima()) < 1e-6)
print(slopes.abs().max() < 1e-3)

# %% one
start = torch.tensor([[0.0, 0.0]])
for name, make in ("SGD", plain), ("momentum", momentum), ("Adam", adam):
    end, away = descend(start, make, 1000)
    print(f"{name:8} {end[0].tolist()} {away.item()} steps")

# %% many
starts = random_starts(1000)
methods = {"SGD": plain, "momentum": momentum, "Adam": adam}
for name, make in methods.items():
    ends, away = descend(starts, make, 1000)
    distance, which = nearest(ends)
    there = distance < CLOSE
    shares = which[there].bincount(minlength=4) / len(starts)
    lost = (~there).sum().item()
    print(f"{name:8}", shares, lost, away[there].median().item())  # (1)!

# %% flow
axis = torch.linspace(-REACH, REACH, 101)
grid = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), dim=-1)


def basins(make, steps):  # -> (101, 101)
    ends, _ = descend(grid.reshape(-1, 2), make, steps)
    return nearest(ends)[1].reshape(101, 101)


crawl = partial(torch.optim.SGD, lr=0.0005)  # (1)!
maps = {"crawling": basins(crawl, 1000), "SGD": basins(plain, 400)}
maps["momentum"], maps["Adam"] = basins(momentum, 400), basins(adam, 400)

# %% basins
colours = ListedColormap(["C0", "C1", "C2", "C3"])
fig, axes = plt.subplots(2, 2, figsize=(6.4, 6.6))
for ax, (name, basin) in zip(axes.flat, maps.items(), strict=True):
    edges = (-REACH, REACH, -REACH, REACH)
    ax.imshow(
        basin, colours, origin="lower", extent=edges, interpolation="none"
    )
    ax.plot(*minima().T, "*", color="white", markersize=9)
    ax.set(title=name)
fig.tight_layout()

# %% agree
for name, basin in maps.items():
    same = (basin == maps["crawling"]).float().mean()
    print(f"{name:8} {same:.3f}")

# %% rates varies="on the way out, every last bit counts"
_, natural = nearest(descend(starts, crawl, 1000)[0])
for lr in (0.002, 0.01, 0.015, 0.02, 0.03):
    ends, _ = descend(starts, partial(torch.optim.SGD, lr=lr), 400)
    lost = ~ends.isfinite().all(dim=1)
    same = (nearest(ends)[1] == natural) & ~lost
    print(f"{lr:.3f} {same.sum().item():4} {lost.sum().item():4}")  # (1)!

# %% newton
slope = torch.func.vmap(torch.func.grad(himmelblau))
curvature = torch.func.vmap(torch.func.jacrev(torch.func.grad(himmelblau)))
newton = starts.double()
for _ in range(60):
    jump = torch.linalg.solve(curvature(newton), slope(newton)[..., None])
    newton = newton - jump[..., 0]  # (1)!
print(slope(newton).abs().max() < 1e-6)
at_minimum = nearest(newton.float())[0] < CLOSE
print(f"{at_minimum.float().mean():.2f}")

# %% newton-ends
places = (newton * 100).round().unique(dim=0) / 100
bends = torch.linalg.eigvalsh(curvature(places))
for (x, y), (low, high) in zip(places, bends, strict=True):
    kind = "minimum" if low > 0 else "maximum" if high < 0 else "saddle"
    print(f"({x:5.2f}, {y:5.2f}) {kind}")


# %% best-stub
def best_of(function, starts, steps=500):  # (N, 2) -> (2,)
    """The lowest end of descents from all starts."""
    return starts[function(starts).argmin()]


# %% best-solution
def best_of(function, starts, steps=500):  # (N, 2) -> (2,)
    """The lowest end of descents from all starts."""
    points = starts.clone().requires_grad_()
    optimizer = torch.optim.Adam([points], lr=0.05)
    for _ in range(steps):
        optimizer.zero_grad()
        function(points).sum().backward()
        optimizer.step()
    return points.detach()[function(points).argmin()]


# %% best-check fails-with=best-stub
def tilted(points):  # one of the four is the lowest now
    return himmelblau(points) + points.sum(dim=-1)


lowest = best_of(tilted, random_starts(30))
assert (lowest - torch.tensor([-3.79, -3.29])).norm() < 0.1
