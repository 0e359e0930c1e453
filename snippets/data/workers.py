"""Datasets and functions that meet the worker processes of a DataLoader."""

import os

import numpy as np
import torch
from torch.utils.data import Dataset, IterableDataset, get_worker_info


class WhoLoads(Dataset):
    """Each sample is the number of the process that loaded it."""

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return os.getpid()


class Shards(IterableDataset):
    """The numbers below a limit, shared out among the workers."""

    def __init__(self, limit, share_out):
        self.limit, self.share_out = limit, share_out

    def __iter__(self):
        worker = get_worker_info()
        if worker is None or not self.share_out:
            return iter(range(self.limit))
        return iter(range(worker.id, self.limit, worker.num_workers))


class Noise(Dataset):
    """A random number from NumPy's own generator, made with the dataset."""

    def __init__(self):
        self.generator = np.random.default_rng(0)

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return round(self.generator.random(), 4)


def reseed(worker_id):
    """A generator of its own for each worker; torch has seeded the worker."""
    dataset = get_worker_info().dataset
    dataset.generator = np.random.default_rng(torch.initial_seed())


class Cached(Dataset):
    """Keeps what it has loaded; a sample is 1 if it had to be loaded."""

    def __init__(self):
        self.kept = {}

    def __len__(self):
        return 4

    def __getitem__(self, index):
        if index in self.kept:
            return 0
        self.kept[index] = "a picture"
        return 1
