"""A dataset of one's own: what fails, and with what words."""

# %% _import
from torch.utils.data import DataLoader, Dataset


# %% len-of-nothing raises=TypeError
class Template(Dataset):
    def __len__(self):
        return len  # (1)!

    def __getitem__(self, index):
        pass


len(Template())


# %% none raises=TypeError
class Unfinished(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        pass  # (1)!


next(iter(DataLoader(Unfinished())))


# %% misspelt raises=TypeError
DataLoader(range(10), batch_size=4, num_works=8)
