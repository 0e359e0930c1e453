"""Precision: 16 bits where they suffice, 32 where they are needed."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)

# %% facts
for dtype in (torch.float32, torch.bfloat16, torch.float16):
    info = torch.finfo(dtype)
    name = str(dtype).removeprefix("torch.")
    print(f"{name:8} {info.bits} bits  largest {info.max:.1e}", end="  ")
    print(f"smallest normal {info.tiny:.1e}  eps {info.eps:.1e}")

# %% range
for number in (70_000.0, 1e-8):
    exact = torch.tensor(number)
    print(exact.half(), exact.bfloat16())  # (1)!

# %% steps
one = torch.tensor(1.0)
print(one.half() + 0.001, one.bfloat16() + 0.001)  # (1)!
total = torch.tensor(0.0, dtype=torch.bfloat16)
for _ in range(1000):
    total += 1
print(total)  # (2)!

# %% spacing
x = torch.logspace(-9, 6, 400, dtype=torch.float64)
plt.figure(figsize=(6, 3))
for dtype in (torch.float32, torch.bfloat16, torch.float16):
    rounded = x.to(dtype).double()
    error = ((rounded - x).abs() / x).masked_fill(rounded.isinf(), 0)
    worst = F.max_pool1d(error[None], 21, stride=1, padding=10)[0]  # (1)!
    worst[rounded.isinf()] = float("nan")
    plt.loglog(x, worst, label=str(dtype).removeprefix("torch."))
plt.xlabel("number")
plt.ylabel("relative error, up to")
plt.legend()

# %% model
net = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 3))
x, y = torch.randn(64, 8), torch.randint(3, (64,))
print(net(x).dtype)

# %% autocast
with torch.autocast("cpu", dtype=torch.bfloat16):  # (1)!
    logits = net(x)
    loss = F.cross_entropy(logits, y)
print(logits.dtype, loss.dtype)  # (2)!
loss.backward()  # (3)!
print(net[0].weight.dtype, net[0].weight.grad.dtype)

# %% which-ops
a = torch.rand(4, 4)
with torch.autocast("cpu", dtype=torch.bfloat16):
    print("matrix product:", (a @ a).dtype)
    print("sum of both:   ", (a @ a + a).dtype)
    print("exp:           ", a.exp().dtype)
    with torch.autocast("cpu", enabled=False):  # (1)!
        print("switched off:  ", (a @ a).dtype)

# %% how-far
difference = (net(x) - logits.float()).abs().max()
print(bool(difference > 0), bool(difference < 0.05))

# %% train
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 3))
optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
first = F.cross_entropy(net(x), y).item()
for step in range(100):
    optimizer.zero_grad()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = F.cross_entropy(net(x), y)
    loss.backward()
    optimizer.step()
loss_after = loss.item()
print(loss_after < first / 2)

# %% underflow
error = torch.tensor(1e-4, dtype=torch.float16)
print(error * error)  # (1)!
scale = 1024.0
print((error * scale) * error / scale)  # (2)!
print((error * scale).float() * error.float() / scale)  # (3)!

# %% scaler
w = nn.Parameter(torch.tensor([1.0]))
sgd = torch.optim.SGD([w], lr=0.1)
scaler = torch.amp.GradScaler("cpu", init_scale=8.0, growth_interval=2)
for slope in (1.0, 1.0, float("inf"), 1.0):
    sgd.zero_grad()
    loss = (w * slope).sum()
    scaler.scale(loss).backward()  # (1)!
    scaled = w.grad.item()
    scaler.step(sgd)  # (2)!
    scaler.update()  # (3)!
    print(f"{scaled:4}  w {w.item():.1f}  scale {scaler.get_scale()}")

# %% clip
sgd.zero_grad()
scaler.scale((100 * w).sum()).backward()
scaler.unscale_(sgd)  # (1)!
norm = nn.utils.clip_grad_norm_([w], max_norm=1.0)
print(norm, w.grad)
scaler.step(sgd)
scaler.update()

# %% off
idle = torch.amp.GradScaler("cpu", enabled=False)
print(idle.scale(torch.tensor(2.0)), idle.get_scale())

# %% matmul-precision
print(torch.get_float32_matmul_precision())
torch.set_float32_matmul_precision("high")  # (1)!
print(torch.get_float32_matmul_precision())
torch.set_float32_matmul_precision("highest")

# %% tf32
print(torch.backends.cudnn.conv.fp32_precision)  # (1)!

# %% pure
pure = nn.Linear(8, 3).bfloat16()  # (1)!
before = pure.weight.detach().clone()
with torch.no_grad():
    pure.weight += 1e-4 * before  # (2)!
print(torch.equal(pure.weight, before))

# %% half-input-repaired
half = nn.Linear(8, 3).half()
print(half(torch.rand(2, 8).half()).dtype)

# %% old-scaler warns=FutureWarning
torch.cuda.amp.GradScaler(enabled=False)

# %% old-autocast warns=FutureWarning
torch.cuda.amp.autocast(enabled=False)
print(torch.autocast("cuda", enabled=False).fast_dtype)


# %% evaluate-stub
def evaluate(net, x):
    """Logits as float32, computed in bfloat16 and without recording."""
    return net(x)


# %% evaluate-solution
def evaluate(net, x):
    """Logits as float32, computed in bfloat16 and without recording."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        return net(x).float()


# %% evaluate-check fails-with=evaluate-stub
seen = []
net[2].register_forward_hook(lambda *args: seen.append(args[2].dtype))
found = evaluate(net, x)
assert seen == [torch.bfloat16]
assert found.dtype == torch.float32 and not found.requires_grad


# %% safe-sum-stub
def safe_mean(x):  # float16 (N,) -> float32 ()
    """The mean of many float16 numbers, without overflow on the way."""
    return x.cumsum(0)[-1].float() / len(x)


# %% safe-sum-solution
def safe_mean(x):  # float16 (N,) -> float32 ()
    """The mean of many float16 numbers, without overflow on the way."""
    return x.float().mean()


# %% safe-sum-check fails-with=safe-sum-stub
many = torch.full((1000,), 100.0, dtype=torch.float16)
assert safe_mean(many) == 100
assert safe_mean(many).dtype == torch.float32
