"""Arithmetic: element by element, new or in place, rounded and clamped."""

# %% import
import matplotlib.pyplot as plt
import torch

# %% operators
x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([10.0, 20.0, 30.0])
print(x + y)
print(y - x)
print(x * y)  # (1)!
print(y / x)
print(2 * x + 1)  # (2)!

# %% four-ways
by_operator = x + y
by_function = torch.add(x, y)  # (1)!
by_buffer = torch.empty(3)
torch.add(x, y, out=by_buffer)  # (2)!
in_place = x.clone()  # (3)!
in_place.add_(y)
for other in (by_function, by_buffer, in_place):
    print(torch.all(torch.eq(by_operator, other)))

# %% underscore
total = torch.tensor([1.0, 2.0, 3.0])
step = torch.tensor([10.0, 10.0, 10.0])
print(total.add(step), total)  # (1)!
print(total.add_(step), total)  # (2)!
print(step)

# %% copy-and-transpose
target = torch.zeros(3)
target.copy_(torch.arange(3))  # (1)!
print(target)
grid = torch.arange(6).reshape(2, 3)
grid.t_()  # (2)!
print(grid.shape)

# %% plus-equals
account = torch.tensor([100.0])
same_account = account  # (1)!
account += 1  # (2)!
print(same_account)
account = account + 1  # (3)!
print(same_account, account)

# %% division
n = torch.tensor([7, -7])
print(n / 2)
print(n // 2, n % 2)  # (1)!
print(torch.div(n, 2, rounding_mode="trunc"), torch.fmod(n, 2))  # (2)!

# %% powers
squares = torch.tensor([1.0, 4.0, 9.0])
print(squares.pow(2), squares**2)
print(squares.sqrt(), squares**0.5)
print(squares.rsqrt())  # (1)!

# %% exp-log
print(torch.exp(torch.tensor([0.0, 1.0])))
hundred = torch.tensor(100.0)
print(torch.log(hundred), torch.log10(hundred))  # (1)!
tiny = torch.tensor(1e-8)
print(torch.log(1 + tiny), torch.log1p(tiny))  # (2)!

# %% rounding
halves = torch.tensor([-1.5, -0.5, 0.5, 1.5, 2.5])
print("floor", halves.floor())
print("ceil ", halves.ceil())  # (1)!
print("round", halves.round())  # (2)!
print("trunc", halves.trunc())
print("frac ", halves.frac())

# %% rounding-plot
ticks = torch.arange(-30, 31) / 10
functions = [torch.floor, torch.ceil, torch.round, torch.trunc, torch.frac]
figure, panels = plt.subplots(1, 5, figsize=(9, 2.4), sharey=True)
for panel, function in zip(panels, functions, strict=True):
    panel.plot(ticks, ticks, color="C1", linewidth=0.8)
    panel.plot(ticks, function(ticks), ".", color="C0", markersize=3)
    panel.set_title(function.__name__)
figure.tight_layout()

# %% decimals
print(torch.tensor([3.14159, 2.71828]).round(decimals=2))
print(torch.tensor([1234.0, 1250.0]).round(decimals=-2))  # (1)!

# %% clamp
readings = torch.tensor([-3.0, 5.0, 20.0])
print(readings.clamp(0, 10))
print(readings.clamp(min=0))  # (1)!
print(readings.clamp(max=10))
print(readings.clamp(10))  # (2)!

# %% wrap-around
pixels = torch.tensor([100, 200, 250], dtype=torch.uint8)
wrapped = pixels + 100
print(wrapped)  # (1)!

# %% wrap-around-repaired
widened = pixels.int() + 100
print(widened)

# %% no-exception
numbers = torch.tensor([1.0, 0.0, -1.0])
quotients = numbers / 0
print(quotients)
print(torch.log(numbers))
print(quotients.isfinite())  # (1)!

# %% in-place-dtype-repaired
counts = torch.tensor([1, 2, 3])
print(counts / 2)  # (1)!
counts.div_(2, rounding_mode="floor")  # (2)!
print(counts)

# %% negative-power-silent
print(torch.tensor([1, 2, 4]) ** torch.tensor(-1))

# %% leaf-repaired
weight = torch.ones(3, requires_grad=True)
with torch.no_grad():
    weight += 1
print(weight)


# %% school-round-stub
def school_round(x):
    """Round to the nearest integer, halves away from zero."""
    return x.round()


# %% school-round-solution
def school_round(x):
    """Round to the nearest integer, halves away from zero."""
    return x.trunc() + (2 * x.frac()).trunc()


# %% school-round-check fails-with=school-round-stub
numbers = torch.tensor([-2.5, -1.2, -0.5, 0.0, 0.5, 1.5, 2.5, 2.7])
expected = torch.tensor([-3.0, -1.0, -1.0, 0.0, 1.0, 2.0, 3.0, 3.0])
assert torch.equal(school_round(numbers), expected)
just_below = torch.tensor(0.49999997)
assert school_round(just_below) == 0


# %% brighten-stub
def brighten(pixels, amount):
    """Add amount to uint8 pixels, stopping at 0 and 255."""
    return pixels + amount


# %% brighten-solution
def brighten(pixels, amount):
    """Add amount to uint8 pixels, stopping at 0 and 255."""
    return (pixels.int() + amount).clamp(0, 255).to(torch.uint8)


# %% brighten-check fails-with=brighten-stub
image = torch.tensor([[0, 100], [200, 255]], dtype=torch.uint8)
lighter, darker = brighten(image, 100), brighten(image, -150)
assert lighter.tolist() == [[100, 200], [255, 255]]
assert darker.tolist() == [[0, 0], [50, 105]]
assert lighter.dtype == darker.dtype == torch.uint8
assert image.tolist() == [[0, 100], [200, 255]]


# %% running-average-stub
def update(average, new, share):
    """Move average in place: (1 - share) * average + share * new."""
    average = (1 - share) * average + share * new


# %% running-average-solution
def update(average, new, share):
    """Move average in place: (1 - share) * average + share * new."""
    average.mul_(1 - share).add_(new, alpha=share)


# %% running-average-check fails-with=running-average-stub
average, new = torch.rand(4), torch.rand(4)
expected = torch.lerp(average, new, 0.1)
update(average, new, 0.1)
torch.testing.assert_close(average, expected)
