"""Regularisation: what fails, and with what words."""

# %% _import
from torch import nn

# %% two-names raises=NameError
net_dropped = nn.Sequential(nn.Linear(784, 200), nn.Dropout(0.5))
net_dropout.eval()

# %% train5 raises=AttributeError
net_dropped.train5()
