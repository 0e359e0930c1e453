"""Learning-rate schedules: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)

# %% misspelt raises=AttributeError
lr_scheduler.ReduceLROnplateau(optimizer)

# %% verbose raises=TypeError
lr_scheduler.ReduceLROnPlateau(optimizer, verbose=True)

# %% no-metric raises=TypeError
scheduler = lr_scheduler.ReduceLROnPlateau(optimizer)
scheduler.step()

# %% too-long raises=ValueError
scheduler = lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=10)
for _ in range(11):
    optimizer.step()
    scheduler.step()


# %% one-value raises=TypeError
def validate():
    return 0.5


average, loss = validate()

# %% backtick raises=SyntaxError
line = "scheduler = ReduceLROnPlateau(optimizer, 'min')`"
compile(line, "<notes>", "exec")
