"""The training loop: what goes wrong loudly."""

# %% _import
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(2, 3)
loss_fn = nn.CrossEntropyLoss()
x, y = torch.randn(4, 2), torch.tensor([0, 2, 1, 0])

# %% misspelt-loss raises=NameError
loss = loss_fn(model(x), y)
loass.backward()

# %% misspelt-batch raises=NameError
for inputs, targets in [(x, y)]:
    loss = loss_fn(model(inputs), tragets)

# %% another-name raises=NameError
net_dropped = nn.Sequential(nn.Linear(2, 3), nn.Dropout(0.5))
net_dropout.eval()

# %% train-with-a-number raises=AttributeError
net_dropped.train5()

# %% swapped raises=NotImplementedError
loss_fn(y, model(x))

# %% percent raises=TypeError
epoch, batch, running = 0, 1999, 2.2
form = "[]"
print(form % (epoch + 1, batch + 1, running / 2000))

# %% inside-no-grad raises=RuntimeError
with torch.no_grad():
    loss = loss_fn(model(x), y)
loss.backward()
