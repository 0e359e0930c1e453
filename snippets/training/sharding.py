"""Models that do not fit: weights shared out over processes."""

# %% import
import inspect
import os
import subprocess
import sys
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.format_utils import dcp_to_torch_save
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard

torch.manual_seed(0)

# %% _shards
from snippets.training import shards
from snippets.training.shards import make_data, make_model, step

# %% memory
n = 7_000_000_000  # parameters, in float32
copies = 1 + 1 + 2  # weights, gradients, two states of Adam
for processes in (1, 2, 8):
    print(processes, n * copies * 4 // processes // 10**9, "GB each")

# %% launch
call = '\n\nif __name__ == "__main__":\n    main()\n'
Path("shard.py").write_text(inspect.getsource(shards) + call)
command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
done = subprocess.run(
    [*command, "--nproc-per-node=2", "shard.py"],
    env=os.environ | {"OMP_NUM_THREADS": "1"},
    capture_output=True,
    text=True,
    timeout=50,
)
if done.returncode != 0:
    raise RuntimeError(done.stderr)
print(done.stdout, end="")

# %% mesh
seen = torch.load("seen.pt")  # (1)!
print(seen["mesh"])

# %% shapes
for name, (whole, part) in seen["shapes"].items():
    print(name, whole, "->", part)

# %% same-step
model = make_model()
loss = step(model, *make_data())  # one process, all 64 samples
print(torch.allclose(loss, seen["loss"]))
for name, weight in model.state_dict().items():
    print(name, torch.allclose(weight, seen["weights"][name]))

# %% files
for path in sorted(Path("checkpoint").iterdir()):
    print(path.name)

# %% load warns=UserWarning
torch.manual_seed(7)
fresh = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 2))
state = {"model": fresh.state_dict()}
dcp.load(state, checkpoint_id="checkpoint")  # (1)!
fresh.load_state_dict(state["model"])
print(torch.equal(fresh[0].weight, seen["weights"]["0.weight"]))

# %% one-file
dcp_to_torch_save("checkpoint", "whole.pt")
whole = torch.load("whole.pt")
print(list(whole["model"]))
print(torch.equal(whole["model"]["2.bias"], seen["weights"]["2.bias"]))

# %% optimizer-first
dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
mesh = init_device_mesh("cpu", (1,))
layer = nn.Linear(3, 2)
early = torch.optim.SGD(layer.parameters(), lr=0.1)
fully_shard(layer, mesh=mesh)
print(early.param_groups[0]["params"][0] is layer.weight)  # (1)!
late = torch.optim.SGD(layer.parameters(), lr=0.1)
print(late.param_groups[0]["params"][0] is layer.weight)
dist.destroy_process_group()

# %% uneven
print(seen["uneven"])


# %% rows-stub
def rows(n, processes):  # -> list, one number for each process
    """How many of n rows each process keeps."""
    least, rest = divmod(n, processes)
    return [least + (rank < rest) for rank in range(processes)]


# %% rows-solution
def rows(n, processes):  # -> list, one number for each process
    """How many of n rows each process keeps."""
    each = -(-n // processes)  # rounded up
    return [max(0, min(each, n - r * each)) for r in range(processes)]


# %% rows-check fails-with=rows-stub
assert rows(5, 2) == [shape[0] for shape in seen["uneven"]]
for n, processes in ((16, 2), (5, 4), (6, 4), (10, 3), (2, 8)):
    parts = [len(part) for part in torch.empty(n, 3).chunk(processes)]
    nothing = [0] * (processes - len(parts))
    assert rows(n, processes) == parts + nothing
