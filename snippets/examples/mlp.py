"""The multilayer perceptron: Sequential or class, any device, dropout."""

# %% import
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

# %% _import
# isort: split
from snippets.datasets.mnist import load_mnist
from snippets.examples.bare_mnist_parts import forward
from snippets.examples.mlp_parts import MLP

# %% device
found = torch.accelerator.current_accelerator(check_available=True)
device = found or torch.device("cpu")  # (1)!

# %% data
train, test = load_mnist(train=True), load_mnist(train=False)
few, some = train.first(2000), test.first(2000)
images = few.floats(mean=0.1307, std=0.3081).to(device)  # (1)!
test_images = some.floats(mean=0.1307, std=0.3081).to(device)
labels, test_labels = few.labels.to(device), some.labels.to(device)
print(train.source)
print(tuple(images.shape), tuple(test_images.shape))

# %% look
figure, axes = plt.subplots(2, 10, figsize=(9, 2.2))
for axis, image, label in zip(
    axes.flat, few.images, few.labels, strict=False
):
    axis.imshow(image[0], cmap="gray_r")
    axis.set_title(label.item(), fontsize=9)
    axis.axis("off")


# %% sequential
def make_chain():
    return nn.Sequential(
        nn.Flatten(),  # (N, 1, 28, 28) -> (N, 784)
        nn.Linear(784, 200),
        nn.ReLU(),  # (1)!
        nn.Linear(200, 200),
        nn.ReLU(),
        nn.Linear(200, 10),  # (2)!
    )


print(make_chain())

# %% class
net = MLP()
print(net)
print(sum(p.numel() for p in net.parameters()))

# %% same-weights
torch.manual_seed(0)
chain = make_chain()
torch.manual_seed(0)
net = MLP()
pairs = list(zip(chain.parameters(), net.parameters(), strict=True))
print([torch.equal(one, other) for one, other in pairs])
print(list(chain.state_dict()))
print(list(net.state_dict()))

# %% move
chain, net = chain.to(device), net.to(device)
print(net.scores.weight.device == images.device)


# %% train-epoch
def train_epoch(model, optimizer, order):
    model.train()
    for batch in order.split(50):
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# %% accuracy
@torch.no_grad()
def accuracy(model, images, labels):
    model.eval()
    right = model(images).argmax(dim=1) == labels
    return right.float().mean().item()


# %% same-training
for model in (chain, net):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)  # (1)!
    torch.manual_seed(1)  # (2)!
    for epoch in range(2):
        train_epoch(model, optimizer, torch.randperm(len(images)))
    print(f"{accuracy(model, test_images, test_labels):.3f}")
pairs = list(zip(chain.parameters(), net.parameters(), strict=True))
print([torch.equal(one, other) for one, other in pairs])

# %% baseline
most_frequent = test_labels.bincount().max() / len(test_labels)
print(f"{most_frequent:.1%}")

# %% bare
with torch.no_grad():
    by_hand = forward(images.flatten(1), net.parameters())
    torch.testing.assert_close(by_hand, net(images))

# %% dropout
drop, ones = nn.Dropout(0.5), torch.ones(8)
print(drop(ones), drop(ones))
print(drop.eval()(ones))

# %% dropout-net
small = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 200),
    nn.Dropout(0.5),  # (1)!
    nn.ReLU(),
    nn.Linear(200, 10),
)
print(sum(p.numel() for p in small.parameters()))


# %% fit
def fit(dropout, epochs):  # -> model, (epochs, 2)
    torch.manual_seed(0)
    model = MLP(dropout).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    history = []
    for epoch in range(epochs):
        train_epoch(model, optimizer, torch.randperm(len(images)))
        known = accuracy(model, images, labels)
        history.append((known, accuracy(model, test_images, test_labels)))
    return model, history


# %% both
plain, without = fit(dropout=0.0, epochs=15)
dropped, with_half = fit(dropout=0.5, epochs=15)
print(15 * len(images) // 50, "steps each")
for name, history in (("plain", without), ("dropout", with_half)):
    known, new = history[-1]
    print(f"{name:8} training {known:.1%}, test {new:.1%}")

# %% curves
plt.figure(figsize=(6, 3.2))
for colour, name, history in (
    ("C0", "plain", without),
    ("C1", "dropout", with_half),
):
    known, new = zip(*history, strict=True)
    plt.plot(range(1, 16), known, f"{colour}--", label=f"{name}, training")
    plt.plot(range(1, 16), new, colour, label=f"{name}, test")
plt.ylim(0.6, 1.01)
plt.xlabel("epoch")
plt.ylabel("accuracy")
plt.legend()

# %% forgotten-eval
with torch.no_grad():
    first = dropped.train()(test_images).argmax(dim=1)
    second = dropped(test_images).argmax(dim=1)
    evaluated = dropped.eval()(test_images).argmax(dim=1)
print(f"two answers agree on {(first == second).float().mean():.1%}")  # (1)!
for guesses in (first, second, evaluated):
    print(f"{(guesses == test_labels).float().mean():.1%}")

# %% sure
with torch.no_grad():
    sure, guesses = F.softmax(plain(test_images), dim=1).cpu().max(dim=1)
wrong = (guesses != some.labels).nonzero().flatten()
wrong = wrong[sure[wrong].argsort(descending=True)]  # (1)!
figure, axes = plt.subplots(2, 6, figsize=(8, 3.4))
for axis, i in zip(axes.flat, wrong, strict=False):
    axis.imshow(some.images[i, 0], cmap="gray_r")
    title = f"{guesses[i]} by {sure[i]:.0%}\n(is: {some.labels[i]})"
    axis.set_title(title, fontsize=9)
for axis in axes.flat:
    axis.axis("off")

# %% confusion
pairs = some.labels * 10 + guesses
table = pairs.bincount(minlength=100).view(10, 10)
wrong_only = table.clone().fill_diagonal_(0)
plt.figure(figsize=(4.2, 4))
plt.imshow(wrong_only, cmap="Oranges", vmax=2 * wrong_only.max())
for true, said in torch.cartesian_prod(torch.arange(10), torch.arange(10)):
    count = table[true, said].item()
    plt.text(said, true, count, ha="center", va="center", color="black")
plt.xticks(range(10))
plt.yticks(range(10))
plt.xlabel("taken for")
plt.ylabel("true class")


# %% carry-stub
def carry_over(chain, net):
    """Give the net the weights of the chain, layer by layer."""
    net.load_state_dict(chain.state_dict(), strict=False)


# %% carry-solution
def carry_over(chain, net):
    """Give the net the weights of the chain, layer by layer."""
    weights = chain.state_dict().values()  # (1)!
    net.load_state_dict(dict(zip(net.state_dict(), weights, strict=True)))


# %% carry-check fails-with=carry-stub
other = MLP().to(device)
carry_over(chain, other)
with torch.no_grad():
    torch.testing.assert_close(other(images), chain(images))
