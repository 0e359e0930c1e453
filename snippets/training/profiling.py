"""Profiling: what is computed, how often, how long, in how much memory."""

# %% _quiet
import logging
import os

# Both write log lines with the time of day, depending on the machine.
os.environ["KINETO_LOG_LEVEL"] = "6"
logging.getLogger("torch.utils.cpp_extension").setLevel(logging.ERROR)

# %% import
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.profiler import ProfilerActivity, profile, record_function
from torch.utils.benchmark import Timer
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)

# %% profile
net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
x = torch.randn(100, 64)
with profile(activities=[ProfilerActivity.CPU]) as prof:  # (1)!
    net(x)
calls = {event.key: event.count for event in prof.key_averages()}
for name in ("aten::linear", "aten::addmm", "aten::relu"):
    print(f"{name:13}", calls[name])

# %% table
table = prof.key_averages().table(sort_by="self_cpu_time_total")
print("Self CPU %" in table, "# of Calls" in table)  # (1)!

# %% loop-or-batch
with profile(activities=[ProfilerActivity.CPU]) as prof:
    with record_function("row by row"):  # (1)!
        rows = torch.stack([net(row) for row in x])
    with record_function("whole batch"):
        batch = net(x)
calls = {event.key: event.count for event in prof.key_averages()}
for name in ("row by row", "whole batch", "aten::relu"):
    print(f"{name:11}", calls[name])

# %% shapes
with profile(record_shapes=True, activities=[ProfilerActivity.CPU]) as prof:
    net(x)
for event in prof.key_averages(group_by_input_shape=True):
    if event.key == "aten::addmm":
        print(event.input_shapes[:3])

# %% schedule
plan = torch.profiler.schedule(wait=1, warmup=1, active=2)
print([plan(step).name for step in range(4)])  # (1)!

# %% trace
prof.export_chrome_trace("trace.json")
print("traceEvents" in Path("trace.json").read_text("utf-8"))

# %% timer
small, large = torch.randn(8, 8), torch.randn(400, 400)
timings = {}
for name, a in [("small", small), ("large", large)]:
    timer = Timer("a @ a", globals={"a": a})  # (1)!
    timings[name] = timer.blocked_autorange(min_run_time=0.05)  # (2)!
print(timings["large"].median > timings["small"].median)

# %% flops
counter = FlopCounterMode(display=False)
with counter:
    net(x)
print(counter.get_total_flops())
print(2 * 100 * 64 * 32 + 2 * 100 * 32 * 10)  # (1)!

# %% flops-backward
with FlopCounterMode(display=False) as counter:
    net(x).sum().backward()
total = counter.get_total_flops()
first = 2 * 100 * 64 * 32
second = 2 * 100 * 32 * 10
print(total == first + second + first + 2 * second)  # (1)!

# %% parameters
net = nn.Sequential(
    nn.Conv2d(3, 32, 3, padding=1),
    nn.ReLU(),
    nn.Conv2d(32, 64, 3, padding=1),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(64 * 32 * 32, 10),
)
for name, p in net.named_parameters():
    print(f"{name:9} {p.numel():7}")
print("bytes", sum(p.nbytes for p in net.parameters()))


# %% optimizer-memory
def state_bytes(optimizer):
    states = optimizer.state.values()
    tensors = [t for state in states for t in state.values()]
    return sum(t.nbytes for t in tensors if t.dim() > 0)


for kind in (torch.optim.SGD, torch.optim.Adam):
    optimizer = kind(net.parameters())
    net(torch.randn(1, 3, 32, 32)).sum().backward()
    optimizer.step()
    weights = sum(p.nbytes for p in net.parameters())
    print(kind.__name__, state_bytes(optimizer) / weights)  # (1)!


# %% activations
def kept_for_backward(net, x):  # -> bytes
    """The memory of what the forward pass keeps, parameters aside."""
    known = {p.data_ptr() for p in net.parameters()}
    kept = {}

    def pack(t):
        if t.data_ptr() not in known:
            kept[t.data_ptr()] = t.untyped_storage().nbytes()
        return t

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        net(x)  # (1)!
    return sum(kept.values())


for n in (1, 2, 4):
    print(n, kept_for_backward(net, torch.randn(n, 3, 32, 32)))

# %% memory-plot
one = kept_for_backward(net, torch.randn(1, 3, 32, 32))
sizes = torch.arange(1, 33)
parts = [weights, weights, 2 * weights]
names = ["parameters", "gradients", "Adam", "activations"]
heights = [torch.full((32,), part / 1e6) for part in parts]
plt.figure(figsize=(6, 3))
plt.stackplot(sizes, *heights, sizes * one / 1e6, labels=names)
plt.xlabel("batch size")
plt.ylabel("MB")
plt.legend(loc="upper left")

# %% channels-last
images = torch.randn(2, 3, 4, 5)  # (N, C, H, W)
last = images.to(memory_format=torch.channels_last)
print(images.stride(), last.stride())  # (1)!
print(last.shape, torch.equal(images, last))  # (2)!
print(last.is_contiguous())
print(last.is_contiguous(memory_format=torch.channels_last))

# %% channels-last-net
conv = nn.Conv2d(3, 8, 3)
expected = conv(images)
conv = conv.to(memory_format=torch.channels_last)
found = conv(last)
print(found.is_contiguous(memory_format=torch.channels_last))  # (1)!
torch.testing.assert_close(found, expected)

# %% view-repaired
print(last.reshape(2, -1).shape, last.flatten(1).shape)

# %% image-repaired
print(images[0][None].to(memory_format=torch.channels_last).shape)


# %% linear-flops-stub
def linear_flops(layer, n):  # -> int
    """Operations of a linear layer on n samples, forward pass."""
    return n * layer.in_features * layer.out_features


# %% linear-flops-solution
def linear_flops(layer, n):  # -> int
    """Operations of a linear layer on n samples, forward pass."""
    return 2 * n * layer.in_features * layer.out_features


# %% linear-flops-check fails-with=linear-flops-stub
layer = nn.Linear(12, 7)
with FlopCounterMode(display=False) as counter:
    layer(torch.randn(5, 12))
assert linear_flops(layer, 5) == counter.get_total_flops()


# %% training-bytes-stub
def training_bytes(net):  # -> int
    """Bytes for parameters, gradients and the state of Adam."""
    return sum(p.nbytes for p in net.parameters())


# %% training-bytes-solution
def training_bytes(net):  # -> int
    """Bytes for parameters, gradients and the state of Adam."""
    trained = sum(p.nbytes for p in net.parameters() if p.requires_grad)
    frozen = sum(p.nbytes for p in net.parameters() if not p.requires_grad)
    return 4 * trained + frozen


# %% training-bytes-check fails-with=training-bytes-stub
pair = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 2))
pair[0].requires_grad_(False)
adam = torch.optim.Adam(p for p in pair.parameters() if p.requires_grad)
pair(torch.ones(1, 4)).sum().backward()
adam.step()
grads = sum(p.grad.nbytes for p in pair[1].parameters())
weights = sum(p.nbytes for p in pair.parameters())
assert training_bytes(pair) == weights + grads + state_bytes(adam)
