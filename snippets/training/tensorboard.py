"""TensorBoard: writing a training down, and reading it back."""

# %% import
import io
import os
import tempfile

import matplotlib.pyplot as plt
import torch
from tensorboard.backend.event_processing.event_accumulator import (
    EventAccumulator,
)
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.tensorboard import SummaryWriter
from torchvision.utils import make_grid

torch.manual_seed(0)

# %% _spirals
from snippets.training.spirals import make_net, spirals

# %% first
with SummaryWriter("runs/first") as writer:  # (1)!
    for step in range(5):
        writer.add_scalar("loss", 1 / (step + 1), step)  # (2)!


# %% read
def read(folder):
    log = EventAccumulator(folder)
    log.Reload()
    return log


for event in read("runs/first").Scalars("loss"):
    print(event.step, f"{event.value:.3f}")

# %% train
train = TensorDataset(*spirals(200, seed=1))
points, labels = spirals(100, seed=2)


def fit(name, lr, epochs=20):
    torch.manual_seed(0)
    model = make_net()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    with SummaryWriter(f"runs/{name}") as writer:
        for epoch in range(epochs):
            for x, y in DataLoader(train, 50, shuffle=True):
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(x), y)
                loss.backward()
                optimizer.step()
            record(writer, model, epoch)


# %% record
@torch.no_grad()
def record(writer, model, epoch):
    for name, data in (("train", train.tensors), ("val", (points, labels))):
        model.eval()
        logits = model(data[0])
        loss = nn.functional.cross_entropy(logits, data[1])
        right = (logits.argmax(dim=1) == data[1]).float().mean()
        writer.add_scalar(f"loss/{name}", loss, epoch)  # (1)!
        writer.add_scalar(f"accuracy/{name}", right, epoch)
    for name, parameter in model.named_parameters():
        writer.add_histogram(name, parameter, epoch)  # (2)!
    model.train()


# %% fit
fit("lr 0.01", lr=0.01)
fit("lr 0.001", lr=0.001)
for run in sorted(os.listdir("runs")):
    print(run, read(f"runs/{run}").Tags()["scalars"])

# %% scalars
with SummaryWriter("together") as writer:
    for step in range(3):
        both = {"train": 1 / (step + 1), "val": 1.5 / (step + 1)}
        writer.add_scalars("loss", both, step)
folders = (e.name for e in os.scandir("together") if e.is_dir())
print(sorted(folders))  # (1)!

# %% images
images = torch.rand(8, 3, 16, 16)  # (8, 3, 16, 16), floats from 0 to 1
with SummaryWriter("pictures") as writer:
    writer.add_image("one", images[0])  # (1)!
    writer.add_images("all", images)  # (2)!
    writer.add_image("grid", make_grid(images, nrow=4))  # (3)!
log = read("pictures")
for tag in log.Tags()["images"]:
    image = log.Images(tag)[0]
    print(tag, image.height, image.width)

# %% figure
figure, axes = plt.subplots(figsize=(3, 3))
axes.scatter(*points.T, s=6, c=labels)
with SummaryWriter("pictures") as writer:
    writer.add_figure("spirals", figure)  # (1)!

# %% histogram
weights = make_net()[2].weight  # (1)!
with SummaryWriter("histograms") as writer:
    writer.add_histogram("weights", weights, 0)
stored = read("histograms").Histograms("weights")[0].histogram_value
print(int(stored.num), weights.numel())

# %% text
with SummaryWriter("notes") as writer:
    writer.add_text("why", "Half the **learning rate** of last week.")
note = read("notes").Tensors("why/text_summary")[0]
print(note.tensor_proto.string_val[0].decode())

# %% hparams
with SummaryWriter("search") as writer:
    for lr in (0.1, 0.01):
        settings = {"lr": lr, "optimizer": "Adam"}
        results = {"accuracy": 0.9 - lr}  # stands for a training
        writer.add_hparams(settings, results, run_name=f"lr {lr}")
print(sorted(os.listdir("search"))[-2:])
(reached,) = read("search/lr 0.1").Scalars("accuracy")
print(f"{reached.value:.2f}")

# %% graph warns=FutureWarning
with SummaryWriter("graph") as writer:
    writer.add_graph(nn.Linear(2, 3), torch.zeros(1, 2))
print(read("graph").Tags()["graph"])

# %% visdom
with SummaryWriter("instead-of-visdom") as writer:
    for step, loss in enumerate((2.3, 1.9, 1.6)):
        writer.add_scalar("loss", loss, step)  # viz.line(…, update="append")
    writer.add_images("batch/images", images)  # viz.images(…, nrow=8)
    writer.add_text("batch/labels", "cat, dog")  # viz.text(…)
tags = read("instead-of-visdom").Tags()
print(tags["images"], tags["tensors"])

# %% same-folder
for attempt in range(2):
    with SummaryWriter("twice") as writer:
        for step in range(3):
            writer.add_scalar("loss", attempt, step)
print([event.step for event in read("twice").Scalars("loss")])  # (1)!

# %% no-step
with SummaryWriter("no-step") as writer:
    for loss in (3.0, 2.0, 1.0):
        writer.add_scalar("loss", loss)  # (1)!
print([event.step for event in read("no-step").Scalars("loss")])

# %% too-bright
as_bytes = (images[0] * 255).to(torch.uint8)
with SummaryWriter("bright") as writer:
    writer.add_image("white", as_bytes.float())  # (1)!
    writer.add_image("right", as_bytes)
log = read("bright")
for tag in ("white", "right"):
    png = log.Images(tag)[0].encoded_image_string
    print(tag, bool(plt.imread(io.BytesIO(png)).mean() > 0.9))


# %% curve-stub
def curve(folder, tag):  # -> steps, values
    """What was written under a tag, as two lists in the order of steps."""
    events = read(folder).Scalars(tag)
    return [e.wall_time for e in events], [e.value for e in events]


# %% curve-solution
def curve(folder, tag):  # -> steps, values
    """What was written under a tag, as two lists in the order of steps."""
    events = sorted(read(folder).Scalars(tag), key=lambda e: e.step)
    return [e.step for e in events], [e.value for e in events]


# %% curve-check fails-with=curve-stub
folder = tempfile.mkdtemp()
with SummaryWriter(folder) as writer:
    for step in (2, 1, 0):
        writer.add_scalar("loss", step / 2, step)
assert curve(folder, "loss") == ([0, 1, 2], [0.0, 0.5, 1.0])


# %% log-norms-stub
def log_norms(writer, model, step):
    """The norm of each gradient that is there, as gradient/<name>."""
    for name, parameter in model.named_parameters():
        norm = torch.linalg.vector_norm(parameter)
        writer.add_scalar(name, norm, step)


# %% log-norms-solution
def log_norms(writer, model, step):
    """The norm of each gradient that is there, as gradient/<name>."""
    for name, parameter in model.named_parameters():
        if parameter.grad is not None:
            norm = torch.linalg.vector_norm(parameter.grad)
            writer.add_scalar(f"gradient/{name}", norm, step)


# %% log-norms-check fails-with=log-norms-stub
model = nn.Linear(2, 1)
model.bias.requires_grad_(False)
(3 * model(torch.tensor([[3.0, 4.0]]))).sum().backward()
folder = tempfile.mkdtemp()
with SummaryWriter(folder) as writer:
    log_norms(writer, model, 0)
log = read(folder)
assert log.Tags()["scalars"] == ["gradient/weight"]
assert log.Scalars("gradient/weight")[0].value == 15
