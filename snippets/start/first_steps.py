"""From data to a trained model with two parameters."""

# %% import
import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(0)  # (1)!

# %% data
x = torch.linspace(0, 4, 20).reshape(20, 1)  # (20, 1)
y = 2 * x - 1 + 0.5 * torch.randn(20, 1)  # (1)!
print(x.shape, y.shape)
print(torch.cat([x, y], dim=1)[:3])  # (2)!

# %% scatter
plt.figure(figsize=(4.8, 3))
plt.scatter(x, y, s=18)
plt.xlabel("x")
plt.ylabel("y")

# %% parameters
w = torch.zeros(1, requires_grad=True)  # (1)!
b = torch.zeros(1, requires_grad=True)
print(w, b)

# %% predict
prediction = w * x + b  # (20, 1)
print(prediction[:3].flatten())

# %% loss
loss = ((prediction - y) ** 2).mean()  # (1)!
print(loss)

# %% backward
loss.backward()
print(w.grad, b.grad)  # (1)!

# %% by-hand
with torch.no_grad():
    print((2 * (prediction - y) * x).mean())
    print((2 * (prediction - y)).mean())

# %% step
with torch.no_grad():  # (1)!
    w -= 0.1 * w.grad
    b -= 0.1 * b.grad
print(w, b)
print(((w * x + b - y) ** 2).mean())  # (2)!

# %% loop
losses = []
for step in range(200):
    w.grad, b.grad = None, None  # (1)!
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
    losses.append(loss.item())
    if step in (0, 9, 49, 199):
        print(f"step {step + 1:3}  loss {losses[-1]:.3f}")

# %% result
print(f"w = {w.item():.3f}, b = {b.item():.3f}")

# %% picture
figure = plt.figure(figsize=(7, 2.8), layout="constrained")
left, right = figure.subplots(1, 2)
left.scatter(x, y, s=18)
left.plot(x, 2 * x - 1, "C2--", label="true line")
left.plot(x, (w * x + b).detach(), "C1", label="found")  # (1)!
left.legend()
right.plot(losses)
right.set_xlabel("step")
right.set_ylabel("loss")

# %% exact
columns = torch.cat([x, torch.ones(20, 1)], dim=1)  # (20, 2)
exact = torch.linalg.lstsq(columns, y).solution
print(exact.flatten())

# %% torch-way
model = nn.Linear(1, 1)  # (1)!
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(200):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
print(f"w = {model.weight.item():.3f}, b = {model.bias.item():.3f}")

# %% use
with torch.no_grad():
    print(f"{model(torch.tensor([[5.0]])).item():.2f}")

# %% shapes
flat = y.flatten()  # (20,)
print((x - flat).shape)  # (1)!
print((x - y).shape)

# %% too-large
v = torch.zeros(1, requires_grad=True)
for step in range(4):
    v.grad = None
    loss = ((v * x - 1 - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        v -= 0.5 * v.grad  # (1)!
    print(f"{loss.item():.0f}")

# %% new-tensor
u = torch.ones(1, requires_grad=True)
(3 * u).sum().backward()
u = u - 0.1 * u.grad  # (1)!
print(u, u.is_leaf)


# %% mean-square-stub
def mean_square(w, b, x, y):  # (1,), (1,), (N, 1), (N, 1) -> ()
    """The mean of the squared distances from the line to the points."""
    return (w * x + b - y).mean()


# %% mean-square-solution
def mean_square(w, b, x, y):  # (1,), (1,), (N, 1), (N, 1) -> ()
    """The mean of the squared distances from the line to the points."""
    return ((w * x + b - y) ** 2).mean()


# %% mean-square-check fails-with=mean-square-stub
found = mean_square(w.detach(), b.detach(), x, y)
expected = nn.functional.mse_loss((w * x + b).detach(), y)
torch.testing.assert_close(found, expected)


# %% parabola-stub
def fit_parabola(x, y, steps=2000, lr=0.02):  # -> (3,)
    """Find c in y = c[0] + c[1] x + c[2] x**2 by gradient descent."""
    return torch.zeros(3)


# %% parabola-solution
def fit_parabola(x, y, steps=2000, lr=0.02):  # -> (3,)
    """Find c in y = c[0] + c[1] x + c[2] x**2 by gradient descent."""
    c = torch.zeros(3, requires_grad=True)
    powers = torch.cat([torch.ones_like(x), x, x**2], dim=1)  # (N, 3)
    for _ in range(steps):
        loss = ((powers @ c - y.flatten()) ** 2).mean()
        (gradient,) = torch.autograd.grad(loss, c)
        with torch.no_grad():
            c -= lr * gradient
    return c.detach()


# %% parabola-check fails-with=parabola-stub
points = torch.linspace(-2, 2, 30).reshape(30, 1)
values = 1 - 2 * points + 0.5 * points**2
expected = torch.tensor([1, -2, 0.5])
torch.testing.assert_close(
    fit_parabola(points, values), expected, atol=1e-3, rtol=0
)
