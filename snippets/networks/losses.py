"""Losses: how wrong, in one number."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

# %% mse
prediction = torch.tensor([2.5, 0.0, 2.0])
target = torch.tensor([3.0, -0.5, 2.0])
loss = F.mse_loss(prediction, target)
print(loss, ((prediction - target) ** 2).mean())
criterion = nn.MSELoss()  # (1)!
print(criterion(prediction, target))

# %% reduction
print(F.mse_loss(prediction, target, reduction="sum"))
print(F.mse_loss(prediction, target, reduction="none"))  # (1)!

# %% regression-losses
error = torch.linspace(-3, 3, steps=301)
zero = torch.zeros_like(error)
for function in (F.mse_loss, F.l1_loss, F.huber_loss):
    values = function(error, zero, reduction="none")
    plt.plot(error, values, label=function.__name__)
plt.ylim(0, 4)
plt.xlabel("error")
plt.legend()
plt.show()

# %% softmax
logits = torch.tensor([[2.0, 0.0, 1.0], [0.0, 3.0, 1.0]])  # (N, C)
probabilities = F.softmax(logits, dim=1)
print(probabilities)
print(probabilities.sum(dim=1))  # (1)!
print(F.softmax(logits + 100, dim=1)[0])  # (2)!

# %% cross-entropy
labels = torch.tensor([0, 2])  # (N,)
print(F.cross_entropy(logits, labels))  # (1)!
right = probabilities[torch.arange(2), labels]  # (2)!
print(-right.log().mean())
print(F.nll_loss(F.log_softmax(logits, dim=1), labels))

# %% curve
p = torch.linspace(0.01, 1, steps=200)
plt.plot(p, -p.log())
plt.xlabel("probability given to the right class")
plt.ylabel("loss")
plt.show()

# %% gradient
scores = logits.clone().requires_grad_()
F.cross_entropy(scores, labels, reduction="sum").backward()
one_hot = F.one_hot(labels, num_classes=3)
torch.testing.assert_close(scores.grad, probabilities - one_hot)
print(scores.grad)  # (1)!

# %% target-kinds
soft = torch.tensor([[0.9, 0.05, 0.05], [0.0, 0.5, 0.5]])  # (N, C)
print(F.cross_entropy(logits, soft))  # (1)!
print(F.cross_entropy(logits, one_hot.float()))  # (2)!
pixels = torch.randn(2, 3, 4, 4)  # (N, C, H, W)
classes = torch.randint(3, (2, 4, 4))  # (N, H, W)
print(F.cross_entropy(pixels, classes).shape)  # (3)!

# %% smoothing
smooth = one_hot * 0.9 + 0.1 / 3  # (1)!
print(F.cross_entropy(logits, labels, label_smoothing=0.1))
print(F.cross_entropy(logits, smooth))

# %% weights
weight = torch.tensor([1.0, 1.0, 5.0])
each = F.cross_entropy(logits, labels, reduction="none")
w = weight[labels]
print(F.cross_entropy(logits, labels, weight=weight))
print((w * each).sum() / w.sum())  # (1)!

# %% ignored
padded = torch.tensor([0, -100])
print(F.cross_entropy(logits, padded))  # (1)!
print(each[0])

# %% criterion-device
criterion = nn.CrossEntropyLoss(weight=weight)
print([name for name, _ in criterion.named_buffers()])  # (1)!
print(list(nn.CrossEntropyLoss().to("cpu").buffers()))

# %% bce
z = torch.tensor([2.0, -1.0, 0.5])  # (N,)
y = torch.tensor([1.0, 0.0, 0.0])  # (1)!
print(F.binary_cross_entropy_with_logits(z, y))
print(F.binary_cross_entropy(torch.sigmoid(z), y))
two = torch.stack([torch.zeros(3), z], dim=1)  # (N, 2)
print(F.cross_entropy(two, y.long()))  # (2)!

# %% multi-label
tags = torch.tensor([[1.0, 0.0, 1.0]])  # (1, 3)
criterion = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([1.0, 1.0, 4.0]))
print(criterion(torch.tensor([[3.0, -2.0, 0.0]]), tags))  # (1)!

# %% kl
teacher = torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])
log_student = F.log_softmax(logits, dim=1)
print(F.kl_div(log_student, teacher, reduction="batchmean"))  # (1)!
print((teacher * (teacher.log() - log_student)).sum(dim=1).mean())

# %% hinge
h = torch.tensor([2.0, 0.3, -0.5])
sign = torch.tensor([1.0, 1.0, -1.0])  # (1)!
print(torch.clamp(1 - sign * h, min=0))
print(torch.clamp(1 - sign * h, min=0).sum())
print(nn.HingeEmbeddingLoss(reduction="sum")(h, sign))  # (2)!

# %% multi-margin
print(nn.MultiMarginLoss()(logits, labels))  # (1)!
margins = torch.clamp(1 - logits.gather(1, labels[:, None]) + logits, min=0)
print(((margins.sum(dim=1) - 1) / 3).mean())  # (2)!

# %% double-softmax
sure = torch.tensor([[10.0, -10.0]])
label = torch.tensor([0])
print(F.cross_entropy(sure, label))
print(F.cross_entropy(F.softmax(sure, dim=1), label))  # (1)!

# %% column warns=UserWarning
prediction = torch.tensor([[1.0], [2.0], [3.0], [4.0]])  # (4, 1)
target = torch.tensor([1.0, 2.0, 3.0, 4.0])  # (4,)
print(F.mse_loss(prediction, target))  # (1)!

# %% column-repaired
print(F.mse_loss(prediction.squeeze(1), target))
print(F.mse_loss(prediction, target.reshape(-1, 1)))

# %% log-of-softmax
apart = torch.tensor([[0.0, 200.0]])
print(F.softmax(apart, dim=1).log())  # (1)!
print(F.log_softmax(apart, dim=1))

# %% wrong-dim
print(F.softmax(logits, dim=0).sum(dim=1))  # (1)!

# %% no-dim warns=UserWarning
F.softmax(logits)

# %% norm
prediction, target = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])
print(torch.linalg.vector_norm(prediction - target) ** 2)  # (1)!
print(F.mse_loss(prediction, target))

# %% difference
features = torch.randn(5, 3)
weight = torch.zeros(3, requires_grad=True)
gradients = []
for labels in (torch.zeros(5), torch.full((5,), 100.0)):
    loss = (features @ weight - labels).sum()
    gradients.append(torch.autograd.grad(loss, weight)[0])
print(torch.equal(*gradients))  # (1)!


# %% cross-entropy-stub
def cross_entropy(logits, labels):  # (N, C), (N,)
    """The mean of minus the log of the probability of the right class."""
    probabilities = logits.exp() / logits.exp().sum(dim=1, keepdim=True)
    return -probabilities.gather(1, labels[:, None]).log().mean()


# %% cross-entropy-solution
def cross_entropy(logits, labels):  # (N, C), (N,)
    """The mean of minus the log of the probability of the right class."""
    right = logits.gather(1, labels[:, None])[:, 0]
    return (logits.logsumexp(dim=1) - right).mean()


# %% cross-entropy-check fails-with=cross-entropy-stub
for scale in (1, 1000):
    logits, labels = scale * torch.randn(6, 4), torch.randint(4, (6,))
    expected = F.cross_entropy(logits, labels)
    torch.testing.assert_close(cross_entropy(logits, labels), expected)


# %% smoothed-stub
def smoothed(labels, classes, amount):  # (N,) -> (N, C)
    """One-hot targets, `amount` of each spread over all classes."""
    return F.one_hot(labels, classes).float()


# %% smoothed-solution
def smoothed(labels, classes, amount):  # (N,) -> (N, C)
    """One-hot targets, `amount` of each spread over all classes."""
    return F.one_hot(labels, classes) * (1 - amount) + amount / classes


# %% smoothed-check fails-with=smoothed-stub
expected = F.cross_entropy(logits, labels, label_smoothing=0.2)
targets = smoothed(labels, classes=4, amount=0.2)
torch.testing.assert_close(F.cross_entropy(logits, targets), expected)


# %% masked-stub
def masked_mse(prediction, target, mask):
    """The mean squared error over the places where mask is True."""
    return F.mse_loss(prediction * mask, target * mask)


# %% masked-solution
def masked_mse(prediction, target, mask):
    """The mean squared error over the places where mask is True."""
    errors = F.mse_loss(prediction, target, reduction="none")
    return errors[mask].mean()


# %% masked-check fails-with=masked-stub
prediction, target = torch.randn(4, 5), torch.randn(4, 5)
mask = torch.rand(4, 5) > 0.4
expected = F.mse_loss(prediction[mask], target[mask])
torch.testing.assert_close(masked_mse(prediction, target, mask), expected)
