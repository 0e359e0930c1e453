"""Matrix products: rows times columns, batches of them, and their undoing."""

# %% import
import numpy as np
import torch
import torch.nn.functional as F

# %% product
A = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])  # (2, 3)
B = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # (3, 2)
product = A @ B  # (1)!
print(product)
print(torch.equal(product, torch.matmul(A, B)))
print((B @ A).shape)  # (2)!

# %% not-star
P = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
Q = torch.tensor([[10.0, 0.0], [0.0, 1.0]])
print(P * Q)  # (1)!
print(P @ Q)  # (2)!

# %% dot-cross-outer
u = torch.tensor([1.0, 2.0, 3.0])
v = torch.tensor([4.0, 5.0, 6.0])
print(torch.dot(u, v))  # (1)!
normal = torch.linalg.cross(u, v)  # (2)!
print(normal, normal @ u, normal @ v)
print(torch.outer(u, v))  # (3)!

# %% vectors
M = torch.rand(2, 3)
print((M @ u).shape)  # (1)!
print((u @ M.mT).shape)  # (2)!
print((u @ v).shape)  # (3)!

# %% batch
left = torch.rand(5, 2, 2, 3)
right = torch.rand(2, 3, 4)
batched = left @ right  # (1)!
print(batched.shape)
print(torch.allclose(batched[4, 1], left[4, 1] @ right[1]))

# %% einsum
print(torch.equal(torch.einsum("ik,kj->ij", A, B), A @ B))  # (1)!
print(torch.einsum("ii->", P))  # (2)!
queries = torch.rand(2, 4, 8)  # (N, Q, D)
keys = torch.rand(2, 5, 8)  # (N, K, D)
scores = torch.einsum("nqd,nkd->nqk", queries, keys)  # (3)!
print(scores.shape)
print(torch.allclose(scores, queries @ keys.mT))  # (4)!

# %% solve
coefficients = torch.tensor([[3.0, 1.0], [1.0, 2.0]])
constants = torch.tensor([9.0, 8.0])
solution = torch.linalg.solve(coefficients, constants)  # (1)!
print(solution)
print(torch.linalg.inv(coefficients) @ constants)  # (2)!

# %% residuals
i = torch.arange(10, dtype=torch.float64)
hilbert = 1 / (i[:, None] + i + 1)  # (1)!
ones = torch.ones(10, dtype=torch.float64)
solved = torch.linalg.solve(hilbert, ones)
inverted = torch.linalg.inv(hilbert) @ ones
solve_residual = (hilbert @ solved - ones).abs().max()
inverse_residual = (hilbert @ inverted - ones).abs().max()
print(inverse_residual > 1000 * solve_residual)  # (2)!

# %% factors
tall = torch.rand(4, 3)
orthogonal, upper = torch.linalg.qr(tall)  # (1)!
print(torch.allclose(orthogonal @ upper, tall, atol=1e-6))
U, S, Vh = torch.linalg.svd(tall, full_matrices=False)  # (2)!
print(torch.allclose(U @ torch.diag(S) @ Vh, tall, atol=1e-6))

# %% square-either-way
W = torch.tensor([[0.0, 1.0], [2.0, 0.0]])  # (out, in)
inputs = torch.tensor([[1.0, 10.0]])  # (N, in)
print(inputs @ W)  # (1)!
print(inputs @ W.mT)
print(F.linear(inputs, W))

# %% inner-lengths-repaired
print((A @ A.mT).shape, (A.mT @ A).shape)  # (1)!

# %% dtype-repaired
measured = np.ones((4, 3))
network = torch.rand(3, 2)
rows = torch.from_numpy(measured).to(network.dtype)  # (1)!
print((rows @ network).dtype)

# %% singular-repaired
twins = torch.tensor([[1.0, 2.0], [2.0, 4.0]])
print(torch.linalg.matrix_rank(twins))
closest = torch.linalg.pinv(twins) @ torch.tensor([1.0, 2.0])  # (1)!
print(torch.allclose(twins @ closest, torch.tensor([1.0, 2.0])))


# %% linear-stub
def linear(x, weight, bias):  # (N, in), (out, in), (out,)
    """Give the outputs of a linear layer, (N, out)."""
    return x


# %% linear-solution
def linear(x, weight, bias):  # (N, in), (out, in), (out,)
    """Give the outputs of a linear layer, (N, out)."""
    return x @ weight.mT + bias


# %% linear-check fails-with=linear-stub
x, weight, bias = torch.rand(4, 3), torch.rand(2, 3), torch.rand(2)
expected = F.linear(x, weight, bias)
torch.testing.assert_close(linear(x, weight, bias), expected)


# %% quadratic-stub
def quadratic(x, matrix):  # (N, D), (D, D)
    """Give x[n] @ matrix @ x[n] for every n, (N,)."""
    return x.sum(dim=1)


# %% quadratic-solution
def quadratic(x, matrix):  # (N, D), (D, D)
    """Give x[n] @ matrix @ x[n] for every n, (N,)."""
    return torch.einsum("ni,ij,nj->n", x, matrix, x)


# %% quadratic-check fails-with=quadratic-stub
x, matrix = torch.rand(5, 3), torch.rand(3, 3)
one_by_one = torch.stack([row @ matrix @ row for row in x])
torch.testing.assert_close(quadratic(x, matrix), one_by_one)


# %% line-stub
def fit_line(x, y):  # (N,), (N,)
    """Give (slope, intercept) of the least-squares line through (x, y)."""
    return torch.zeros(2)


# %% line-solution
def fit_line(x, y):  # (N,), (N,)
    """Give (slope, intercept) of the least-squares line through (x, y)."""
    X = torch.stack([x, torch.ones_like(x)], dim=1)  # (N, 2)
    return torch.linalg.solve(X.mT @ X, X.mT @ y)


# %% line-check fails-with=line-stub
x = torch.linspace(0, 1, 20)
on_a_line = fit_line(x, 3 * x - 2)
torch.testing.assert_close(on_a_line, torch.tensor([3.0, -2.0]))
y = torch.rand(20)
X = torch.stack([x, torch.ones(20)], dim=1)
expected = torch.linalg.lstsq(X, y).solution
torch.testing.assert_close(fit_line(x, y), expected, atol=1e-4, rtol=1e-4)
