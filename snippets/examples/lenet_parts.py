"""LeNet for the images of MNIST, which are 28 by 28."""

from snippets.networks.lenet import LeNet
from torch import nn


class DigitNet(LeNet):
    """LeNet that adds the border itself: 28 by 28 stays 28 by 28."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5, padding=2)
