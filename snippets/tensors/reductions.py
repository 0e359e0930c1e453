"""Reductions: many numbers become one, or one for each row."""

# %% import
import torch

# %% whole
scores = torch.tensor([[1.0, 2.0, 3.0], [9.0, 5.0, 4.0]])  # (2, 3)
print(scores.sum(), scores.mean(), scores.prod())  # (1)!
print(scores.min(), scores.max())
print(scores.mean().item())  # (2)!

# %% dim
print(scores.sum(dim=0))  # (1)!
print(scores.sum(dim=1))  # (2)!
print(scores.sum(dim=(0, 1)))  # (3)!

# %% keepdim
totals = scores.sum(dim=1, keepdim=True)
print(totals.shape)  # (1)!
shares = scores / totals
print(shares)
print(shares.sum(dim=1))

# %% max
best = scores.max(dim=1)
print(best)  # (1)!
values, indices = scores.max(dim=1)  # (2)!
print(scores.argmax(dim=1))
print(scores.amax(dim=1), scores.amax(dim=(0, 1)))  # (3)!

# %% argmax-flat
place = scores.argmax()
print(place)  # (1)!
row, column = torch.unravel_index(place, scores.shape)
print(row, column)

# %% accuracy
logits = torch.tensor([[2.0, 0.1], [0.3, 1.5], [0.9, 0.8]])  # (N, C)
labels = torch.tensor([0, 1, 1])
predicted = logits.argmax(dim=1)  # (N,)
accuracy = (predicted == labels).float().mean()  # (1)!
print(predicted, accuracy)

# %% running
steps = torch.tensor([1, 2, 3, 4])
print(steps.cumsum(dim=0))
print(steps.cumprod(dim=0))

# %% std
sample = torch.tensor([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
print(sample.std())
print(sample.std(correction=0))  # (1)!
print(sample.var(correction=0))

# %% vector-norm
v = torch.tensor([3.0, -4.0])
print(torch.linalg.vector_norm(v))  # (1)!
print(torch.linalg.vector_norm(v, ord=1))  # (2)!
print(torch.linalg.vector_norm(v, ord=float("inf")))  # (3)!
print(torch.linalg.vector_norm(scores, dim=1))  # (4)!

# %% matrix-norm
M = torch.tensor([[3.0, 0.0], [4.0, 5.0]])
print(torch.linalg.matrix_norm(M))  # (1)!
print(torch.linalg.matrix_norm(M, ord=2))  # (2)!
print(torch.linalg.vector_norm(M))  # (3)!

# %% order
marks = torch.tensor([70, 95, 60, 85])
print(marks.sort(descending=True))  # (1)!
print(marks.topk(2).values)
print(marks.topk(2, largest=False).values)
print(marks.kthvalue(2))  # (2)!

# %% median
even = torch.tensor([1.0, 2.0, 3.0, 4.0])
print(even.median())  # (1)!
print(even.quantile(0.5))

# %% logsumexp
large = torch.tensor([1000.0, 1000.0])
print(large.exp().sum().log())  # (1)!
print(large.logsumexp(dim=0))  # (2)!

# %% nan
gaps = torch.tensor([1.0, float("nan"), 3.0])
print(gaps.mean(), gaps.max())  # (1)!
print(gaps.nanmean(), gaps.nansum())  # (2)!
print(gaps.isnan().any())

# %% mean-of-means
losses = torch.tensor([1.0, 1.0, 1.0, 1.0, 6.0])
batches = losses.split(4)  # (1)!
mean_of_means = torch.stack([batch.mean() for batch in batches]).mean()
print(mean_of_means)
print(losses.mean())

# %% integer-mean-repaired
ages = torch.tensor([20, 25, 30])
print(ages.float().mean(), ages.mean(dtype=torch.float64))
print(torch.linalg.vector_norm(ages.float()))

# %% pair-repaired
print(scores.max(dim=1).values > 4)
print(scores.amax(dim=1) > 4)


# %% top-k-accuracy-stub
def topk_accuracy(logits, labels, k):  # (N, C), (N,)
    """Give the share of rows whose label is among the k largest logits."""
    return torch.tensor(0.0)


# %% top-k-accuracy-solution
def topk_accuracy(logits, labels, k):  # (N, C), (N,)
    """Give the share of rows whose label is among the k largest logits."""
    candidates = logits.topk(k, dim=1).indices  # (N, k)
    hit = (candidates == labels[:, None]).any(dim=1)  # (N,)
    return hit.float().mean()


# %% top-k-accuracy-check fails-with=top-k-accuracy-stub
logits = torch.tensor([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0], [2.0, 1.0, 3.0]])
labels = torch.tensor([1, 2, 1])
shares = [topk_accuracy(logits, labels, k) for k in (1, 2, 3)]
torch.testing.assert_close(torch.stack(shares), torch.tensor([1, 2, 3]) / 3)


# %% masked-mean-stub
def masked_mean(values, mask):  # (N, T), (N, T)
    """Give the mean of each row over the places where mask is True."""
    return values.mean(dim=1)


# %% masked-mean-solution
def masked_mean(values, mask):  # (N, T), (N, T)
    """Give the mean of each row over the places where mask is True."""
    return (values * mask).sum(dim=1) / mask.sum(dim=1)


# %% masked-mean-check fails-with=masked-mean-stub
values = torch.rand(3, 5)
lengths = torch.tensor([5, 3, 1])
mask = torch.arange(5) < lengths[:, None]  # (3, 5)
expected = values.masked_fill(~mask, float("nan")).nanmean(dim=1)
torch.testing.assert_close(masked_mean(values, mask), expected)


# %% log-softmax-stub
def log_softmax(x):  # (N, C)
    """Give the logarithm of the softmax of each row."""
    return (x.exp() / x.exp().sum(dim=1, keepdim=True)).log()


# %% log-softmax-solution
def log_softmax(x):  # (N, C)
    """Give the logarithm of the softmax of each row."""
    return x - x.logsumexp(dim=1, keepdim=True)


# %% log-softmax-check fails-with=log-softmax-stub
x = torch.tensor([[0.0, 1.0, 2.0], [1000.0, 0.0, -1000.0]])
torch.testing.assert_close(log_softmax(x), torch.log_softmax(x, dim=1))
