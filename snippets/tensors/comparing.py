"""Comparing tensors, choosing between them, looking up by index."""

# %% import
import torch

# %% element-wise
a = torch.tensor([1, 2, 3])
b = torch.tensor([3, 2, 1])
print(a == b)
print(a > b, a.gt(b))  # (1)!
print(a >= 2)  # (2)!

# %% combine
x = torch.tensor([-0.5, 0.2, 0.7, 1.5])
inside = (x >= 0) & (x < 1)  # (1)!
print(inside)
print(~inside)
print(inside.sum(), inside.any(), inside.all())  # (2)!

# %% accuracy
scores = torch.tensor(
    [[2.0, 0.5, 0.1], [0.2, 0.3, 3.0], [1.0, 0.9, 0.8], [0.1, 2.0, 0.0]]
)  # (N, C)
labels = torch.tensor([0, 2, 1, 1])  # (N,)
predictions = scores.argmax(dim=1)  # (1)!
correct = predictions == labels
print(correct)
print(correct.float().mean())  # (2)!

# %% equal
print(torch.equal(a, torch.tensor([1, 2, 3])))
print(torch.equal(a, b))
print(torch.equal(a, torch.tensor([1, 2])))  # (1)!

# %% floats
x = torch.tensor([1.0, 2.0, 3.0])
y = x.sqrt().square()
print(y)
print(x == y)  # (1)!
print(torch.allclose(x, y), torch.isclose(x, y))

# %% tiny
print(torch.allclose(torch.tensor(2e-9), torch.tensor(1e-9)))  # (1)!
print(torch.allclose(torch.tensor(2e-9), torch.tensor(1e-9), atol=0))

# %% nan
x = torch.tensor([1.0, torch.nan, torch.inf])
print(x == x)  # (1)!
print(torch.equal(x, x))
print(x.isnan(), x.isfinite())
print(torch.allclose(x, x, equal_nan=True))

# %% where
x = torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0])
print(torch.where(x > 0, x, 0.0))  # (1)!
print(torch.where(x > 0, 1, -1))

# %% where-table
rows = torch.arange(3)[:, None]  # (3, 1)
cols = torch.arange(4)  # (4,)
print(torch.where(rows >= cols, 0.0, -torch.inf))  # (1)!

# %% where-one
high = scores > 0.95
print(torch.where(high))  # (1)!
print(scores[torch.where(high)])

# %% gather
table = torch.tensor([[10, 11, 12], [20, 21, 22]])
index = torch.tensor([[2, 0], [1, 1]])
print(table.gather(1, index))
print(table.gather(0, torch.tensor([[1, 0, 1]])))  # (1)!

# %% gather-by-hand
by_hand = torch.empty_like(index)
for i in range(2):
    for j in range(2):
        by_hand[i, j] = table[i, index[i, j]]
print(torch.equal(table.gather(1, index), by_hand))

# %% own-label
own = scores.gather(1, labels[:, None])  # (N, 1)
print(own.squeeze(1))

# %% take-along-dim
best = scores.argmax(dim=1, keepdim=True)  # (N, 1)
print(torch.take_along_dim(scores, best, dim=1).squeeze(1))
order = scores.argsort(dim=1, descending=True)  # (N, C)
print(torch.take_along_dim(scores, order, dim=1))

# %% scatter
print(torch.zeros(4, 3).scatter(1, labels[:, None], 1.0))  # (1)!
print(torch.zeros(3).scatter_add(0, labels, torch.ones(4)))  # (2)!

# %% scatter-reduce
values = torch.tensor([3.0, 8.0, 5.0, 6.0])  # (N,), one for each label
start = torch.zeros(3)
print(start.scatter_reduce(0, labels, values, reduce="amax"))  # (1)!
print(start.scatter_reduce(0, labels, values, "mean"))  # (2)!
mean = start.scatter_reduce(0, labels, values, "mean", include_self=False)
print(mean)

# %% index-put
rows = torch.tensor([0, 1, 0])
columns = torch.tensor([2, 0, 2])
counts = torch.zeros(2, 3)
ones = torch.ones(3)
counts.index_put_((rows, columns), ones, accumulate=True)  # (1)!
print(counts)

# %% silent-square
predictions = scores.argmax(dim=1, keepdim=True)  # (N, 1)
correct = predictions == labels
print(correct.shape, correct.float().mean())  # (1)!

# %% silent-square-repaired
correct = predictions.squeeze(1) == labels
print(correct.shape, correct.float().mean())

# %% gather-short
column = torch.tensor([[1]])  # (1, 1)
print(table.gather(1, column))  # (1)!

# %% gather-short-repaired
print(torch.take_along_dim(table, column, dim=1))
print(table.gather(1, column.expand(2, 1)))

# %% truth
x = torch.tensor([0.2, 0.7])
if (x > 0).all():  # (1)!
    print("all are positive")
if x.numel() > 0:  # (2)!
    print("not empty")

# %% between
print((0 < x) & (x < 0.5))

# %% byte-where warns=UserWarning
flags = torch.tensor([1, 0], dtype=torch.uint8)
print(torch.where(flags, x, 0.0))

# %% byte-where-repaired
print(torch.where(flags.bool(), x, 0.0))


# %% leaky-stub
def leaky(x, slope=0.01):
    """x where it is positive, slope * x elsewhere."""
    return torch.where(x > 0, x, slope)


# %% leaky-solution
def leaky(x, slope=0.01):
    """x where it is positive, slope * x elsewhere."""
    return torch.where(x > 0, x, slope * x)


# %% leaky-check fails-with=leaky-stub
x = torch.linspace(-3, 3, 13)
expected = torch.nn.functional.leaky_relu(x, 0.1)
torch.testing.assert_close(leaky(x, slope=0.1), expected)


# %% loss-stub
def loss(scores, labels):  # (N, C), (N,) -> (N,)
    """Minus the log-probability that each row gives to its label."""
    return -scores.log_softmax(dim=1).gather(1, labels[None, :])[0]


# %% loss-solution
def loss(scores, labels):  # (N, C), (N,) -> (N,)
    """Minus the log-probability that each row gives to its label."""
    log_p = scores.log_softmax(dim=1)
    return -log_p.gather(1, labels[:, None]).squeeze(1)


# %% loss-check fails-with=loss-stub
expected = torch.nn.functional.cross_entropy(scores, labels, reduction="none")
torch.testing.assert_close(loss(scores, labels), expected)


# %% confusion-stub
def confusion(labels, predictions, classes):  # (N,), (N,) -> (C, C)
    """Row i, column j: how often label i was predicted to be j."""
    counts = torch.zeros(classes, classes, dtype=torch.int64)
    counts[labels, predictions] += 1
    return counts


# %% confusion-solution
def confusion(labels, predictions, classes):  # (N,), (N,) -> (C, C)
    """Row i, column j: how often label i was predicted to be j."""
    place = labels * classes + predictions  # (N,), in the flattened table
    counts = torch.zeros(classes**2, dtype=torch.int64)
    counts.scatter_add_(0, place, torch.ones_like(place))
    return counts.reshape(classes, classes)


# %% confusion-check fails-with=confusion-stub
true, guess = torch.randint(0, 3, (2, 50))
expected = torch.zeros(3, 3, dtype=torch.int64)
for i, j in zip(true, guess, strict=True):
    expected[i, j] += 1
assert torch.equal(confusion(true, guess, classes=3), expected)
