"""Installing: what goes wrong, and how Python says so."""

# %% wrong-name raises=ModuleNotFoundError
import pytorch

print(pytorch)

# %% no-import raises=NameError
model = nn.Linear(2, 1)
