"""Images changed a little, a whole batch at a time."""

import torch
from torch.nn import functional as F


def crop_and_flip(images, generator, pad=4):
    """Move each image by up to `pad` pixels and mirror every second one."""
    n, _, height, width = images.shape
    moves = 2 * pad + 1
    padded = F.pad(images, [pad] * 4, mode="reflect")
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    # (N, C, moves, moves, H, W): every crop there is, and nothing copied
    down, right = torch.randint(moves, (2, n), generator=generator)
    crops = windows[torch.arange(n), :, down, right]  # (N, C, H, W)
    return flip(crops, generator)


def flip(images, generator):
    """Mirror each image with probability one half."""
    mirrored = torch.rand(len(images), generator=generator) < 0.5
    chosen = mirrored.to(images.device)[:, None, None, None]
    return torch.where(chosen, images.flip(3), images)
