"""One seed of one experiment, and the training loop that they share.

Whole data sets are tensors here, on the device before the first step: a
batch is a row of indices, and no loader stands between.
"""

from typing import Protocol

import torch
from torch.nn import functional as F


class Run(Protocol):
    """One seed of one experiment; it can be stopped after each part."""

    parts: int  # how many parts, usually epochs, the whole run has
    done: int

    def advance(self) -> dict[str, float]:
        """Do one part; the numbers are points of the curves."""

    def result(self) -> dict:
        """What the run came to, once all parts are done."""

    def state_dict(self) -> dict:
        """All that the parts to come depend on."""

    def load_state_dict(self, state: dict) -> None:
        """Go on where the run stood that gave this state."""


class Training:
    """A Run that trains a classifier of images; a part is an epoch."""

    def __init__(
        self,
        model,
        optimizer,
        train,
        test,
        *,
        epochs,
        batch_size,
        normalise=(0.0, 1.0),  # mean and standard deviation
        loss=F.cross_entropy,
        scheduler=None,  # takes a step after each batch
        augment=None,  # augment(images, generator) -> images
        seed=0,
        mixed_precision=False,
        device="cpu",
    ):
        self.device = torch.device(device)
        self.model = model.to(self.device)
        self.optimizer = optimizer
        self.images = train.floats(*normalise).to(self.device)
        self.labels = train.labels.to(self.device)
        self.test_images = test.floats(*normalise).to(self.device)
        self.test_labels = test.labels.to(self.device)
        self.classes = len(test.classes)
        self.parts, self.done = epochs, 0
        self.batch_size = batch_size
        self.loss = loss
        self.scheduler = scheduler
        self.augment = augment
        self.generator = torch.Generator().manual_seed(seed)
        self.mixed_precision = mixed_precision

    def advance(self):
        """Show the model every image once, in a new order."""
        self.model.train()
        total = torch.zeros((), device=self.device)
        order = torch.randperm(len(self.labels), generator=self.generator)
        for batch in order.split(self.batch_size):
            total += self.step(batch.to(self.device)) * len(batch)
        self.done += 1
        return {"train_loss": total.item() / len(order), **self.evaluate()}

    def step(self, batch):
        """Learn from the images at these indices; their mean loss."""
        images, labels = self.images[batch], self.labels[batch]
        if self.augment:
            images = self.augment(images, self.generator)
        self.optimizer.zero_grad()
        with self.precision():
            loss = self.loss(self.model(images), labels)
        loss.backward()
        self.optimizer.step()
        if self.scheduler:
            self.scheduler.step()
        return loss.detach()

    def evaluate(self):
        """Loss and accuracy on the test images."""
        logits = self.logits(self.test_images)
        right = logits.argmax(dim=1) == self.test_labels
        return {
            "test_loss": self.loss(logits, self.test_labels).item(),
            "test_accuracy": right.double().mean().item(),
        }

    @torch.inference_mode()
    def logits(self, images, at_once=500):
        """What the model says, (N, classes), as it would be used."""
        self.model.eval()
        with self.precision():
            said = [self.model(some) for some in images.split(at_once)]
        return torch.cat(said).float()

    def precision(self):
        """bfloat16 where it does no harm, if it is wished for."""
        return torch.autocast(
            self.device.type, torch.bfloat16, enabled=self.mixed_precision
        )

    def result(self):
        """Accuracy, and which class was taken for which."""
        guessed = self.logits(self.test_images).argmax(dim=1)
        table = confusion(self.test_labels, guessed, self.classes)
        right = table.diagonal()
        return {
            "test_accuracy": right.sum().item() / len(guessed),
            "recall": (right / table.sum(dim=1).clamp(min=1)).tolist(),
            "confusion": table.tolist(),
        }

    def state_dict(self):
        """Weights, momenta, place in the schedule, and all dice."""
        state = {
            "done": self.done,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "order": self.generator.get_state(),
            "dice": torch.get_rng_state(),
        }
        if self.scheduler:
            state["scheduler"] = self.scheduler.state_dict()
        if self.device.type != "cpu":
            dice = torch.get_device_module(self.device).get_rng_state()
            state["device_dice"] = dice
        return state

    def load_state_dict(self, state):
        """Go on as if nothing had happened in between."""
        self.done = state["done"]
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["order"])
        torch.set_rng_state(state["dice"])
        if self.scheduler:
            self.scheduler.load_state_dict(state["scheduler"])
        if self.device.type != "cpu":
            module = torch.get_device_module(self.device)
            module.set_rng_state(state["device_dice"])


def confusion(labels, guessed, classes):
    """Counts: a row for each true class, a column for each guess."""
    pairs = labels * classes + guessed
    counts = torch.bincount(pairs, minlength=classes**2)
    return counts.reshape(classes, classes)


def step_count(train, epochs, batch_size):
    """How many steps a training takes: a schedule must know."""
    return epochs * -(-len(train) // batch_size)
