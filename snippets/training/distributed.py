"""Training on several processes and machines."""

# %% import
import inspect
import os
import subprocess
import sys
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DistributedSampler

torch.manual_seed(0)

# %% _parallel
from snippets.training import parallel
from snippets.training.parallel import make_data, make_model

# %% script
call = '\n\nif __name__ == "__main__":\n    main()\n'
Path("train.py").write_text(inspect.getsource(parallel) + call)


# %% torchrun
def torchrun(script, processes):
    command = [sys.executable, "-m", "torch.distributed.run"]
    options = ["--standalone", f"--nproc-per-node={processes}"]
    done = subprocess.run(
        [*command, *options, script],
        env=os.environ | {"OMP_NUM_THREADS": "1"},  # (1)!
        capture_output=True,
        text=True,
        timeout=50,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    print(done.stdout, end="")


torchrun("train.py", processes=2)

# %% same-gradients
x, y = make_data()
model = make_model()
cross_entropy(model(x), y).backward()  # one process, all 64 samples
shared = torch.load("gradients.pt")
for p, gradient in zip(model.parameters(), shared, strict=True):
    torch.testing.assert_close(p.grad, gradient)
print(len(shared), "gradients agree")

# %% load
model.load_state_dict(torch.load("weights.pt"))  # (1)!
predicted = model(x).argmax(dim=1)
print((predicted == y).float().mean() > 0.9)

# %% sampler
for rank in range(3):
    sampler = DistributedSampler(
        range(10), num_replicas=3, rank=rank, shuffle=False
    )
    print(rank, list(sampler))  # (1)!

# %% set-epoch
sampler = DistributedSampler(range(10), num_replicas=2, rank=0)
print(list(sampler) == list(sampler))  # (1)!
sampler.set_epoch(1)
moved_on = list(sampler)
sampler.set_epoch(0)
print(list(sampler) == moved_on)

# %% alone
dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
wrapped = DistributedDataParallel(nn.Linear(2, 3))
print(list(wrapped.state_dict()))
print(list(wrapped.module.state_dict()))  # (1)!

# %% all-reduce
counts = torch.tensor([3, 8])
dist.all_reduce(counts)  # (1)!
print(counts)
dist.destroy_process_group()

# %% unequal-shares
losses = torch.tensor([1.0, 1.0, 1.0, 5.0])
shares = losses.split(3)  # three samples here, one there
print(sum(share.mean() for share in shares) / 2, losses.mean())


# %% share-stub
def share(n, rank, processes):  # -> list of sample numbers
    """What DistributedSampler gives this process, without shuffling."""
    return list(range(rank, n, processes))


# %% share-solution
def share(n, rank, processes):  # -> list of sample numbers
    """What DistributedSampler gives this process, without shuffling."""
    each = -(-n // processes)  # rounded up
    return [i % n for i in range(rank, each * processes, processes)]


# %% share-check fails-with=share-stub
for n, processes in ((10, 3), (8, 2), (5, 4), (7, 1)):
    for rank in range(processes):
        sampler = DistributedSampler(
            range(n), num_replicas=processes, rank=rank, shuffle=False
        )
        assert share(n, rank, processes) == list(sampler)


# %% global-mean-stub
def global_mean(means, sizes):  # one entry for each process
    """The mean over all samples, from the means of the processes."""
    return means.mean()


# %% global-mean-solution
def global_mean(means, sizes):  # one entry for each process
    """The mean over all samples, from the means of the processes."""
    return (means * sizes).sum() / sizes.sum()


# %% global-mean-check fails-with=global-mean-stub
losses = torch.rand(10)
pieces = losses.split([6, 3, 1])
means = torch.stack([piece.mean() for piece in pieces])
sizes = torch.tensor([len(piece) for piece in pieces])
torch.testing.assert_close(global_mean(means, sizes), losses.mean())
