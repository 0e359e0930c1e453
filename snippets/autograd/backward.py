"""Going back: gradients, vector-Jacobian products, autograd.grad."""

# %% import
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

# %% gradient-shape
w = torch.tensor([[1.0, -2.0, 3.0], [0.0, 4.0, 5.0]], requires_grad=True)
loss = (w**2).sum()
loss.backward()
print(w.grad)  # (1)!
print(w.grad.shape == w.shape)


# %% downhill
def bowl(x, y):
    return x**2 / 2 + y**2


point = torch.tensor([-2.0, 1.0], requires_grad=True)
bowl(*point).backward()
down = -point.grad
x, y = torch.linspace(-3, 3, 61), torch.linspace(-2, 2, 41)[:, None]
plt.contour(x, y[:, 0], bowl(x, y), levels=12, colors="C0", linewidths=0.8)
plt.quiver(*point.tolist(), *down.tolist(), color="C1", scale=12)
plt.gca().set_aspect("equal")
print(down)  # (1)!

# %% guess
x, target = torch.tensor(2.0), torch.tensor(1.0)
w1, b1, w2, b2 = (
    torch.tensor(value, requires_grad=True) for value in (0.5, 0.0, -1.0, 0.0)
)
h = torch.tanh(w1 * x + b1)
guess = w2 * h + b2  # (1)!
loss = (guess - target) ** 2
print(guess, loss)

# %% chain-rule
loss.backward()
error = 2 * (guess - target)  # (1)!
print(w2.grad, error * h)
print(w1.grad, error * w2 * (1 - h**2) * x)  # (2)!

# %% adjust
with torch.no_grad():
    for parameter in (w1, b1, w2, b2):
        parameter -= 0.1 * parameter.grad
better = w2 * torch.tanh(w1 * x + b1) + b2
print((better - target) ** 2)  # (1)!

# %% worked-1
x = torch.ones(2, 2, requires_grad=True)
y = x + 2
z = 3 * y**2
out = z.mean()
out.backward()
print(out)
print(x.grad)

# %% worked-2
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = 2 * x + 1
z = y**2 + 1
out = z.sum() / 4
out.backward(torch.tensor(1.0))  # (1)!
print(out)
print(x.grad)
print(y)  # (2)!

# %% jacobian
W = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
x = torch.tensor([5.0, 6.0], requires_grad=True)
z = W @ x
J = torch.stack([
    torch.autograd.grad(z, x, unit, retain_graph=True)[0]  # (1)!
    for unit in torch.eye(2)
])  # fmt: skip
print(J)

# %% vector-jacobian
v = torch.tensor([1.0, 10.0])
z.backward(v)
print(x.grad)
print(v @ J)  # (1)!

# %% weighted-sum
x.grad = None
(W @ x * v).sum().backward()
print(x.grad)

# %% diagonal
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64)
x.requires_grad_()
y = 2 * x + 1
z = y**2 + 1
g = torch.tensor([[0.5, 1.0], [2.0, 4.0]])  # (1)!
z.backward(g)
print(x.grad)
print(torch.allclose(x.grad, 4 * y * g))  # (2)!

# %% two-inputs
a = torch.tensor([2.0, 3.0], requires_grad=True)
b = torch.tensor([6.0, 4.0], requires_grad=True)
Q = 3 * a**3 - b**2
Q.backward(gradient=torch.tensor([1.0, 1.0]))
print(a.grad, torch.allclose(a.grad, 9 * a**2))
print(b.grad, torch.allclose(b.grad, -2 * b))

# %% sum-instead
a.grad = b.grad = None
Q = 3 * a**3 - b**2
Q.sum().backward()
print(a.grad, b.grad)

# %% doubling
x = torch.tensor([1.0, -0.5, 2.0], requires_grad=True)
y = x * 2
doublings = 1
while torch.linalg.vector_norm(y.detach()) < 1000:
    y, doublings = y * 2, doublings + 1
y.backward(torch.tensor([0.1, 1.0, 0.0001]))
print(doublings, y)
print(x.grad)  # (1)!

# %% several
p = torch.tensor([1.0, 2.0], requires_grad=True)
total, double = p.sum(), 2 * p
torch.autograd.backward(
    [total, double],
    grad_tensors=[None, torch.tensor([1.0, 10.0])],  # (1)!
)
print(p.grad)

# %% grad
w = torch.tensor(2.0, requires_grad=True)
x, target = torch.tensor(1.0), torch.tensor(1.0)
loss = F.mse_loss(x * w, target)
(gradient,) = torch.autograd.grad(loss, [w])  # (1)!
print(gradient, w.grad)

# %% backward-instead
loss = F.mse_loss(x * w, target)
print(loss.backward())  # (1)!
print(w.grad)

# %% only-inputs
u = torch.tensor(3.0, requires_grad=True)
(u * w).backward(inputs=[u])  # (1)!
print(u.grad, w.grad)

# %% retain-graph
y = w**3
print(torch.autograd.grad(y, w, retain_graph=True))
print(torch.autograd.grad(y, w))  # (1)!

# %% unused-repaired
print(torch.autograd.grad(2 * w, [w, u], allow_unused=True))
print(torch.autograd.grad(2 * w, [w, u], materialize_grads=True))

# %% twice-repaired
w.grad = None
features = torch.exp(w)
first, second = features * 2, features**2
(first + second).backward()  # (1)!
print(w.grad)


# %% jacobian-exercise-stub
def jacobian(f, x):  # f takes (n,) to (m,)
    """Give the (m, n) matrix of the derivatives of f at x."""
    x = x.clone().requires_grad_()
    f(x).sum().backward()
    return x.grad


# %% jacobian-exercise-solution
def jacobian(f, x):  # f takes (n,) to (m,)
    """Give the (m, n) matrix of the derivatives of f at x."""
    x = x.clone().requires_grad_()
    y = f(x)
    rows = [
        torch.autograd.grad(y, x, unit, retain_graph=True)[0]
        for unit in torch.eye(len(y))
    ]
    return torch.stack(rows)


# %% jacobian-exercise-check fails-with=jacobian-exercise-stub
M = torch.randn(3, 2)
expected = torch.autograd.functional.jacobian(
    lambda x: torch.sin(M @ x), torch.ones(2)
)
found = jacobian(lambda x: torch.sin(M @ x), torch.ones(2))
torch.testing.assert_close(found, expected)


# %% linear-gradients-stub
def linear_gradients(x, W, upstream):  # (N, i), (o, i), (N, o)
    """Give the gradients of x and W for y = x @ W.T, by hand."""
    return torch.zeros_like(x), torch.zeros_like(W)


# %% linear-gradients-solution
def linear_gradients(x, W, upstream):  # (N, i), (o, i), (N, o)
    """Give the gradients of x and W for y = x @ W.T, by hand."""
    return upstream @ W, upstream.T @ x


# %% linear-gradients-check fails-with=linear-gradients-stub
x = torch.randn(5, 3, requires_grad=True)
W = torch.randn(2, 3, requires_grad=True)
upstream = torch.randn(5, 2)
expected = torch.autograd.grad(x @ W.T, [x, W], upstream)
torch.testing.assert_close(linear_gradients(x, W, upstream), expected)


# %% numerical-stub
def numerical_gradient(f, x, step=1e-3):  # x of any shape, float64
    """Estimate the gradient of the scalar f(x) by small steps."""
    return (f(x + step) - f(x - step)) / (2 * step)


# %% numerical-solution
def numerical_gradient(f, x, step=1e-3):  # x of any shape, float64
    """Estimate the gradient of the scalar f(x) by small steps."""
    slopes = []
    for unit in torch.eye(x.numel(), dtype=x.dtype):
        move = step * unit.reshape(x.shape)
        slopes.append((f(x + move) - f(x - move)) / (2 * step))
    return torch.stack(slopes).reshape(x.shape)


# %% numerical-check fails-with=numerical-stub
def wave(t):
    return (t.sin() * t).sum()


t = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
(exact,) = torch.autograd.grad(wave(t), t)
torch.testing.assert_close(
    numerical_gradient(wave, t.detach()), exact, rtol=1e-4, atol=1e-5
)
