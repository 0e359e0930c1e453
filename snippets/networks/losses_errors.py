"""Losses: what PyTorch refuses, and how it says so."""

# %% _import
import torch
import torch.nn.functional as F
from torch import nn

logits = torch.tensor([[2.0, 0.0, 1.0], [0.0, 3.0, 1.0]])  # (N, C)
labels = torch.tensor([0, 2])  # (N,)
prediction, target = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

# %% int32 raises=RuntimeError
F.cross_entropy(logits, labels.to(torch.int32))

# %% one-hot raises=RuntimeError
F.cross_entropy(logits, F.one_hot(labels, num_classes=3))

# %% column-labels raises=RuntimeError
F.cross_entropy(logits, labels.reshape(-1, 1))

# %% no-such-class raises=IndexError
F.cross_entropy(logits, torch.tensor([1, 3]))

# %% softmax-of-labels raises=IndexError
F.softmax(labels, dim=1)

# %% softmax-of-integers raises=NotImplementedError
F.softmax(labels, dim=0)

# %% nil raises=AttributeError
F.nil_loss(logits, labels)

# %% criterion raises=NameError
criterion = nn.CrossEntropyLoss()
criteon(logits, labels)

# %% data-to-constructor raises=RuntimeError
nn.MSELoss(prediction, target)

# %% norm raises=TypeError
torch.norm(prediction, target)

# %% bce-range raises=RuntimeError
F.binary_cross_entropy(logits, torch.ones(2, 3))

# %% bce-shape raises=ValueError
F.binary_cross_entropy_with_logits(logits, torch.ones(2, 1))

# %% bce-integer raises=RuntimeError
F.binary_cross_entropy_with_logits(logits[:, 0], torch.tensor([1, 0]))

# %% mse-integer raises=NotImplementedError
F.mse_loss(torch.tensor([1, 2]), torch.tensor([1, 3]))
