"""Saving and loading: weights, checkpoints, whole models."""

# %% import
import copy
import os
import pickle
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)

# %% _spirals
from snippets.training.spirals import make_net, spirals

# %% state-dict
model = make_net()
for name, tensor in model.state_dict().items():
    print(name, tuple(tensor.shape))

# %% save-load
torch.save(model.state_dict(), "weights.pt")
fresh = make_net()  # (1)!
print(fresh.load_state_dict(torch.load("weights.pt")))
fresh.eval()  # (2)!
model.eval()
x = torch.randn(5, 2)
print(torch.equal(fresh(x), model(x)))

# %% map-location
weights = torch.load("weights.pt", map_location="cpu")  # (1)!
shapes = torch.load("weights.pt", map_location="meta")  # (2)!
print(weights["0.weight"].device, shapes["0.weight"].device)

# %% strict
body = {k: v for k, v in weights.items() if not k.startswith("5.")}
missing, unexpected = fresh.load_state_dict(body, strict=False)
print(missing, unexpected)  # (1)!

# %% assign
with torch.device("meta"):  # (1)!
    empty = make_net()
print(empty[0].weight.device)
empty.load_state_dict(weights, assign=True)  # (2)!
print(empty[0].weight.device)

# %% assign-forgotten warns=UserWarning
with torch.device("meta"):
    layer = nn.Linear(2, 64, bias=False)
layer.load_state_dict({"weight": weights["0.weight"]})
print(layer.weight.device)

# %% data
data = TensorDataset(*spirals(100, seed=1))  # 300 points
loss_fn = nn.CrossEntropyLoss()


# %% run
def new_run(seed):
    torch.manual_seed(seed)
    model = make_net()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    return model, optimizer


def train(model, optimizer, epochs):
    loader = DataLoader(data, batch_size=50, shuffle=True)  # (1)!
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss_fn(model(x), y).backward()  # (2)!
            optimizer.step()


# %% checkpoint
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
        "rng": torch.get_rng_state(),  # (1)!
    }
    torch.save(checkpoint, path)


def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, map_location="cpu")
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    torch.set_rng_state(checkpoint["rng"])
    return checkpoint["epoch"]


# %% resume
model, optimizer = new_run(seed=0)
train(model, optimizer, epochs=2)
save_checkpoint("run.pt", model, optimizer, epoch=2)
train(model, optimizer, epochs=2)  # goes on without a break
straight = copy.deepcopy(model.state_dict())

model, optimizer = new_run(seed=99)  # another day, another process
epoch = load_checkpoint("run.pt", model, optimizer)
train(model, optimizer, epochs=4 - epoch)
resumed = model.state_dict()
print(all(torch.equal(straight[k], resumed[k]) for k in straight))


# %% left-out
def resume_without(part):
    model, optimizer = new_run(seed=99)
    checkpoint = torch.load("run.pt", map_location="cpu")
    if part != "model":
        model.load_state_dict(checkpoint["model"])
    if part != "optimizer":
        optimizer.load_state_dict(checkpoint["optimizer"])
    if part != "rng":
        torch.set_rng_state(checkpoint["rng"])
    train(model, optimizer, epochs=2)
    now = model.state_dict()
    return all(torch.equal(straight[k], now[k]) for k in straight)


for part in ("nothing", "model", "optimizer", "rng"):
    print(f"without {part:10}", resume_without(part))

# %% momenta
first = torch.load("run.pt")["optimizer"]["state"][0]
print({key: tuple(value.shape) for key, value in first.items()})

# %% whole
torch.save(model, "whole.pt")
try:
    torch.load("whole.pt")
except pickle.UnpicklingError as error:
    print(type(error).__name__, str(error)[:25])  # (1)!


# %% surprise
class Surprise:
    def __reduce__(self):
        return print, ("this ran while loading",)


torch.save(Surprise(), "gift.pt")
torch.load("gift.pt", weights_only=False)
try:
    torch.load("gift.pt")
except pickle.UnpicklingError:
    print("refused")

# %% safe-globals
needed = torch.serialization.get_unsafe_globals_in_checkpoint("whole.pt")
print(*sorted(needed), sep="\n")
trusted = [nn.Sequential, nn.Linear, nn.ReLU, nn.Dropout]
with torch.serialization.safe_globals(trusted):
    again = torch.load("whole.pt")
print(type(again).__name__)

# %% safetensors
save_file(model.state_dict(), "weights.safetensors", {"epoch": "4"})
same = load_file("weights.safetensors")
print(all(torch.equal(same[k], resumed[k]) for k in resumed))
with safe_open("weights.safetensors", framework="pt") as file:
    print(file.metadata())  # (1)!
    print(file.get_slice("2.weight")[:2].shape)  # (2)!

# %% shared
table = torch.rand(10, 4)
try:
    save_file({"encoder": table, "decoder": table}, "tied.safetensors")
except RuntimeError as error:
    print(str(error).strip().partition(",")[0])

# %% export
model.eval()
rows = torch.export.Dim("rows")
example = (torch.zeros(2, 2),)
program = torch.export.export(model, example, dynamic_shapes=[{0: rows}])
torch.export.save(program, "model.pt2")
loaded = torch.export.load("model.pt2").module()  # (1)!
x = torch.randn(7, 2)
torch.testing.assert_close(loaded(x), model(x))

# %% reference
model = nn.Linear(2, 2)
kept = model.state_dict()
copied = copy.deepcopy(model.state_dict())
with torch.no_grad():
    model.weight.zero_()  # stands for more training
print((kept["weight"] == 0).all().item())  # (1)!
print((copied["weight"] == 0).all().item())

# %% slice
big = torch.zeros(1000, 1000)
torch.save(big[:2], "rows.pt")
torch.save(big[:2].clone(), "rows-cloned.pt")
for name in ("rows.pt", "rows-cloned.pt"):
    print(f"{os.path.getsize(name) / 1e6:.2f} MB")


# %% whole-file-or-none
def save_safely(value, path):
    part = Path(path).with_suffix(".part")
    torch.save(value, part)
    os.replace(part, path)  # (1)!


save_safely(copied, "weights.pt")
print(Path("weights.pt").exists(), Path("weights.part").exists())


# %% best-weights-stub
def best_weights(model, epochs, train_epoch, evaluate):
    """The state_dict of the epoch with the lowest loss."""
    best, lowest = None, float("inf")
    for _ in range(epochs):
        train_epoch(model)
        loss = evaluate(model)
        if loss < lowest:
            best, lowest = model.state_dict(), loss
    return best


# %% best-weights-solution
def best_weights(model, epochs, train_epoch, evaluate):
    """The state_dict of the epoch with the lowest loss."""
    best, lowest = None, float("inf")
    for _ in range(epochs):
        train_epoch(model)
        loss = evaluate(model)
        if loss < lowest:
            best, lowest = copy.deepcopy(model.state_dict()), loss
    return best


# %% best-weights-check fails-with=best-weights-stub
@torch.no_grad()
def one_more(model):
    model.weight.add_(1)


model = nn.Linear(1, 1)
nn.init.zeros_(model.weight)
best = best_weights(model, 5, one_more, lambda m: abs(m.weight.item() - 3))
assert best["weight"].item() == 3
assert model.weight.item() == 5


# %% load-matching-stub
def load_matching(model, weights):  # -> names left out
    """Load what fits in name and shape; leave the rest of the model."""
    missing, unexpected = model.load_state_dict(weights, strict=False)
    return missing + unexpected


# %% load-matching-solution
def load_matching(model, weights):  # -> names left out
    """Load what fits in name and shape; leave the rest of the model."""
    own = model.state_dict()
    fitting = {
        name: tensor
        for name, tensor in weights.items()
        if name in own and own[name].shape == tensor.shape
    }
    model.load_state_dict(fitting, strict=False)
    return sorted((own.keys() | weights.keys()) - fitting.keys())


# %% load-matching-check fails-with=load-matching-stub
trained, other = make_net(), make_net()
other[5] = nn.Linear(64, 7)  # another number of classes
other.append(nn.Linear(7, 2))
try:
    left = load_matching(other, trained.state_dict())
except RuntimeError:
    left = []
assert left == ["5.bias", "5.weight", "6.bias", "6.weight"]
assert torch.equal(other[2].weight, trained[2].weight)
