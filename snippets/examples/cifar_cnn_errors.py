"""The program of the notes, cell by cell as in a notebook."""

# %% _import
import torch
import torch.nn.functional as F
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.cifar_cnn_parts import TutorialNet

few, some = load_cifar10(True).first(1000), load_cifar10(False).first(1000)
images, labels_of_all = few.floats(0.5, 0.5), few.labels
test_images = some.floats(0.5, 0.5)
net = TutorialNet()

# %% optimiser raises=AttributeError
optimizer = torch.optim.SDG(net.parameters(), lr=0.001, momentum=0.9)

# %% _optimiser
optimizer = torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9)

# %% loop raises=NameError
before = net.conv1.weight.detach().clone()
for batch in torch.randperm(len(images)).split(4):
    inputs, labels = images[batch], labels_of_all[batch]
    optimizer.zero_grad()
    loss = F.cross_entropy(net(inputs), lables)
    loss.backward()
    optimizer.step()

# %% test
print(torch.equal(net.conv1.weight, before))  # (1)!
with torch.no_grad():
    predicted = net(test_images).argmax(dim=1)
right = predicted == some.labels
total, line = "accuracy: %d %%", "accuracy of %s: %d %%"
print(total % (100 * right.sum() / len(some)))  # (2)!
for label, name in enumerate(some.classes):
    share = right[some.labels == label].float().mean()
    print(line % (name, 100 * share))

# %% report raises=TypeError
form, epoch, batch, running_loss = "[]", 0, 1999, 2.2
print(form % (epoch + 1, batch + 1, running_loss / 2000))
