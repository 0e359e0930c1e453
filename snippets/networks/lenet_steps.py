"""LeNet on images of 32 by 32: every shape, every parameter, one step."""

# %% import
import torch
import torch.nn.functional as F
from torch import nn

# %% _import
# isort: split
from snippets.networks.lenet import LeNet

# %% build
net = LeNet()
images = torch.rand(4, 1, 32, 32)  # (1)!
print(net(images).shape)
print(net)

# %% shapes
x = images
for convolution in (net.conv1, net.conv2):
    x = F.relu(convolution(x))
    print(tuple(x.shape))
    x = F.max_pool2d(x, 2)
    print(tuple(x.shape))

# %% shapes-linear
x = torch.flatten(x, start_dim=1)
print(tuple(x.shape))
for layer in (net.fc1, net.fc2, net.fc3):
    x = layer(F.relu(x))  # (1)!
    print(tuple(x.shape))

# %% pool
square = torch.arange(16.0).reshape(1, 1, 4, 4)
print(F.max_pool2d(square, (2, 2)))  # (1)!
print(torch.equal(F.max_pool2d(square, 2), nn.MaxPool2d(2)(square)))

# %% parameters
for name, p in net.named_parameters():
    print(f"{name:13}{tuple(p.shape)!s:16}{p.numel():6}")
print(sum(p.numel() for p in net.parameters()))

# %% colour
colour = LeNet(channels=3)
print(colour(torch.rand(4, 3, 32, 32)).shape)
print(sum(p.numel() for p in colour.parameters()))


# %% small-kernels
class SmallKernels(LeNet):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=3)  # (1)!
        self.conv2 = nn.Conv2d(6, 16, kernel_size=3)
        self.fc1 = nn.Linear(16 * 6 * 6, 120)  # (2)!


small = SmallKernels()
print(small(images).shape, sum(p.numel() for p in small.parameters()))

# %% batch-axis
image = torch.rand(1, 32, 32)  # (C, H, W)
print(net(image.unsqueeze(0)).shape)  # (1)!
print(net.conv1(image).shape)  # (2)!

# %% any-gradient
net.zero_grad()
print(net.conv1.bias.grad)
out = net(image.unsqueeze(0))  # (1, 10)
out.backward(torch.randn(1, 10))  # (1)!
print(net.conv1.bias.grad.shape)

# %% step-mse
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)  # (1)!
target = torch.randn(10).view(1, -1)  # (2)!
output = net(image.unsqueeze(0))  # (3)!
loss = F.mse_loss(output, target)  # (4)!
optimizer.zero_grad()
loss.backward()  # (5)!
optimizer.step()  # (6)!
print(F.mse_loss(net(image.unsqueeze(0)), target) < loss)

# %% step-cross-entropy
labels = torch.randint(10, (4,))
criterion = nn.CrossEntropyLoss()
loss = criterion(net(images), labels)
optimizer.zero_grad()
loss.backward()
optimizer.step()
print(criterion(net(images), labels) < loss)

# %% by-hand
optimizer.zero_grad()
criterion(net(images), labels).backward()
expected = [p.detach() - 0.01 * p.grad for p in net.parameters()]
optimizer.step()
for p, value in zip(net.parameters(), expected, strict=True):
    torch.testing.assert_close(p.detach(), value)


# %% viewed
class Viewed(LeNet):
    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, 16 * 5 * 5)  # (1)!
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


print(Viewed()(torch.rand(4, 1, 52, 52)).shape)  # (2)!

# %% features
x = torch.rand(4, 16, 5, 5)
features = x.shape[1:].numel()  # (1)!
print(features, torch.equal(x.view(-1, features), torch.flatten(x, 1)))

# %% right-size
digits = torch.rand(4, 1, 28, 28)
padded = F.pad(digits, (2, 2, 2, 2))  # (1)!
enlarged = F.interpolate(digits, size=(32, 32))  # (2)!
print(padded.shape, net(padded).shape)
print(enlarged.shape, net(enlarged).shape)

# %% right-type
raw = torch.randint(256, (4, 1, 32, 32), dtype=torch.uint8)
scaled = raw.float() / 255
print(scaled.max(), net(scaled).shape)


# %% feature-count-stub
def feature_count(size, kernel):
    """The features after both poolings of LeNet, for size by size."""
    return 16 * 5 * 5


# %% feature-count-solution
def feature_count(size, kernel):
    """The features after both poolings of LeNet, for size by size."""
    for _ in range(2):
        size = (size - kernel + 1) // 2
    return 16 * size**2


# %% feature-count-check fails-with=feature-count-stub
assert feature_count(32, kernel=5) == net.fc1.in_features
assert feature_count(32, kernel=3) == small.fc1.in_features
assert feature_count(28, kernel=5) == 16 * 4 * 4


# %% sequential-stub
def sequential():
    """LeNet for one channel, as a Sequential."""
    return nn.Sequential(nn.Flatten(), nn.Linear(32 * 32, 10))


# %% sequential-solution
def sequential():
    """LeNet for one channel, as a Sequential."""
    first = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2)]
    second = [nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    hidden = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU()]
    last = nn.Linear(84, 10)
    return nn.Sequential(*first, *second, nn.Flatten(), *hidden, last)


# %% sequential-check fails-with=sequential-stub
copy, weights = sequential(), list(net.parameters())
assert len(list(copy.parameters())) == len(weights)
with torch.no_grad():
    for parameter, value in zip(copy.parameters(), weights, strict=True):
        parameter.copy_(value)
torch.testing.assert_close(copy(images), net(images))


# %% sgd-step-stub
def sgd_step(net, lr):
    """Change every parameter of the net by one step of plain SGD."""
    for parameter in net.parameters():
        parameter = parameter - lr * parameter.grad


# %% sgd-step-solution
def sgd_step(net, lr):
    """Change every parameter of the net by one step of plain SGD."""
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= lr * parameter.grad


# %% sgd-step-check fails-with=sgd-step-stub
ours, theirs = LeNet(), LeNet()
theirs.load_state_dict(ours.state_dict())
for twin in (ours, theirs):
    F.cross_entropy(twin(images), labels).backward()
sgd_step(ours, lr=0.5)
torch.optim.SGD(theirs.parameters(), lr=0.5).step()
torch.testing.assert_close(ours(images), theirs(images))
