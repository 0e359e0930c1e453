"""The multilayer perceptron for MNIST, as a class."""

from torch import nn


class MLP(nn.Module):
    """784-200-200-10, 199,210 parameters; dropout if it is wished for."""

    def __init__(self, dropout=0.0):
        super().__init__()
        self.hidden1 = nn.Linear(784, 200)
        self.hidden2 = nn.Linear(200, 200)
        self.scores = nn.Linear(200, 10)
        self.dropout = nn.Dropout(dropout)

    def forward(self, images):  # (N, 1, 28, 28) -> logits (N, 10)
        x = images.flatten(1)  # (N, 784)
        x = self.dropout(self.hidden1(x).relu())  # (N, 200)
        x = self.dropout(self.hidden2(x).relu())  # (N, 200)
        return self.scores(x)
