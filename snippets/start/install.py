"""Is PyTorch installed, and installed right?"""

# %% version
import torch
import torchvision

print(torch.__version__.split("+")[0])  # (1)!
print(torchvision.__version__.split("+")[0])

# %% compute
x = torch.rand(5, 3)
print(x.shape, bool((x >= 0).all()))

# %% pair
boxes = torch.tensor([[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 4.0, 5.0]])
scores = torch.tensor([0.9, 0.8])
print(torchvision.ops.nms(boxes, scores, 0.5))  # (1)!

# %% device
found = torch.accelerator.current_accelerator(check_available=True)
device = found or torch.device("cpu")  # (1)!
x = x.to(device)
print((x @ x.T).shape, x.device.type == device.type)  # (2)!

# %% idioms
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F  # (1)!
import torchvision
from torch import nn, optim
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets
from torchvision.transforms import v2  # (2)!

# %% idioms-used
for module in (plt, np, F, nn, optim, datasets, v2):
    print(module.__name__)
print(DataLoader.__name__, issubclass(datasets.MNIST, Dataset))

# %% future
import __future__

print(__future__.print_function.getMandatoryRelease()[:2])

# %% headers
from pathlib import Path

include = Path(torch.__file__).parent / "include"
for name in ["ATen", "c10", "TH", "THNN"]:
    print(f"{name:5}", (include / name).is_dir())

# %% not-there-repaired
from importlib.util import find_spec

print(find_spec("torch") is not None, find_spec("pytorch") is not None)


# %% at-least-stub
def at_least(version, wanted):  # "2.15.0+cpu", "2.9" -> bool
    """Whether a version is the wanted one or newer."""
    return version >= wanted


# %% at-least-solution
def at_least(version, wanted):  # "2.15.0+cpu", "2.9" -> bool
    """Whether a version is the wanted one or newer."""
    numbers = [int(part) for part in version.split("+")[0].split(".")]
    return numbers >= [int(part) for part in wanted.split(".")]


# %% at-least-check fails-with=at-least-stub
assert at_least("2.15.0+cpu", "2.9")
assert at_least("2.9.0", "2.9")
assert not at_least("2.8.1+cu128", "2.9")


# %% device-report-stub
def device_report():  # -> {"cpu": 1, ...}
    """How many devices of each kind torch can use here."""
    return {"cpu": 1, "gpu": 1}


# %% device-report-solution
def device_report():  # -> {"cpu": 1, ...}
    """How many devices of each kind torch can use here."""
    report = {"cpu": 1}
    found = torch.accelerator.current_accelerator(check_available=True)
    if found is not None:
        report[found.type] = torch.accelerator.device_count()
    return report


# %% device-report-check fails-with=device-report-stub
report = device_report()
found = torch.accelerator.current_accelerator(check_available=True)
assert set(report) == ({"cpu", found.type} if found else {"cpu"})
for kind in report:
    torch.ones(1, device=kind)  # every device named must really be there
