"""Counting right and wrong: what goes wrong loudly."""

# %% _import
import torch

# %% last-batch raises=IndexError
right = torch.tensor([True, False])  # the last batch has two samples
for i in range(4):
    right[i].item()

# %% last-one raises=IndexError
right = torch.tensor([True])  # the last batch has one sample
right.squeeze()[0]

# %% no-classes raises=NameError
for i in range(10):
    print(classes[i])

# %% two-spellings raises=NameError
class_corrent = [0] * 10
class_correct[3] += 1

# %% misspelt-labels raises=NameError
for images, lobels in [(torch.rand(4, 3, 32, 32), torch.zeros(4))]:
    print(len(images), labels)

# %% by-zero raises=ZeroDivisionError
correct, total = [5, 0], [8, 0]
print([100 * c / t for c, t in zip(correct, total, strict=True)])
