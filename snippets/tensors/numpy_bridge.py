"""The NumPy bridge: arrays become tensors, tensors become arrays."""

# %% import
import numpy as np
import torch

# %% there-and-back
array = np.array([1.0, 2.0, 3.0], dtype=np.float32)
tensor = torch.from_numpy(array)  # (1)!
back = tensor.numpy()  # (2)!
for value in (array, tensor, back):
    print(type(value), value.dtype)

# %% one-memory
tensor.add_(10)  # (1)!
print(array)
np.add(array, 1, out=array)  # (2)!
print(tensor)
back[0] = 0  # (3)!
print(array, tensor)

# %% same-address
print(array.ctypes.data == tensor.data_ptr())
print(np.shares_memory(array, tensor.numpy()))

# %% new-array
array = array + 1  # (1)!
print(array, tensor)

# %% layout
table = np.arange(6, dtype=np.float32).reshape(2, 3)
turned = torch.from_numpy(table.T)
print(turned.shape, turned.stride())
print(table.T.strides)  # (1)!


# %% follows
def follows(convert):
    """Does what `convert` makes of an array follow a change of the array?"""
    array = np.zeros(3, dtype=np.float32)
    result = convert(array)
    array[0] = 1
    return bool(result[0] == 1)


# %% ways-in
ways_in = {
    "torch.from_numpy(a)": torch.from_numpy,
    "torch.as_tensor(a)": torch.as_tensor,  # (1)!
    "torch.asarray(a)": torch.asarray,  # (2)!
    "torch.from_dlpack(a)": torch.from_dlpack,  # (3)!
    "torch.tensor(a)": torch.tensor,
    "torch.asarray(a, copy=True)": lambda a: torch.asarray(a, copy=True),
    "torch.from_numpy(a).clone()": lambda a: torch.from_numpy(a).clone(),
    "torch.from_numpy(a).float()": lambda a: torch.from_numpy(a).float(),
    "torch.from_numpy(a).double()": lambda a: torch.from_numpy(a).double(),
}
for code, convert in ways_in.items():
    print(f"{code:<30}{'shares' if follows(convert) else 'copies'}")

# %% ways-out
ways_out = {
    "t.numpy()": lambda t: t.numpy(),
    "np.asarray(t)": np.asarray,
    "np.from_dlpack(t)": np.from_dlpack,
    "t.numpy().copy()": lambda t: t.numpy().copy(),
    "t.numpy().astype(np.float64)": lambda t: t.numpy().astype(np.float64),
    "t.tolist()": lambda t: t.tolist(),
}
for code, convert in ways_out.items():
    shares = follows(lambda a, go=convert: go(torch.from_numpy(a)))
    print(f"{code:<30}{'shares' if shares else 'copies'}")

# %% numbers
loss = torch.tensor([[0.1]])
print(loss.item(), type(loss.item()))  # (1)!
scores = torch.tensor([[1.0, 2.5], [3.0, 4.0]])
print(scores.tolist())  # (2)!
print(scores.numpy().ravel())  # (3)!

# %% dtypes
crossing = (torch.bool, torch.uint8, torch.int8, torch.int64)
crossing += (torch.float16, torch.float32, torch.float64, torch.complex64)
for dtype in crossing:
    there = torch.ones(2, dtype=dtype).numpy()
    print(f"{dtype!s:<16}{there.dtype!s:<11}{torch.from_numpy(there).dtype}")

# %% bfloat16-repaired
activations = torch.ones(2, dtype=torch.bfloat16)
print(activations.float().numpy().dtype)  # (1)!

# %% detach
weight = torch.tensor([1.0, 2.0], requires_grad=True)
values = weight.detach().numpy()  # (1)!
values[0] = 100
print(weight)  # (2)!

# %% changed-original
measured = np.array([2.0, 4.0, 6.0])
centred = torch.from_numpy(measured)
centred -= centred.mean()  # (1)!
print(measured)

# %% changed-original-repaired
measured = np.array([2.0, 4.0, 6.0])
centred = torch.tensor(measured)  # (1)!
centred -= centred.mean()
print(measured)

# %% now-and-then
for dtype in (np.float32, np.float64):
    data = np.ones(2, dtype=dtype)
    torch.as_tensor(data, dtype=torch.float32).zero_()
    print(data)  # (1)!

# %% float64
features = np.array([[0.5, 1.5]])
print(features.dtype, torch.from_numpy(features).dtype)
print(torch.tensor(features.mean()).dtype)  # (1)!
print(torch.tensor([[0.5, 1.5]]).dtype)  # (2)!

# %% float64-repaired
layer = torch.nn.Linear(2, 1)
inputs = torch.from_numpy(features.astype(np.float32))  # (1)!
print(layer(inputs).dtype)

# %% np-float-repaired
print(np.array([1, 2], dtype=np.float32).dtype)
print(np.array([1, 2], dtype=float).dtype)  # (1)!

# %% negative-stride-repaired
ramp = np.arange(4)
print(torch.from_numpy(ramp[::-1].copy()))  # (1)!
print(torch.from_numpy(ramp).flip(0))

# %% read-only warns=UserWarning
raw = np.frombuffer(b"\x00\x80\xff", dtype=np.uint8)  # (1)!
pixels = torch.from_numpy(raw)

# %% read-only-repaired
pixels = torch.tensor(raw)  # (1)!
print(pixels)

# %% list-of-arrays warns=UserWarning
rows = [np.zeros(3), np.ones(3)]
slow = torch.tensor(rows)

# %% list-of-arrays-repaired
fast = torch.from_numpy(np.stack(rows))
print(torch.equal(slow, fast))

# %% mixed-repaired
total = torch.from_numpy(np.ones(2, dtype=np.float32)) + torch.ones(2)
print(total)


# %% snapshot-stub
def snapshot(parameter):  # tensor -> array of the same shape
    """The values of a parameter as they are now, for good."""
    return parameter.detach().numpy()


# %% snapshot-solution
def snapshot(parameter):  # tensor -> array of the same shape
    """The values of a parameter as they are now, for good."""
    return parameter.detach().numpy().copy()


# %% snapshot-check fails-with=snapshot-stub
parameter = torch.zeros(2, requires_grad=True)
history = []
for _ in range(3):
    history.append(snapshot(parameter))
    with torch.no_grad():
        parameter += 1
assert [values.tolist() for values in history] == [[0, 0], [1, 1], [2, 2]]


# %% to-input-stub
def to_input(images):  # (N, H, W, C) uint8 -> (N, C, H, W) float32
    """Pixels 0 … 255 as numbers 0 … 1, channels first."""
    n, h, w, c = images.shape
    return torch.from_numpy(images).reshape(n, c, h, w) / 255


# %% to-input-solution
def to_input(images):  # (N, H, W, C) uint8 -> (N, C, H, W) float32
    """Pixels 0 … 255 as numbers 0 … 1, channels first."""
    return torch.from_numpy(images.copy()).permute(0, 3, 1, 2) / 255


# %% to-input-check fails-with=to-input-stub
images = np.arange(24, dtype=np.uint8).reshape(1, 2, 4, 3)
result = to_input(images)
assert result.shape == (1, 3, 2, 4) and result.dtype == torch.float32
red = torch.tensor(images[..., 0] / 255, dtype=torch.float32)
torch.testing.assert_close(result[:, 0], red)
mirrored = to_input(images[:, :, ::-1])
assert torch.equal(mirrored, result.flip(3))


# %% overlap-stub
def overlap(array, tensor):
    """Whether a change of one can show in the other."""
    return array.ctypes.data == tensor.data_ptr()


# %% overlap-solution
def overlap(array, tensor):
    """Whether a change of one can show in the other."""
    return np.shares_memory(array, tensor.detach().numpy())


# %% overlap-check fails-with=overlap-stub
base = np.zeros(4, dtype=np.float32)
assert overlap(base, torch.from_numpy(base))
assert overlap(base, torch.from_numpy(base)[2:])
assert not overlap(base[:2], torch.from_numpy(base)[2:])
assert not overlap(base, torch.tensor(base))
