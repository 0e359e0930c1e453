"""How to read this site, shown with two live blocks of code."""

# %% import
import torch

# %% what-it-is
height = torch.tensor(3.0, requires_grad=True)  # (1)!
area = height**2
area.backward()
print(height.grad)  # (2)!

# %% two-lines
prices = torch.tensor([12.0, 30.0, 5.5])  # (1)!
amounts = torch.tensor([2, 1, 4])
print(prices * amounts)
print((prices * amounts).sum())  # (2)!


# %% celsius-stub
def celsius(fahrenheit):  # (N,) -> (N,)
    """Turn degrees Fahrenheit into degrees Celsius."""
    return fahrenheit


# %% celsius-solution
def celsius(fahrenheit):  # (N,) -> (N,)
    """Turn degrees Fahrenheit into degrees Celsius."""
    return (fahrenheit - 32) / 1.8


# %% celsius-check fails-with=celsius-stub
found = celsius(torch.tensor([32.0, 212.0, -40.0]))
torch.testing.assert_close(found, torch.tensor([0.0, 100.0, -40.0]))
