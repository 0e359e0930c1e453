"""A data set that draws random numbers, and the mending of its workers."""

import numpy as np
import torch
from torch.utils.data import Dataset, get_worker_info


class Noisy(Dataset):
    """Eight samples, each a random number from a generator of its own."""

    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __len__(self):
        return 8

    def __getitem__(self, index):
        return self.rng.integers(1000).item()


def reseed(worker):
    """Give the copy of the dataset in this worker numbers of its own."""
    seed = torch.initial_seed()  # differs between workers and epochs
    get_worker_info().dataset.rng = np.random.default_rng(seed)
