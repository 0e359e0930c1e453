"""Dtypes and devices: what a number is made of, and where it lives."""

# %% import
import torch

# %% ask
prices = torch.tensor([9.5, 3.0])
print(prices.dtype)
print(prices.type())  # (1)!
print(type(prices))  # (2)!
print(prices.is_floating_point())

# %% table
dtypes = [torch.bool, torch.uint8, torch.int8, torch.int16]
dtypes += [torch.int32, torch.int64, torch.float16, torch.bfloat16]
dtypes += [torch.float32, torch.float64, torch.complex64]
for dtype in dtypes:
    name = str(dtype).removeprefix("torch.")
    kind = torch.empty(0, dtype=dtype).type()
    bits = 8 * dtype.itemsize
    print(f"{name:10}{bits:2} bits  signed {dtype.is_signed!s:5}  {kind}")

# %% aliases
print(torch.float is torch.float32, torch.double is torch.float64)
print(torch.half is torch.float16, torch.short is torch.int16)
print(torch.int is torch.int32, torch.long is torch.int64)

# %% integer-limits
for dtype in (torch.uint8, torch.int8, torch.int32, torch.int64):
    limits = torch.iinfo(dtype)
    print(dtype, "from", limits.min, "to", limits.max)

# %% float-limits
for dtype in (torch.float64, torch.float32, torch.bfloat16, torch.float16):
    limits = torch.finfo(dtype)
    print(f"{dtype!s:14} max {limits.max:.1e}  eps {limits.eps:.1e}")

# %% range-or-precision
x = torch.tensor([70000.0, 1.001])
print(x.to(torch.float16))  # (1)!
print(x.to(torch.bfloat16))  # (2)!

# %% float32-integers
big = torch.tensor([2**24])  # 16777216
print(big.float() + 1)  # (1)!
print(big + 1)

# %% float8
small = torch.tensor([0.1, 1.1, 300.0]).to(torch.float8_e4m3fn)
print(small.float())  # (1)!
print(small.element_size(), torch.finfo(torch.float8_e4m3fn).max)

# %% cast
values = torch.tensor([-1.7, 0.0, 2.5])
print(values.to(torch.int64))  # (1)!
print(values.long().dtype, values.double().dtype)
print(values.bool())  # (2)!
print(values.to(prices).dtype)  # (3)!

# %% same-object
print(values.to(torch.float32) is values)
print(values.to(torch.float64) is values)
print(values.to(torch.float32, copy=True) is values)

# %% promote
whole = torch.tensor([1, 2, 3])  # int64
single = torch.tensor([0.5, 0.5, 0.5])  # float32
total = single + single.double()
print((whole + single).dtype, total.dtype)
print(total.to("cpu", torch.double) is total)  # (1)!
print(whole / 2)  # (2)!

# %% promote-types
print(torch.promote_types(torch.uint8, torch.int8))
print(torch.promote_types(torch.int64, torch.float16))  # (1)!
print(torch.promote_types(torch.float16, torch.bfloat16))

# %% weak-numbers
half = torch.ones(3, dtype=torch.float16)
print((half * 2.5).dtype)
print((half * torch.tensor(2.5, dtype=torch.float64)).dtype)  # (1)!
print((half * torch.tensor([2.5], dtype=torch.float64)).dtype)
print(torch.result_type(whole, 2.5))  # (2)!

# %% device-name
device = torch.device("cuda:1")  # (1)!
print(device.type, device.index)
print(prices.device)

# %% accelerator
accelerator = torch.accelerator.current_accelerator(check_available=True)
device = accelerator or torch.device("cpu")  # (1)!
batch = torch.zeros(64, 10, device=device)  # (2)!
labels = torch.zeros(64, dtype=torch.int64).to(device)  # (3)!
print(batch.device == labels.device)

# %% meta
plan = torch.empty(100_000, 100_000, device="meta")
print(plan.nbytes / 1e9, "GB")
print((plan @ plan).shape)
print(plan.to(torch.float16))

# %% forgotten-result
weights = torch.ones(2)
weights.to(torch.float64)  # (1)!
print(weights.dtype)
weights = weights.to(torch.float64)
print(weights.dtype)

# %% module-in-place
layer = torch.nn.Linear(2, 1)
print(layer.to(torch.float64) is layer)  # (1)!
print(layer.weight.dtype)

# %% wrap-around
pixels = torch.tensor([250, 100], dtype=torch.uint8)
print(pixels + 10)  # (1)!
print(torch.tensor([300, -1]).to(torch.uint8))

# %% wrap-around-repaired
brighter = pixels.to(torch.int16) + 10
print(brighter.clamp(0, 255).to(torch.uint8))

# %% dtype-mismatch-repaired
layer = torch.nn.Linear(2, 1)  # float32
features = torch.ones(1, 2, dtype=torch.float64)
print(layer(features.float()).dtype)

# %% class-test
double = prices.double()
print(isinstance(prices, torch.FloatTensor))
print(isinstance(double, torch.FloatTensor))  # (1)!
print(double.is_floating_point(), double.dtype == torch.float64)

# %% half-name
print(torch.tensor([1.0], dtype=torch.float16).type())


# %% common-dtype-stub
def common_dtype(a, b):
    """Both tensors, cast to the dtype that a + b would have."""
    return a, b.to(a.dtype)


# %% common-dtype-solution
def common_dtype(a, b):
    """Both tensors, cast to the dtype that a + b would have."""
    dtype = torch.result_type(a, b)
    return a.to(dtype), b.to(dtype)


# %% common-dtype-check fails-with=common-dtype-stub
pairs = [(whole, single), (single, whole), (half, single.double())]
for a, b in pairs + [(pixels, torch.tensor(2.5))]:
    left, right = common_dtype(a, b)
    assert left.dtype == right.dtype == (a + b).dtype
    assert torch.equal(left + right, a + b)


# %% to-pixels-stub
def to_pixels(image):  # floats from 0 to 1 -> uint8 from 0 to 255
    """The nearest of the 256 levels; what is too dark or bright is cut."""
    return (image * 255).to(torch.uint8)


# %% to-pixels-solution
def to_pixels(image):  # floats from 0 to 1 -> uint8 from 0 to 255
    """The nearest of the 256 levels; what is too dark or bright is cut."""
    return (image * 255).round().clamp(0, 255).to(torch.uint8)


# %% to-pixels-check fails-with=to-pixels-stub
levels = torch.arange(256, dtype=torch.uint8)
assert torch.equal(to_pixels(levels / 255), levels)
assert to_pixels(torch.tensor([0.999, 1.2, -0.1])).tolist() == [255, 255, 0]


# %% survives-stub
def survives(values, dtype):
    """Whether a cast to dtype and back gives exactly the same values."""
    return bool((values.to(dtype) == values).all())


# %% survives-solution
def survives(values, dtype):
    """Whether a cast to dtype and back gives exactly the same values."""
    return torch.equal(values.to(dtype).to(values.dtype), values)


# %% survives-check fails-with=survives-stub
assert survives(torch.tensor([0, 255]), torch.uint8)
assert not survives(torch.tensor([0, 256]), torch.uint8)
assert survives(torch.tensor([2**24]), torch.float32)
assert not survives(torch.tensor([2**24 + 1]), torch.float32)
assert not survives(torch.tensor([0.1]), torch.float16)
