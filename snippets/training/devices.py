"""Devices: where tensors and modules live, and how to move them."""

# %% import
import torch
from torch import nn

torch.manual_seed(0)

# %% choose
found = torch.accelerator.current_accelerator(check_available=True)
device = found or torch.device("cpu")  # (1)!
x = torch.rand(4, 3, device=device)  # (2)!
print(x.device.type == device.type)
print((found is not None) == torch.accelerator.is_available())

# %% choose-old
old = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
print(torch.zeros(2, device=old).sum().item())

# %% names
gpu = torch.device("cuda:1")  # (1)!
print(gpu.type, gpu.index)
print(torch.device("cuda", 1) == gpu)
print(torch.device("cuda") == torch.device("cuda:0"))  # (2)!

# %% create
y = torch.ones_like(x)  # (1)!
z = torch.ones_like(x, device="cpu")  # (2)!
print(y.device == x.device, z.device)
print(x.new_zeros(3).device == x.device)

# %% move
a = torch.rand(3)
b = a.to("meta")
print(a.device, b.device)  # (1)!
print(a.to("cpu") is a)  # (2)!
print(a.to("cpu", copy=True) is a)

# %% move-and-convert
print(a.to("cpu", torch.double).dtype)  # (1)!
print(a.to(torch.tensor([1, 2])).dtype)  # (2)!

# %% back
result = 2 * torch.ones(4, 2, device=device, requires_grad=True)
print(result.detach().cpu().numpy().shape)  # (1)!

# %% module-moves
net = nn.Linear(3, 2)
weight = net.weight
print(net.to(torch.float64) is net, net.weight is weight)  # (1)!
data = torch.rand(4, 3)
print(data.to(torch.float64) is data, data.dtype)  # (2)!
net = net.to(torch.float32)


# %% train
def train_step(net, batch, loss_fn, optimizer, device):
    inputs, targets = (part.to(device) for part in batch)  # (1)!
    optimizer.zero_grad()
    loss = loss_fn(net(inputs), targets)
    loss.backward()
    optimizer.step()
    return loss.item()  # (2)!


# %% train-run
net = nn.Linear(3, 2).to(device)  # (1)!
optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
batch = torch.rand(64, 3), torch.randint(2, (64,))
loss_fn = nn.CrossEntropyLoss().to(device)  # (2)!
losses = [
    train_step(net, batch, loss_fn, optimizer, device) for _ in range(50)
]
print(losses[-1] < losses[0])

# %% loss-weights
plain = nn.CrossEntropyLoss()
weighted = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 3.0]))
print(dict(plain.state_dict()), dict(weighted.state_dict()))
print(weighted.to("meta").weight.device)

# %% non-blocking
near = torch.rand(64, 3)
there = near.to(device, non_blocking=True)
print(there.shape)

# %% default-device
with torch.device("meta"):  # (1)!
    plan = nn.Linear(100_000, 100_000)
print(plan.weight.device, plan.weight.nbytes / 1e9, "GB")
torch.set_default_device("meta")  # (2)!
print(torch.ones(2).device)
torch.set_default_device(None)  # (3)!
print(torch.ones(2).device)

# %% empty-weights
small = nn.Linear(3, 2, device="meta")
small = small.to_empty(device="cpu")  # (1)!
small.reset_parameters()
print(small(torch.zeros(1, 3)).shape)

# %% old-cuda
try:
    torch.ones(2).cuda()
    moved = True
except (RuntimeError, AssertionError):  # (1)!
    moved = False
print(moved == torch.cuda.is_available())


# %% buffer-class
class Centred(nn.Module):
    def __init__(self, mean):
        super().__init__()
        self.register_buffer("mean", mean)  # (1)!

    def forward(self, x):
        return x - self.mean


# %% buffer
centred = Centred(torch.tensor([0.5, 0.5, 0.5])).to("meta")
print(centred.mean.device)
print(centred(torch.rand(4, 3, device="meta")).shape)


# %% move-batch-stub
def move(batch, device):
    """Move every tensor in nested lists, tuples and dicts; keep the rest."""
    return batch


# %% move-batch-solution
def move(batch, device):
    """Move every tensor in nested lists, tuples and dicts; keep the rest."""
    if torch.is_tensor(batch):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: move(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        return type(batch)(move(value, device) for value in batch)
    return batch


# %% move-batch-check fails-with=move-batch-stub
moved = move({"x": torch.ones(2), "y": (torch.ones(1), "cat")}, "meta")
assert moved["x"].is_meta and moved["y"][0].is_meta
assert moved["y"][1] == "cat" and isinstance(moved["y"], tuple)


# %% where-stub
def devices_of(module):  # -> set of devices
    """All devices on which the module holds parameters or buffers."""
    return {next(module.parameters()).device}


# %% where-solution
def devices_of(module):  # -> set of devices
    """All devices on which the module holds parameters or buffers."""
    tensors = [*module.parameters(), *module.buffers()]
    return {tensor.device for tensor in tensors}


# %% where-check fails-with=where-stub
split = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 2, device="meta"))
assert devices_of(split) == {torch.device("cpu"), torch.device("meta")}
assert devices_of(Centred(torch.zeros(3))) == {torch.device("cpu")}
