"""The CIFAR-10 ladder: each rung changes one thing in the one before."""

from functools import partial

import torch
import torch.nn.functional as F
from snippets.datasets.cifar10 import load_cifar10
from snippets.examples.augment import crop_and_flip
from snippets.examples.cifar_cnn_parts import TutorialNet
from snippets.examples.ladder_parts import (
    normed_tutorial_net,
    small_resnet,
    whitened_resnet,
    wide_resnet,
)
from snippets.examples.training import Training, step_count


class Tutorial:
    """All that a rung may change."""

    net = TutorialNet
    batch_size, lr, weight_decay = 4, 0.001, 0.0
    measured = False  # normalise by the data's own mean and deviation
    fast = False  # channels last, bfloat16
    augment = None
    one_cycle = False  # lr is then the largest
    smoothing = 0.0


class LargerBatches(Tutorial):
    batch_size, lr = 64, 0.02


class Normed(LargerBatches):
    net, measured = normed_tutorial_net, True


class Residual(Normed):
    net, weight_decay = small_resnet, 5e-4


class Fast(Residual):
    fast = True


def crop_two_and_flip(images, generator):
    """Move each image by up to two pixels and mirror every second one."""
    return crop_and_flip(images, generator, pad=2)


class Augmented(Fast):
    augment = crop_two_and_flip


class OneCycle(Augmented):
    one_cycle, lr = True, 0.1


class Smoothed(OneCycle):
    smoothing = 0.1


class Whitened(Smoothed):
    net = whitened_resnet


class Wide(Whitened):
    net = wide_resnet


def climb(rung, seed, train, test, epochs):
    """The run of a rung with one seed."""
    torch.manual_seed(seed)
    train = train or load_cifar10(train=True)
    model = rung.net()
    if rung.fast:
        model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(
        [p for p in model.parameters() if p.requires_grad],
        lr=rung.lr,
        momentum=0.9,
        weight_decay=rung.weight_decay,
    )
    scheduler = None
    if rung.one_cycle:
        steps = step_count(train, epochs, rung.batch_size)
        scheduler = one_cycle_schedule(optimizer, rung.lr, steps)
    return Climb(
        model,
        optimizer,
        train,
        test or load_cifar10(train=False),
        epochs=epochs,
        batch_size=rung.batch_size,
        normalise=statistics(train) if rung.measured else (0.5, 0.5),
        loss=partial(F.cross_entropy, label_smoothing=rung.smoothing),
        scheduler=scheduler,
        augment=rung.augment,
        seed=seed,
        mixed_precision=rung.fast,
    )


def one_cycle_schedule(optimizer, highest, steps):
    """Up to the highest rate in three tenths of the steps, then to zero."""
    return torch.optim.lr_scheduler.OneCycleLR(
        optimizer, highest, total_steps=steps, cycle_momentum=False
    )


def statistics(train):
    """Mean and deviation of each colour, over 5,000 of the images."""
    colours = train.first(5000).images.transpose(0, 1).flatten(1) / 255
    return colours.mean(dim=1), colours.std(dim=1)


class Climb(Training):
    """Looks at each test image a second time at the end, mirrored."""

    def result(self):
        looks = [self.test_images, self.test_images.flip(3)]
        both = sum(self.logits(images) for images in looks)
        right = both.argmax(dim=1) == self.test_labels
        mirrored = right.double().mean().item()
        return {**super().result(), "mirrored_accuracy": mirrored}


def whiten_first(run):
    """Let the stem look at some of the images that it will be shown."""
    run.model[0].look_at(run.images[:5000])
    return run


def larger_batches(seed, train=None, test=None, epochs=2):
    """2: batches of 64, and a rate that goes with them."""
    return climb(LargerBatches, seed, train, test, epochs)


def longer(seed, train=None, test=None, epochs=6):
    """3: the same, three times as long."""
    return climb(LargerBatches, seed, train, test, epochs)


def normed(seed, train=None, test=None, epochs=6):
    """4: numbers around 0 and 1, at the input and between the layers."""
    return climb(Normed, seed, train, test, epochs)


def residual(seed, train=None, test=None, epochs=4):
    """5: a small residual net."""
    return climb(Residual, seed, train, test, epochs)


def fast(seed, train=None, test=None, epochs=4):
    """6: the same net, channels last and in bfloat16."""
    return climb(Fast, seed, train, test, epochs)


def augmented(seed, train=None, test=None, epochs=4):
    """7: images moved and mirrored, differently each time."""
    return climb(Augmented, seed, train, test, epochs)


def one_cycle(seed, train=None, test=None, epochs=4):
    """8: up to a high learning rate, and down to nothing."""
    return climb(OneCycle, seed, train, test, epochs)


def smoothed(seed, train=None, test=None, epochs=4):
    """9: targets that are not quite so sure."""
    return climb(Smoothed, seed, train, test, epochs)


def whitened(seed, train=None, test=None, epochs=4):
    """10: a first layer that is computed, not learnt."""
    return whiten_first(climb(Whitened, seed, train, test, epochs))


def wide(seed, train=None, test=None, epochs=4):
    """11: more channels."""
    return whiten_first(climb(Wide, seed, train, test, epochs))


def hour(seed, train=None, test=None, epochs=26):
    """12: the same for an hour of one core."""
    return whiten_first(climb(Wide, seed, train, test, epochs))
