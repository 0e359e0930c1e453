"""Control: accumulating, zeroing, stopping, in-place changes, anomalies."""

# %% import
import torch
from torch import nn
from torch.nn import functional as F

# %% accumulate
w = torch.tensor(2.0, requires_grad=True)
(3 * w).backward()
print(w.grad)
(3 * w).backward()
print(w.grad)  # (1)!

# %% zero
w.grad = None
(3 * w).backward()
print(w.grad)

# %% zero-grad
linear = nn.Linear(3, 1)
optimizer = torch.optim.SGD(linear.parameters(), lr=0.1)
print(linear.bias.grad)  # (1)!
linear(torch.ones(4, 3)).sum().backward()
print(linear.bias.grad)
optimizer.zero_grad()
print(linear.bias.grad)  # (2)!

# %% zeros
linear(torch.ones(4, 3)).sum().backward()
optimizer.zero_grad(set_to_none=False)
print(linear.bias.grad)

# %% bigger-batch
inputs, targets = torch.randn(8, 3), torch.randn(8, 1)
linear.zero_grad()
F.mse_loss(linear(inputs), targets).backward()
whole = linear.weight.grad.clone()  # (1)!

linear.zero_grad()
for x, t in zip(inputs.split(2), targets.split(2), strict=True):
    F.mse_loss(linear(x), t).backward()
print(linear.weight.grad / whole)

# %% bigger-batch-repaired
linear.zero_grad()
for x, t in zip(inputs.split(2), targets.split(2), strict=True):
    (F.mse_loss(linear(x), t) / 4).backward()  # (1)!
print(torch.allclose(linear.weight.grad, whole))

# %% one-step
from torchvision.models import resnet18

model = resnet18(weights=None)  # (1)!
image = torch.rand(1, 3, 64, 64)
label = torch.tensor([207])
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, momentum=0.9)
loss = F.cross_entropy(model(image), label)  # ()
before = model.fc.bias[207].item()
optimizer.zero_grad()  # (2)!
loss.backward()
optimizer.step()
print(sum(p.numel() for p in model.parameters()))
print(f"{model.fc.bias[207].item() - before:.3f}")  # (3)!

# %% label-free
scores = torch.rand(1, 5, requires_grad=True)
for labels in (torch.zeros(1, 5), torch.ones(1, 5)):
    print(torch.autograd.grad((scores - labels).sum(), scores))  # (1)!

# %% pretrained warns=UserWarning
model = resnet18(pretrained=False)

# %% no-grad
w = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():  # (1)!
    y = w * 3
print(y.requires_grad, w.requires_grad)


# %% decorator
@torch.no_grad()
def evaluate(x):
    return w * x


print(evaluate(3).requires_grad)

# %% set-grad-enabled
for training in (True, False):
    with torch.set_grad_enabled(training):
        print(training, (w * 3).requires_grad)

# %% inference-mode
with torch.inference_mode():
    frozen = w * 3
print(frozen.requires_grad, frozen.is_inference())
print((w * frozen.clone()).requires_grad)  # (1)!

# %% detach
y = w**2
d = y.detach()
print(d.requires_grad, d.data_ptr() == y.data_ptr())  # (1)!
(y * d).sum().backward()
print(w.grad, 2 * w.detach() ** 3)  # (2)!

# %% to-numpy
print(w.detach().numpy(), w.sum().item(), w.tolist())

# %% data-trap
x = torch.tensor([1.0], requires_grad=True)
y = torch.sigmoid(x)
y.data *= 2  # (1)!
y.sum().backward()
print(x.grad)
right = torch.sigmoid(x) * (1 - torch.sigmoid(x))
print(right.detach())

# %% data-repaired
x.grad = None
y = torch.sigmoid(x)
doubled = y.detach() * 2  # (1)!
y.sum().backward()
print(x.grad)

# %% version
y = torch.exp(x)
print(y._version)
y.mul_(2)
print(y._version)  # (1)!

# %% in-place-fine
y = x * 3
y += 1  # (1)!
print(torch.autograd.grad(y.sum(), x))

# %% in-place-repaired
y = torch.exp(x)
z = y + 1  # (1)!
print(torch.autograd.grad(z.sum(), x))

# %% update-repaired
w.grad = None
(w**2).sum().backward()
with torch.no_grad():
    w -= 0.1 * w.grad
print(w, w.is_leaf)

# %% nan
u = torch.tensor([0.0, 4.0], requires_grad=True)
root = u.sqrt()
length = torch.where(u > 0, root * u, 0.0)
length.sum().backward()
print(length, u.grad)  # (1)!

# %% anomaly
import warnings

u = torch.tensor([0.0, 4.0], requires_grad=True)
with warnings.catch_warnings(record=True) as told:  # (1)!
    with torch.autograd.set_detect_anomaly(True):
        root = u.sqrt()
        length = torch.where(u > 0, root * u, 0.0)
        try:
            length.sum().backward()
        except RuntimeError as error:
            print(error)

# %% culprit
lines = str(told[0].message).splitlines()
print(lines[0])
print(*[line for line in lines if "root = " in line])

# %% nan-repaired
u.grad = None
safe = torch.where(u > 0, u, 1.0)  # (1)!
torch.where(u > 0, safe.sqrt() * safe, 0.0).sum().backward()
print(u.grad)


# %% accumulated-stub
def accumulated(model, inputs, targets, parts):
    """Put into .grad what one backward on all the data would."""
    for x, t in zip(
        inputs.tensor_split(parts), targets.tensor_split(parts), strict=True
    ):
        (F.mse_loss(model(x), t) / parts).backward()


# %% accumulated-solution
def accumulated(model, inputs, targets, parts):
    """Put into .grad what one backward on all the data would."""
    model.zero_grad()
    for x, t in zip(
        inputs.tensor_split(parts), targets.tensor_split(parts), strict=True
    ):
        share = len(x) / len(inputs)
        (F.mse_loss(model(x), t) * share).backward()


# %% accumulated-check fails-with=accumulated-stub
model = nn.Linear(3, 1)
inputs, targets = torch.randn(10, 3), torch.randn(10, 1)
F.mse_loss(model(inputs), targets).backward()
expected = model.weight.grad.clone()
accumulated(model, inputs, targets, parts=4)
torch.testing.assert_close(model.weight.grad, expected)


# %% sgd-stub
def sgd(parameters, lr):
    """Move each parameter against its gradient, in place."""
    for p in parameters:
        p = p - lr * p.grad


# %% sgd-solution
@torch.no_grad()
def sgd(parameters, lr):
    """Move each parameter against its gradient, in place."""
    for p in parameters:
        if p.grad is not None:
            p -= lr * p.grad


# %% sgd-check fails-with=sgd-stub
used, idle = (torch.ones(2, requires_grad=True) for _ in range(2))
(used * torch.tensor([1.0, 10.0])).sum().backward()
sgd([used, idle][:1], lr=0.1)
assert torch.allclose(used, torch.tensor([0.9, 0.0])) and used.is_leaf
sgd([used, idle], lr=0.1)
assert torch.equal(idle, torch.ones(2))


# %% pull-stub
def pull_loss(student, teacher):
    """MSE whose gradient moves the student only."""
    return F.mse_loss(student, teacher)


# %% pull-solution
def pull_loss(student, teacher):
    """MSE whose gradient moves the student only."""
    return F.mse_loss(student, teacher.detach())


# %% pull-check fails-with=pull-stub
s, t = (torch.randn(3, requires_grad=True) for _ in range(2))
pull_loss(s, t).backward()
assert t.grad is None
torch.testing.assert_close(s.grad, 2 * (s - t).detach() / 3)
