"""Datasets: what goes wrong, and how it is said."""

# %% _import
from torch.utils.data import (
    DataLoader,
    Dataset,
    IterableDataset,
    random_split,
)


# %% len-of-nothing raises=TypeError
class Template(Dataset):
    def __len__(self):
        return len  # (1)!

    def __getitem__(self, index):
        pass


len(Template())


# %% none-sample raises=TypeError
class Empty(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        pass  # (1)!


next(iter(DataLoader(Empty(), batch_size=2)))

# %% wrong-sum raises=ValueError
random_split(range(60_000), [50_000, 1_000])

# %% letter-o raises=SyntaxError
compile("random_split(train, [50000, 100o0])", "split.py", "exec")  # (1)!


# %% no-getitem raises=NotImplementedError
class Unfinished(Dataset):
    def __getitem(self, index):  # (1)!
        return index


Unfinished()[0]


# %% stream-shuffle raises=ValueError
class Stream(IterableDataset):
    def __iter__(self):
        yield from range(5)


DataLoader(Stream(), shuffle=True)
