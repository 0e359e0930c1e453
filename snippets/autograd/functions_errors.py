"""Functions: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch.func import grad, vmap


# %% wrong-backward raises=GradcheckError
class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x**2

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, upstream):
        return ctx.saved_tensors[0] * upstream  # (1)!


x = torch.tensor([3.0], dtype=torch.float64, requires_grad=True)
torch.autograd.gradcheck(Wrong.apply, x)

# %% single-precision raises=GradcheckError
import warnings

x = torch.tensor([3.0], requires_grad=True)
with warnings.catch_warnings(action="ignore"):  # (1)!
    torch.autograd.gradcheck(lambda x: x.exp(), x)


# %% too-few raises=RuntimeError
class Product(torch.autograd.Function):
    @staticmethod
    def forward(a, b):
        return a * b

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, upstream):
        a, b = ctx.saved_tensors
        return b * upstream  # (1)!


a, b = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
Product.apply(a, b).sum().backward()

# %% not-scalar raises=RuntimeError
grad(torch.sin)(torch.ones(2))

# %% branch raises=RuntimeError
vmap(lambda x: x if x > 0 else 0.1 * x)(torch.ones(3))

# %% random raises=RuntimeError
vmap(lambda x: x + torch.rand(()))(torch.zeros(3))
