"""Five digits from five images each: from scratch, and with a body that
has learnt five other digits from thousands of images."""

import torch
from snippets.datasets.mnist import load_mnist
from snippets.examples.training import Training
from snippets.examples.transfer_parts import DigitNet, few_of_each, select


class FewImages(Training):
    """Every step sees all images; a part is a hundred steps."""

    def advance(self):
        self.model.train()
        everything = torch.arange(len(self.labels))
        for _ in range(100):
            loss = self.step(everything)
        self.done += 1
        return {"train_loss": loss.item(), **self.evaluate()}


class InTurn:
    """A Run of several trainings; the second takes over the body."""

    def __init__(self, *trainings):
        self.trainings = trainings
        self.parts, self.done = len(trainings), 0

    def advance(self):
        training = self.trainings[self.done]
        if self.done == 1:
            learnt = self.trainings[0].model.body.state_dict()
            training.model.body.load_state_dict(learnt)
        while training.done < training.parts:
            numbers = training.advance()
        self.done += 1
        return numbers

    def result(self):
        return self.trainings[-1].result()

    def state_dict(self):
        states = [training.state_dict() for training in self.trainings]
        return {"done": self.done, "trainings": states}

    def load_state_dict(self, state):
        self.done = state["done"]
        pairs = zip(self.trainings, state["trainings"], strict=True)
        for training, own in pairs:
            training.load_state_dict(own)


def scratch(seed, train=None, test=None, rate=1e-3):
    """Digits 5 to 9 from five images each, and nothing else."""
    torch.manual_seed(seed)
    model = DigitNet()
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    return _few(seed, model, optimizer, train, test)


def frozen(seed, train=None, test=None, epochs=1):
    """The body learns from the digits 0 to 4; then only a new head."""
    return InTurn(*_digits_then_head(seed, train, test, epochs))


def fine_tuned(seed, train=None, test=None, epochs=1):
    """As `frozen`; after the head everything learns, in small steps."""
    many, head = _digits_then_head(seed, train, test, epochs)
    optimizer = torch.optim.Adam(
        [
            {"params": head.model.body.parameters(), "lr": 1e-4},
            {"params": head.model.fc.parameters(), "lr": 1e-3},
        ]
    )
    everything = _few(seed, head.model, optimizer, train, test)
    return InTurn(many, head, everything)


def _digits_then_head(seed, train, test, epochs):
    torch.manual_seed(seed)
    first, second = DigitNet(), DigitNet()
    many = Training(
        first,
        torch.optim.Adam(first.parameters(), lr=1e-3),
        select(train or load_mnist(train=True), 0, 5),
        select(test or load_mnist(train=False), 0, 5),
        epochs=epochs,
        batch_size=64,
        normalise=(0.1307, 0.3081),
        seed=seed,
    )
    second.settled = True
    optimizer = torch.optim.Adam(second.fc.parameters(), lr=1e-2)
    return many, _few(seed, second, optimizer, train, test)


def _few(seed, model, optimizer, train, test):
    others = select(train or load_mnist(train=True), 5, 10)
    return FewImages(
        model,
        optimizer,
        few_of_each(others, 5, seed),
        select(test or load_mnist(train=False), 5, 10),
        epochs=3,
        batch_size=25,
        normalise=(0.1307, 0.3081),
    )
