"""One training on several processes: the functions of train.py."""

import time

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


def make_data():
    """64 made-up samples of 8 numbers, in two classes."""
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(64, 8, generator=generator)
    return x, (x.sum(dim=1) > 0).long()


def make_model():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 2))


def one_batch(rank, processes):
    """Gradients of one batch, of which each process sees its share."""
    x, y = make_data()
    model = DistributedDataParallel(make_model())
    share = slice(rank, None, processes)
    cross_entropy(model(x[share]), y[share]).backward()
    if rank == 0:
        print(len(x[share]), "of", len(x), "samples in this process")
        gradients = [p.grad for p in model.parameters()]
        torch.save(gradients, "gradients.pt")


def train(rank, epochs=20):
    data = TensorDataset(*make_data())
    sampler = DistributedSampler(data)
    loader = DataLoader(data, batch_size=8, sampler=sampler)
    model = DistributedDataParallel(make_model())
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for epoch in range(epochs):
        sampler.set_epoch(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            cross_entropy(model(x), y).backward()
            optimizer.step()
    if rank == 0:
        torch.save(model.module.state_dict(), "weights.pt")
    return model


def accuracy(model, rank, processes):
    """Counts add up over the processes; shares would not."""
    x, y = make_data()
    share = slice(rank, None, processes)
    with torch.no_grad():
        right = (model(x[share]).argmax(dim=1) == y[share]).sum()
    counts = torch.tensor([right, len(y[share])])
    dist.all_reduce(counts)
    return counts[0] / counts[1]


def main():
    dist.init_process_group("gloo")
    rank, processes = dist.get_rank(), dist.get_world_size()
    if rank == 0:
        print(processes, "processes")
    one_batch(rank, processes)
    model = train(rank)
    good = accuracy(model, rank, processes) > 0.9
    if rank == 0:
        print("more than 90 % right:", good.item())
    dist.destroy_process_group()
    time.sleep(0.1)  # let gloo's threads put down their last tensors
