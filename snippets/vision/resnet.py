"""Residual networks: a block, ResNet-18 for small images, a small net."""

from torch import nn


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and a way around them."""

    def __init__(self, channels_in, channels_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(
            channels_in, channels_out, 3, stride, padding=1, bias=False
        )
        self.bn1 = nn.BatchNorm2d(channels_out)
        self.conv2 = nn.Conv2d(
            channels_out, channels_out, 3, padding=1, bias=False
        )
        self.bn2 = nn.BatchNorm2d(channels_out)
        self.relu = nn.ReLU()
        self.downsample = nn.Identity()
        if stride != 1 or channels_in != channels_out:
            self.downsample = nn.Sequential(
                nn.Conv2d(channels_in, channels_out, 1, stride, bias=False),
                nn.BatchNorm2d(channels_out),
            )

    def forward(self, x):  # (N, C, H, W)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return self.relu(out + self.downsample(x))


def stage(channels_in, channels_out, stride):
    """Make two blocks, of which the first may shrink the maps."""
    return nn.Sequential(
        BasicBlock(channels_in, channels_out, stride),
        BasicBlock(channels_out, channels_out),
    )


class ResNet18(nn.Module):
    """ResNet-18 with a start that suits images of 32x32."""

    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.layer1 = stage(64, 64, stride=1)
        self.layer2 = stage(64, 128, stride=2)
        self.layer3 = stage(128, 256, stride=2)
        self.layer4 = stage(256, 512, stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512, num_classes)

    def forward(self, x):  # (N, 3, H, W)
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(self.avgpool(x).flatten(1))  # (N, num_classes)


class WideBlock(nn.Module):
    """A block that keeps its maps large and ends without a ReLU."""

    def __init__(self, channels_in, channels_out):
        super().__init__()
        self.main = nn.Sequential(
            nn.Conv2d(channels_in, channels_out, 3, padding=1),
            nn.BatchNorm2d(channels_out),
            nn.ReLU(),
            nn.Conv2d(channels_out, channels_out, 3, padding=1),
            nn.BatchNorm2d(channels_out),
        )
        self.shortcut = nn.Sequential()
        if channels_in != channels_out:
            self.shortcut = nn.Sequential(
                nn.Conv2d(channels_in, channels_out, 1),
                nn.BatchNorm2d(channels_out),
            )

    def forward(self, x):  # (N, C, H, W)
        return self.main(x) + self.shortcut(x)


class TwoBlockNet(nn.Module):
    """Two blocks and a linear layer over every number of every map."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU()
        )
        self.blocks = nn.Sequential(WideBlock(16, 16), WideBlock(16, 32))
        self.fc = nn.Linear(32 * 32 * 32, 10)

    def forward(self, x):  # (N, 3, 32, 32)
        return self.fc(self.blocks(self.stem(x)).flatten(1))  # (N, 10)
