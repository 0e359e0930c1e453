"""Himmelblau's function: four lowest points, and who gets to which."""

# %% import
import matplotlib.pyplot as plt
import numpy as np
import torch


# %% function
def himmelblau(point):  # (..., 2) -> (...)
    x, y = point[..., 0], point[..., 1]  # (1)!
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


print(himmelblau(torch.tensor([0.0, 0.0])))
print(himmelblau(torch.tensor([[3.0, 2.0], [1.0, 1.0]])))

# %% grid
axis = np.arange(-5, 5.05, 0.1)  # (101,)
X, Y = np.meshgrid(axis, axis)  # (1)!
Z = (X**2 + Y - 11) ** 2 + (X + Y**2 - 7) ** 2
print(X.shape, Y.shape, Z.shape)
print(X[0, :4].round(1), Y[0, :4].round(1))  # (2)!

# %% grid-torch
t = torch.linspace(-5, 5, 101, dtype=torch.float64)
x, y = torch.meshgrid(t, t, indexing="xy")  # (1)!
points = torch.stack([x, y], dim=-1)  # (101, 101, 2)
print(np.allclose(himmelblau(points), Z))

# %% surface
fig = plt.figure("himmelblau", figsize=(6, 4.5))
ax = fig.add_subplot(projection="3d")  # (1)!
ax.plot_surface(X, Y, Z, cmap="viridis", rcount=34, ccount=34)
ax.view_init(elev=40, azim=-50)  # (2)!
ax.set(xlabel="x", ylabel="y", zlabel="f")
plt.show()  # (3)!

# %% minimise
point = torch.tensor([0.0, 0.0], requires_grad=True)  # (1)!
optimizer = torch.optim.Adam([point], lr=1e-2)
for step in range(1001):
    optimizer.zero_grad()
    loss = himmelblau(point)
    loss.backward()
    if step % 200 == 0:
        print(step, f"{loss.item():.2f}", point.detach())
    optimizer.step()


# %% descend
def descend(start, kind, steps=300, **settings):  # -> (steps + 1, …, 2)
    points = torch.tensor(start, requires_grad=True)
    optimizer = kind([points], **settings)
    path = [points.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        himmelblau(points).sum().backward()  # (1)!
        optimizer.step()
        path.append(points.detach().clone())
    return torch.stack(path)


# %% starts
starts = [[0.0, 0.0], [-4.0, 0.0], [4.0, 0.0], [0.0, 4.0]]
paths = descend(starts, torch.optim.Adam, lr=0.1, steps=500)
ends = paths[-1]  # (4, 2)
for begin, end in zip(starts, ends, strict=True):
    print(begin, "->", end)
print(himmelblau(ends).round(decimals=4).abs())  # (1)!

# %% contour
levels = np.logspace(-0.5, 3, 12)  # (1)!
fig, ax = plt.subplots(figsize=(5.2, 4.6))
ax.contour(X, Y, Z, levels=levels, colors="0.6", linewidths=0.6)
for n in range(4):
    ax.plot(*paths[:, n].T, color=f"C{n}")
    ax.plot(*paths[0, n], "o", color=f"C{n}")  # (2)!
    ax.plot(*ends[n], "*", color=f"C{n}", markersize=12)
ax.set_aspect("equal")

# %% optimisers
SGD, Adam = torch.optim.SGD, torch.optim.Adam
start = [0.0, -4.0]
runs = {
    "SGD": descend(start, SGD, lr=0.01),
    "momentum": descend(start, SGD, lr=0.004, momentum=0.9),
    "Adam": descend(start, Adam, lr=0.2),
}
for name, path in runs.items():
    print(name, path[-1])

# %% optimisers-contour
fig, ax = plt.subplots(figsize=(5.2, 4.6))
ax.contour(X, Y, Z, levels=levels, colors="0.6", linewidths=0.6)
for name, path in runs.items():
    ax.plot(path[:, 0], path[:, 1], ".-", label=name, linewidth=1)
ax.plot(*start, "o", color="C3")
ax.set_aspect("equal")
ax.legend(loc="upper right")

# %% optimisers-surface
fig = plt.figure(figsize=(6, 4.5))
ax = fig.add_subplot(projection="3d", computed_zorder=False)  # (1)!
ax.plot_surface(X, Y, np.log1p(Z), color="0.8", rcount=34, ccount=34)  # (2)!
for name, path in runs.items():
    ax.plot(*path.T, himmelblau(path).log1p(), label=name)
ax.view_init(elev=60, azim=-60)
ax.legend(loc="upper left")

# %% basins
side = torch.linspace(-5, 5, 41)
field = torch.stack(torch.meshgrid(side, side, indexing="xy"), dim=-1)
last = descend(field.tolist(), torch.optim.SGD, lr=0.002, steps=1500)[-1]
nearest = torch.cdist(last.reshape(-1, 2), ends).argmin(dim=1)
basin = nearest.reshape(41, 41)  # (1)!
print(basin.unique())

# %% basins-picture
fig, ax = plt.subplots(figsize=(5.2, 4.6))
for n in range(4):
    inside = field[basin == n]
    ax.plot(*inside.T, ".", color=f"C{n}", markersize=4)
    ax.plot(*ends[n], "*", color=f"C{n}", markersize=16, mec="white")
ax.set_aspect("equal")

# %% hessian
slope = torch.func.grad(himmelblau)
curvature = torch.func.jacrev(slope)  # (1)!
exact = descend(starts, Adam, lr=0.05, steps=3000)[-1].double()
for minimum in exact:
    H = curvature(minimum)  # (2, 2)
    print(bool((torch.linalg.eigvalsh(H) > 0).all()))  # (2)!

# %% hilltop
top = torch.tensor([-0.2708446, -0.9230386], dtype=torch.float64)
print(bool(slope(top).abs().max() < 1e-4))  # (1)!
H = curvature(top)
print(himmelblau(top), torch.linalg.eigvalsh(H))  # (2)!

# %% too-large
for lr in (0.01, 0.05):
    end = descend([4.0, 4.0], SGD, lr=lr, steps=50)[-1]
    print(lr, end)


# %% gradient-stub
def gradient(point):  # (..., 2) -> (..., 2)
    """The gradient of himmelblau, written out."""
    return torch.zeros_like(point)


# %% gradient-solution
def gradient(point):  # (..., 2) -> (..., 2)
    """The gradient of himmelblau, written out."""
    x, y = point[..., 0], point[..., 1]
    a, b = x**2 + y - 11, x + y**2 - 7
    return torch.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], dim=-1)


# %% gradient-check fails-with=gradient-stub
places = torch.randn(100, 2, requires_grad=True)
himmelblau(places).sum().backward()
torch.testing.assert_close(gradient(places.detach()), places.grad)


# %% kind-stub
def kind_of(point):  # (2,)
    """Is a point with zero gradient a "minimum", "maximum" or "saddle"?"""
    return "minimum"


# %% kind-solution
def kind_of(point):  # (2,)
    """Is a point with zero gradient a "minimum", "maximum" or "saddle"?"""
    H = curvature(point)
    lowest, highest = torch.linalg.eigvalsh(H)
    if lowest > 0:
        return "minimum"
    return "maximum" if highest < 0 else "saddle"


# %% kind-check fails-with=kind-stub
assert kind_of(torch.tensor([3.0, 2.0])) == "minimum"
assert kind_of(torch.tensor([-0.2708, -0.9230])) == "maximum"
assert kind_of(torch.tensor([3.3852, 0.0739])) == "saddle"
