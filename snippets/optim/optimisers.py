"""Optimisers: each in a few lines, and the same as in torch.optim."""

# %% import
import matplotlib.pyplot as plt
import torch

# %% loop
w = torch.tensor([4.0, 1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)  # (1)!
for step in range(3):
    optimizer.zero_grad()  # (2)!
    loss = (w**2).sum()
    loss.backward()  # (3)!
    optimizer.step()  # (4)!
    print(w.detach())

# %% any-tensor
x = torch.tensor([0.0, 0.0], requires_grad=True)
adam = torch.optim.Adam([x], lr=1e-2)
for _ in range(1000):
    adam.zero_grad()
    loss = ((x - torch.tensor([1.0, -2.0])) ** 2).sum()
    loss.backward()
    adam.step()
print(x.detach().round(decimals=2))

# %% valley
steepness = torch.tensor([1.0, 20.0])
start = torch.tensor([4.0, 1.0])


def valley(w):  # (2,) -> ()
    return 0.5 * (steepness * w**2).sum()


# %% by-hand
def by_hand(rule, steps=200):  # -> (steps + 1, 2)
    w, memory = start.clone(), {}
    path = [w.clone()]
    for t in range(1, steps + 1):
        g = steepness * w  # (1)!
        rule(w, g, memory, t)  # (2)!
        path.append(w.clone())
    return torch.stack(path)


# %% by-torch
def by_torch(kind, steps=200, **settings):  # -> (steps + 1, 2)
    w = start.clone().requires_grad_()
    optimizer = kind([w], **settings)
    path = [w.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        valley(w).backward()
        optimizer.step()
        path.append(w.detach().clone())
    return torch.stack(path)


# %% sgd
def sgd(w, g, memory, t, lr=0.04):
    w -= lr * g


theirs = by_torch(torch.optim.SGD, lr=0.04)
print(torch.allclose(by_hand(sgd), theirs, atol=1e-5))

# %% mini-batches
X = torch.randn(12, 2)
y = X @ torch.tensor([2.0, -1.0])


def gradient(rows):  # (2,)
    w = torch.zeros(2, requires_grad=True)
    ((X[rows] @ w - y[rows]) ** 2).mean().backward()
    return w.grad


batches = torch.randperm(12).split(3)  # (1)!
noisy = torch.stack([gradient(rows) for rows in batches])  # (4, 2)
print(torch.allclose(noisy.mean(0), gradient(slice(None))))  # (2)!
print(bool((noisy.std(0) > 0).all()))


# %% momentum
def momentum(w, g, memory, t, lr=0.04, beta=0.9):
    z = memory["z"] = beta * memory.get("z", 0) + g
    w -= lr * z


theirs = by_torch(torch.optim.SGD, lr=0.04, momentum=0.9)
print(torch.allclose(by_hand(momentum), theirs, atol=1e-5))

# %% momentum-speed
for beta in (0.0, 0.5, 0.9):
    z = 0.0
    for _ in range(200):
        z = beta * z + 1.0  # (1)!
    print(beta, round(z, 2))


# %% nesterov
def nesterov(w, g, memory, t, lr=0.04, beta=0.9):
    z = memory["z"] = beta * memory.get("z", 0) + g
    w -= lr * (g + beta * z)  # (1)!


settings = dict(lr=0.04, momentum=0.9, nesterov=True)
theirs = by_torch(torch.optim.SGD, **settings)
print(torch.allclose(by_hand(nesterov), theirs, atol=1e-5))


# %% adagrad
def adagrad(w, g, memory, t, lr=0.5, eps=1e-10):
    s = memory["s"] = memory.get("s", 0) + g**2  # (1)!
    w -= lr * g / (s.sqrt() + eps)


theirs = by_torch(torch.optim.Adagrad, lr=0.5)
print(torch.allclose(by_hand(adagrad), theirs, atol=1e-5))


# %% rmsprop
def rmsprop(w, g, memory, t, lr=0.04, alpha=0.99, eps=1e-8):
    v = memory["v"] = alpha * memory.get("v", 0) + (1 - alpha) * g**2
    w -= lr * g / (v.sqrt() + eps)


theirs = by_torch(torch.optim.RMSprop, lr=0.04)
print(torch.allclose(by_hand(rmsprop), theirs, atol=1e-4))


# %% adam
def adam_rule(w, g, memory, t, lr=0.1, b1=0.9, b2=0.999, eps=1e-8):
    m = memory["m"] = b1 * memory.get("m", 0) + (1 - b1) * g
    v = memory["v"] = b2 * memory.get("v", 0) + (1 - b2) * g**2
    m, v = m / (1 - b1**t), v / (1 - b2**t)  # (1)!
    w -= lr * m / (v.sqrt() + eps)


theirs = by_torch(torch.optim.Adam, lr=0.1)
print(torch.allclose(by_hand(adam_rule), theirs, atol=1e-4))

# %% first-step
for scale in (1e-3, 1.0, 1e3):
    w = torch.zeros(1, requires_grad=True)
    adam = torch.optim.Adam([w], lr=0.01)
    (scale * w).backward()  # (1)!
    adam.step()
    print(f"{w.item():.4f}")


# %% adamw
def adamw(w, g, memory, t, lr=0.1, weight_decay=0.01):
    w *= 1 - lr * weight_decay  # (1)!
    adam_rule(w, g, memory, t, lr)


theirs = by_torch(torch.optim.AdamW, lr=0.1)
print(torch.allclose(by_hand(adamw), theirs, atol=1e-4))

# %% paths
rules = [sgd, momentum, nesterov, adagrad, rmsprop, adam_rule]
x1, x2 = torch.linspace(-3, 4.5, 60), torch.linspace(-1.5, 1.5, 60)[:, None]
height = 0.5 * (x1**2 + 20 * x2**2)
fig, panels = plt.subplots(2, 3, figsize=(7, 4), sharex=True, sharey=True)
for n, (rule, ax) in enumerate(zip(rules, panels.flat, strict=True)):
    ax.contour(x1, x2[:, 0], height, levels=8, colors="0.6", linewidths=0.5)
    path = by_hand(rule, steps=60)  # (61, 2)
    ax.plot(path[:, 0], path[:, 1], ".-", color=f"C{n}", markersize=4)
    ax.set_title(rule.__name__.removesuffix("_rule"))
plt.tight_layout()

# %% groups
body, head = torch.nn.Linear(8, 16), torch.nn.Linear(16, 2)
slow = {"params": body.parameters(), "lr": 0.001}  # (1)!
usual = {"params": head.parameters()}
optimizer = torch.optim.SGD([slow, usual], lr=0.1, momentum=0.9)
for group in optimizer.param_groups:
    print(len(group["params"]), group["lr"], group["momentum"])

# %% groups-change
optimizer.param_groups[0]["lr"] = 0.01  # (1)!
extra = torch.nn.Linear(2, 2)
optimizer.add_param_group({"params": extra.parameters()})
print([group["lr"] for group in optimizer.param_groups])

# %% state
weight = torch.nn.Parameter(torch.zeros(3, 2))
adam = torch.optim.Adam([weight])
print(dict(adam.state))
weight.grad = torch.ones(3, 2)
adam.step()
for name, value in adam.state[weight].items():  # (1)!
    print(name, tuple(value.shape))

# %% implementations
kinds = [{"foreach": False}, {"foreach": True}, {"fused": True}]
paths = [by_torch(torch.optim.AdamW, lr=0.1, **kind) for kind in kinds]
print(all(torch.allclose(paths[0], p, atol=1e-4) for p in paths))

# %% newer
net = torch.nn.Linear(64, 32)
muon = torch.optim.Muon([net.weight], lr=0.02)  # (1)!
adafactor = torch.optim.Adafactor([net.weight])
net(torch.ones(1, 64)).sum().backward()
adafactor.step()
state = adafactor.state[net.weight]
print({k: tuple(v.shape) for k, v in state.items() if "_var" in k})  # (2)!

# %% lbfgs
w = start.clone().requires_grad_()
lbfgs = torch.optim.LBFGS([w], line_search_fn="strong_wolfe")


def closure():  # (1)!
    lbfgs.zero_grad()
    loss = valley(w)
    loss.backward()
    return loss


lbfgs.step(closure)
print(torch.allclose(w, torch.zeros(2), atol=1e-3))

# %% not-momentum
w = torch.zeros(1, requires_grad=True)
rms = torch.optim.RMSprop([w], lr=0.01)
print(rms.defaults["momentum"])
w.grad = torch.ones(1)
rms.step()
print(list(rms.state[w]))  # (1)!

# %% generator
net = torch.nn.Linear(3, 2)
parameters = net.parameters()  # (1)!
print(sum(p.numel() for p in parameters))
print(len(list(parameters)))
print(sum(p.numel() for p in net.parameters()))

# %% replaced
net = torch.nn.Linear(3, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
net.weight = torch.nn.Parameter(torch.zeros(2, 3))  # (1)!
net(torch.ones(1, 3)).sum().backward()
optimizer.step()
print(net.weight.detach().abs().sum())

# %% replaced-repaired
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
optimizer.step()
print(net.weight.detach())


# %% adamax-stub
def adamax(w, g, memory, t, lr=0.1, b1=0.9, b2=0.999, eps=1e-8):
    """Adam with a running maximum of |g| in the place of sqrt(v)."""
    adam_rule(w, g, memory, t, lr, b1, b2, eps)


# %% adamax-solution
def adamax(w, g, memory, t, lr=0.1, b1=0.9, b2=0.999, eps=1e-8):
    """Adam with a running maximum of |g| in the place of sqrt(v)."""
    m = memory["m"] = b1 * memory.get("m", 0) + (1 - b1) * g
    earlier = memory.get("u", torch.zeros_like(g))
    u = memory["u"] = torch.maximum(b2 * earlier, g.abs() + eps)
    w -= lr * m / (1 - b1**t) / u


# %% adamax-check fails-with=adamax-stub
theirs = by_torch(torch.optim.Adamax, lr=0.1)
torch.testing.assert_close(by_hand(adamax), theirs, atol=1e-4, rtol=1e-4)


# %% slow-body-stub
def slow_body(model, lr):
    """SGD: the last module of a Sequential gets lr, the rest lr / 10."""
    return torch.optim.SGD(model.parameters(), lr=lr)


# %% slow-body-solution
def slow_body(model, lr):
    """SGD: the last module of a Sequential gets lr, the rest lr / 10."""
    body = {"params": model[:-1].parameters(), "lr": lr / 10}
    head = {"params": model[-1].parameters()}
    return torch.optim.SGD([body, head], lr=lr)


# %% slow-body-check fails-with=slow-body-stub
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Linear(4, 2))
before = [p.detach().clone() for p in model.parameters()]
for p in model.parameters():
    p.grad = torch.ones_like(p)
slow_body(model, 0.5).step()
moved = [b - p for b, p in zip(before, model.parameters(), strict=True)]
for change, lr in zip(moved, (0.05, 0.05, 0.5, 0.5), strict=True):
    torch.testing.assert_close(change, torch.full_like(change, lr))
