"""Export: a trained model for programs that do not have its class."""

# %% import
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)

# %% train
y = torch.arange(600) % 3  # (N,)
centres = torch.tensor([[2.0, 0.0], [-1.0, 1.7], [-1.0, -1.7]])
x = centres[y] + 1.1 * torch.randn(600, 2)  # (N, 2)
net = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 3))
optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
for step in range(100):
    optimizer.zero_grad()
    F.cross_entropy(net(x[:300]), y[:300]).backward()
    optimizer.step()
net.eval()  # (1)!

# %% export
example = torch.randn(4, 2)
program = torch.export.export(net, (example,))  # (1)!
for node in program.graph.nodes:
    print(node.op, node.target)  # (2)!

# %% dynamic
batch = torch.export.Dim("batch")
shapes = ({0: batch},)  # (1)!
program = torch.export.export(net, (example,), dynamic_shapes=shapes)
print(program.module()(torch.randn(9, 2)).shape)  # (2)!

# %% save-load
torch.export.save(program, "net.pt2")
loaded = torch.export.load("net.pt2").module()  # (1)!
print(torch.equal(loaded(x), net(x)))

# %% quantise
weight = torch.tensor([[0.5, -1.0, 0.26], [0.02, 0.01, -0.04]])
scale = weight.abs().amax(dim=1, keepdim=True) / 127  # (1)!
small = (weight / scale).round().to(torch.int8)  # (2)!
print(small)
error = (small * scale - weight).abs()  # (3)!
print((error <= scale / 2 + 1e-7).all())  # (4)!


# %% squeeze
def quantise(weight):  # float32 (R, C) -> int8 (R, C), float32 (R, 1)
    scale = weight.abs().amax(dim=1, keepdim=True) / 127
    return (weight / scale).round().to(torch.int8), scale


def byte_count(tensors):
    return sum(t.numel() * t.element_size() for t in tensors)


wide = nn.Linear(512, 256, bias=False)
integers, scale = quantise(wide.weight.detach())
print(byte_count([wide.weight]), byte_count([integers, scale]))  # (1)!

# %% accuracy
back = {}
for name, tensor in net.state_dict().items():
    if name.endswith("weight"):
        integers, scale = quantise(tensor)
        tensor = integers * scale  # (1)!
    back[name] = tensor
lossy = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 3))
lossy.load_state_dict(back)
before, after = net(x[300:]).argmax(dim=1), lossy(x[300:]).argmax(dim=1)
for guess in (before, after):
    print(f"right: {(guess == y[300:]).float().mean():.3f}")
print(f"alike: {(before == after).float().mean():.3f}")


# %% where-repaired
class Flip(nn.Module):
    def forward(self, x):
        return torch.where(x.sum() > 0, x, -x)  # (1)!


flip = torch.export.export(Flip(), (torch.ones(3),)).module()
print(flip(torch.ones(3)), flip(-torch.ones(3)))


# %% per-row-stub
def per_row(weight):  # float32 (R, C) -> int8 (R, C), float32 (R, 1)
    """Integers from -127 to 127 and the scale of each row."""
    scale = (weight.abs().max() / 127).expand(len(weight), 1)
    return (weight / scale).round().to(torch.int8), scale


# %% per-row-solution
def per_row(weight):  # float32 (R, C) -> int8 (R, C), float32 (R, 1)
    """Integers from -127 to 127 and the scale of each row."""
    scale = weight.abs().amax(dim=1, keepdim=True) / 127
    scale = torch.where(scale == 0, 1.0, scale)
    return (weight / scale).round().to(torch.int8), scale


# %% per-row-check fails-with=per-row-stub
rows = torch.tensor([[100.0, -50.0], [0.01, 0.005], [0.0, 0.0]])
integers, scale = per_row(rows)
assert integers.abs().amax(dim=1).tolist() == [127, 127, 0]
assert ((integers * scale - rows).abs() <= scale / 2 + 1e-6).all()
