"""The graph: what is recorded, which tensors are leaves, walking back."""

# %% import
import torch
from torch import nn

# %% record
w = torch.tensor(2.0, requires_grad=True)  # (1)!
x = torch.tensor(3.0)
y = w * x + 1
print(y)  # (2)!
y.backward()  # (3)!
print(w.grad)


# %% define-by-run
def shrink(v):
    while v.abs() > 1:  # (1)!
        v = v / 2
    return v


for start in (3.0, 20.0):
    v = torch.tensor(start, requires_grad=True)
    shrink(v).backward()
    print(start, v.grad)  # (2)!

# %% tracking
a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.ones(2)
b.requires_grad = True
c = torch.ones(2).requires_grad_()  # (1)!
print(a.requires_grad, b.requires_grad, c.requires_grad)
print(torch.ones(2).requires_grad)  # (2)!
print(c.requires_grad_(False).requires_grad)

# %% spread
plain = torch.ones(2)
print((a * plain).requires_grad)  # (1)!
print((plain * plain).requires_grad, (plain * plain).grad_fn)  # (2)!
with torch.no_grad():
    print((a * plain).grad_fn)  # (3)!
print((a > 1).grad_fn, a.argmax().grad_fn)  # (4)!

# %% nodes
w = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
x, target = torch.tensor(3.0), torch.tensor(5.0)
loss = (w * x + b - target) ** 2
print(loss)
print(loss.grad_fn.name())
for node, _ in loss.grad_fn.next_functions:  # (1)!
    print(node.name())

# %% leaf-node
add = loss.grad_fn.next_functions[0][0].next_functions[0][0]
multiply, at_b = (node for node, _ in add.next_functions)
at_w, at_x = (node for node, _ in multiply.next_functions)
print(type(at_w).__name__, at_w.variable is w)  # (1)!
print(type(at_b).__name__, at_b.variable is b)
print(at_x)  # (2)!

# %% saved
print(multiply._saved_other, loss.grad_fn._saved_exponent)  # (1)!


# %% describe
def describe(name, t):
    node = t.grad_fn.name() if t.grad_fn else "-"
    print(f"{name:4} {t.dtype}  requires_grad={t.requires_grad!s:5}"
          f"  is_leaf={t.is_leaf!s:5}  {node}")  # fmt: skip


h = w * x
for name, t in {"x": x, "w": w, "h": h, "loss": loss}.items():
    describe(name, t)

# %% leaves
print((x * x).is_leaf)  # (1)!
print(w.detach().is_leaf, w.clone().is_leaf)  # (2)!
print(all(p.is_leaf for p in nn.Linear(3, 2).parameters()))  # (3)!

# %% intermediate-grad warns=UserWarning
h = w * x
(h + b).backward()
print(h.grad)

# %% retain-grad
h = w * x
h.retain_grad()  # (1)!
((h + b - target) ** 2).backward()
print(h.grad)
w.retain_grad()  # (2)!
print(h.retains_grad, w.retains_grad)

# %% lenet
net = nn.Sequential(
    nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),  # (N, 6, 14, 14)
    nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),  # (N, 16, 5, 5)
    nn.Flatten(), nn.Linear(400, 120), nn.ReLU(),
    nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
)  # fmt: skip
criterion = nn.MSELoss()  # (1)!
loss = criterion(net(torch.rand(1, 1, 32, 32)), torch.rand(1, 10))


# %% walk
def before(node):  # (1)!
    nodes = (n for n, _ in node.next_functions if n is not None)
    return next((n for n in nodes if not hasattr(n, "variable")), None)


names, node = [], loss.grad_fn
while node is not None:
    names.append(node.name())
    node = before(node)
print(*names, sep="\n")

# %% scaled-not-leaf
scaled = torch.ones(3, requires_grad=True) * 0.01
print(scaled.is_leaf)
good = (torch.ones(3) * 0.01).requires_grad_()
print(good.is_leaf)

# %% early-repaired
w = torch.tensor(2.0).requires_grad_()
loss = (w * 3 - 1) ** 2
loss.backward()
print(w.grad)

# %% integers-repaired
counts = torch.tensor([1, 2])
print(counts.float().requires_grad_())


# %% small-weights-stub
def small_weights(rows, columns):
    """Give a leaf (rows, columns) of normal numbers, 0.01 wide."""
    return torch.randn(rows, columns, requires_grad=True) * 0.01


# %% small-weights-solution
def small_weights(rows, columns):
    """Give a leaf (rows, columns) of normal numbers, 0.01 wide."""
    return (torch.randn(rows, columns) * 0.01).requires_grad_()


# %% small-weights-check fails-with=small-weights-stub
weights = small_weights(40, 50)
assert weights.shape == (40, 50) and 0.009 < weights.std() < 0.011
assert weights.is_leaf and weights.requires_grad
weights.sum().backward()
assert torch.equal(weights.grad, torch.ones(40, 50))


# %% reached-leaves-stub
def reached_leaves(tensor):
    """List the leaves that tensor.backward() would give a gradient."""
    return [tensor]


# %% reached-leaves-solution
def reached_leaves(tensor):
    """List the leaves that tensor.backward() would give a gradient."""
    waiting, seen, leaves = [tensor.grad_fn], set(), []
    while waiting:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if hasattr(node, "variable"):
            leaves.append(node.variable)
        waiting += [n for n, _ in node.next_functions]
    return leaves


# %% reached-leaves-check fails-with=reached-leaves-stub
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
model[0].weight.requires_grad_(False)
found = {id(leaf) for leaf in reached_leaves(model(torch.ones(2, 3)).sum())}
wanted = {id(p) for p in model.parameters() if p.requires_grad}
assert found == wanted
