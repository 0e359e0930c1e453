"""One step with weights that are shared out: the functions of shard.py."""

import time

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.nn.functional import cross_entropy


def make_data():
    """64 made-up samples of 8 numbers, in two classes."""
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(64, 8, generator=generator)
    return x, (x.sum(dim=1) > 0).long()


def make_model():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 2))


def shard(model, mesh):
    """Share out each layer with weights by itself, then the whole."""
    for layer in model:
        if isinstance(layer, nn.Linear):
            fully_shard(layer, mesh=mesh)
    return fully_shard(model, mesh=mesh)


def shapes(model):
    """Of each parameter: the whole shape, and that of the part kept here."""
    return {
        name: (tuple(p.shape), tuple(p.to_local().shape))
        for name, p in model.named_parameters()
    }


def step(model, x, y):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    loss = cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.detach()


def step_together(model, mesh):
    """One step; each process sees its share of the batch."""
    x, y = make_data()
    share = slice(mesh.get_local_rank(), None, mesh.size())
    loss = step(model, x[share], y[share])
    dist.all_reduce(loss)
    return loss / mesh.size()


def gather(model):
    """The whole weights; every process has to call it."""
    return {name: p.full_tensor() for name, p in model.state_dict().items()}


def uneven(mesh):
    """The parts of five rows, from all processes."""
    layer = fully_shard(nn.Linear(4, 5), mesh=mesh)
    parts = [None] * mesh.size()
    dist.all_gather_object(parts, tuple(layer.weight.to_local().shape))
    return parts


def main():
    mesh = init_device_mesh("cpu", (2,), mesh_dim_names=("shard",))
    model = shard(make_model(), mesh)
    seen = {"mesh": str(mesh), "shapes": shapes(model)}
    seen["loss"] = step_together(model, mesh)
    seen["weights"] = gather(model)
    seen["uneven"] = uneven(mesh)
    dcp.save({"model": model.state_dict()}, checkpoint_id="checkpoint")
    if dist.get_rank() == 0:
        torch.save(seen, "seen.pt")
        print("one step on", dist.get_world_size(), "processes")
    dist.destroy_process_group()
    time.sleep(0.1)  # let gloo's threads put down their last tensors
