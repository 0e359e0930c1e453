"""Modules: what a network is made of, and what nn.Module does for it."""

# %% import
import torch
from torch import nn


# %% class
class Net(nn.Module):
    def __init__(self, hidden):
        super().__init__()  # (1)!
        self.fc1 = nn.Linear(4, hidden)  # (2)!
        self.fc2 = nn.Linear(hidden, 3)

    def forward(self, x):  # (N, 4) -> (N, 3)
        return self.fc2(torch.relu(self.fc1(x)))  # (3)!


# %% use
net = Net(hidden=8)
x = torch.rand(2, 4)
out = net(x)  # (1)!
print(out.shape)
out.sum().backward()  # (2)!
print(net.fc1.weight.grad.shape)

# %% print
print(net)  # (1)!

# %% names
for name, parameter in net.named_parameters():
    print(name, tuple(parameter.shape))

# %% parameters
parameters = list(net.parameters())
print(len(parameters), parameters[0] is net.fc1.weight)


# %% count
def count(module):
    return sum(p.numel() for p in module.parameters())


print(count(net), count(net.fc1), count(net.fc2))

# %% attributes
layer = nn.Linear(4, 3)
print(layer.weight.shape, layer.bias.shape)
print(layer.in_features, layer.out_features)
print([name for name in vars(layer) if not name.startswith("_")])
print(list(vars(layer)["_parameters"]))  # (1)!


# %% registering
class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(3))  # (1)!
        self.shift = torch.zeros(3)  # (2)!
        self.linear = nn.Linear(3, 3)  # (3)!


for name, parameter in Scaled().named_parameters():
    print(name, tuple(parameter.shape))


# %% buffer
class Standardise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = nn.Buffer(mean)  # (1)!
        self.register_buffer("std", std)  # (2)!

    def forward(self, x):  # (N, C)
        return (x - self.mean) / self.std


# %% buffer-use
scaler = Standardise(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 5.0]))
print(scaler(torch.tensor([[2.0, 8.0]])))
print(list(scaler.parameters()), list(scaler.state_dict()))
print(scaler.to(torch.float64).mean.dtype)

# %% recap
print(issubclass(nn.Parameter, torch.Tensor))
print(isinstance(net.fc1.weight, nn.Parameter), net.fc1.weight.is_leaf)
print(type(out.grad_fn).__name__)  # (1)!

# %% sequential
stack = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
print(stack(x).shape)
print(stack[0], len(stack))  # (1)!
print(stack[:2](x).shape)  # (2)!
print([name for name, _ in stack.named_parameters()])


# %% module-list
class Deep(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(4, 4) for _ in range(depth))

    def forward(self, x):  # (N, 4)
        for layer in self.layers:  # (1)!
            x = x + torch.relu(layer(x))
        return x


# %% module-dict
features = Deep(depth=2)(x)  # (2, 4)
heads = nn.ModuleDict({"digit": nn.Linear(4, 10), "colour": nn.Linear(4, 3)})
heads["features"] = nn.Identity()  # (1)!
for task, head in heads.items():
    print(task, tuple(head(features).shape))

# %% walk
deep = Deep(depth=2)
print([name for name, _ in deep.named_modules()])  # (1)!
print([name for name, _ in deep.named_children()])
print(deep.get_submodule("layers.1") is deep.layers[1])

# %% calling
seen = []
handle = net.fc1.register_forward_hook(
    lambda module, inputs, output: seen.append(tuple(output.shape))
)
net(x)
print(seen)
net.fc1.forward(x)  # (1)!
print(seen)
handle.remove()  # (2)!

# %% backward-hook
handle = net.fc2.register_full_backward_hook(
    lambda module, grad_input, grad_output: print(grad_output[0])
)
net(x).sum().backward()  # (1)!
handle.remove()

# %% train-eval
noisy = nn.Sequential(nn.Linear(4, 4), nn.Dropout(0.5))
print(noisy.training, torch.equal(noisy(x), noisy(x)))  # (1)!
noisy.eval()
print(noisy[1].training, torch.equal(noisy(x), noisy(x)))  # (2)!
print(noisy(x).requires_grad)  # (3)!
noisy.train()

# %% zero-grad
net.zero_grad()
print(net.fc2.bias.grad)  # (1)!
net(x).sum().backward()
print(net.fc2.bias.grad)
net.zero_grad(set_to_none=False)  # (2)!
print(net.fc2.bias.grad)

# %% freeze
net.fc1.requires_grad_(False)
print([name for name, p in net.named_parameters() if p.requires_grad])
net.requires_grad_(True)

# %% state
torch.save(net.state_dict(), "net.pt")
twin = Net(hidden=8)
print(twin.load_state_dict(torch.load("net.pt")))
print(torch.equal(twin(x), net(x)))

# %% move
twin.to(torch.float64)  # (1)!
print(twin.fc1.weight.dtype)
print(nn.Linear(4, 3, dtype=torch.bfloat16).weight.dtype)  # (2)!

# %% meta
with torch.device("meta"):  # (1)!
    giant = nn.Linear(200_000, 100_000)
print(count(giant), giant.weight.device)
print(giant(torch.rand(2, 200_000, device="meta")).shape)

# %% materialise
shell = nn.Linear(4, 3, device="meta")
shell.load_state_dict(layer.state_dict(), assign=True)  # (1)!
print(torch.equal(shell(x), layer(x)))
blank = nn.Linear(4, 3, device="meta").to_empty(device="cpu")  # (2)!
blank.reset_parameters()
print(blank.weight.shape)

# %% lazy
lazy = nn.Sequential(nn.Flatten(), nn.LazyLinear(10))
print(lazy[1].weight)  # (1)!
lazy(torch.rand(2, 3, 8, 8))
print(lazy[1])

# %% parametrize
from torch.nn.utils import parametrize


class Symmetric(nn.Module):
    def forward(self, square):  # (D, D)
        return square.triu() + square.triu(1).mT


even = nn.Linear(3, 3, bias=False)
parametrize.register_parametrization(even, "weight", Symmetric())
print(torch.equal(even.weight, even.weight.mT))
print([name for name, _ in even.named_parameters()])  # (1)!


# %% lost-init
class Lost(nn.Module):
    def init(self):  # (1)!
        super().init()
        self.fc1 = nn.Linear(4, 3)

    def forward(self, x):
        return self.fc1(x)


lost = Lost()
print(list(lost.parameters()))


# %% plain-list
class Forgetful(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 4), nn.Linear(4, 4)]


print(count(Forgetful()), count(Deep(depth=2)))


# %% mlp-stub
def mlp(*sizes):
    """Linear layers between these sizes, a ReLU after all but the last."""
    return nn.Sequential(nn.Linear(sizes[0], sizes[-1]))


# %% mlp-solution
def mlp(*sizes):
    """Linear layers between these sizes, a ReLU after all but the last."""
    layers = []
    for inputs, outputs in zip(sizes[:-1], sizes[1:], strict=True):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


# %% mlp-check fails-with=mlp-stub
kinds = [type(layer).__name__ for layer in mlp(4, 8, 8, 3)]
assert kinds == ["Linear", "ReLU", "Linear", "ReLU", "Linear"]
assert count(mlp(4, 8, 8, 3)) == 4 * 8 + 8 + 8 * 8 + 8 + 8 * 3 + 3
assert [type(layer) for layer in mlp(4, 3)] == [nn.Linear]


# %% freeze-except-stub
def freeze_except(net, name):
    """Let only the submodule of that name learn."""
    net.requires_grad_(False)


# %% freeze-except-solution
def freeze_except(net, name):
    """Let only the submodule of that name learn."""
    net.requires_grad_(False)
    net.get_submodule(name).requires_grad_(True)


# %% freeze-except-check fails-with=freeze-except-stub
deep = Deep(depth=3)
freeze_except(deep, "layers.2")
learning = [name for name, p in deep.named_parameters() if p.requires_grad]
assert learning == ["layers.2.weight", "layers.2.bias"]


# %% output-shapes-stub
def output_shapes(net, x):
    """The shape of what each child gives when the net is called with x."""
    net(x)
    return {name: None for name, _ in net.named_children()}


# %% output-shapes-solution
def output_shapes(net, x):
    """The shape of what each child gives when the net is called with x."""
    shapes, handles = {}, []
    for name, child in net.named_children():

        def note(module, inputs, output, name=name):
            shapes[name] = tuple(output.shape)

        handles.append(child.register_forward_hook(note))
    net(x)
    for handle in handles:
        handle.remove()
    return shapes


# %% output-shapes-check fails-with=output-shapes-stub
stack = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
expected = {"0": (2, 8), "1": (2, 8), "2": (2, 3)}
assert output_shapes(stack, torch.rand(2, 4)) == expected
assert not any(child._forward_hooks for child in stack)
