"""Facts that the page on transforms tells its reader."""

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader
from torchvision import transforms as first
from torchvision.transforms import v2


def test_to_image_moves_channels_and_to_dtype_divides_by_255(page):
    array = np.array(page.house)
    assert torch.equal(page.image.as_subclass(torch.Tensor),
                       torch.from_numpy(array).permute(2, 0, 1))  # fmt: skip
    torch.testing.assert_close(
        page.scaled.as_subclass(torch.Tensor), torch.from_numpy(array).permute(2, 0, 1) / 255
    )


def test_the_two_steps_equal_the_old_to_tensor(page):
    old = first.ToTensor()(page.house)
    torch.testing.assert_close(page.to_tensor(page.house).as_subclass(torch.Tensor), old)


@pytest.mark.parametrize("seed", range(8))
def test_one_number_keeps_the_proportions_and_two_fix_both_sides(seed):
    generator = torch.Generator().manual_seed(seed)
    height, width = torch.randint(30, 90, (2,), generator=generator).tolist()
    image = torch.zeros(3, height, width)
    short, long = sorted((height, width))
    resized = v2.Resize(24)(image).shape[1:]
    assert min(resized) == 24 and max(resized) == 24 * long // short
    assert v2.Resize([24, 24])(image).shape == (3, 24, 24)


def test_flips_are_flips_of_the_tensor(page):
    image = torch.rand(3, 5, 7)
    assert torch.equal(v2.RandomHorizontalFlip(p=1)(image), image.flip(-1))
    assert torch.equal(v2.RandomVerticalFlip(p=1)(image), image.flip(-2))


def test_a_crop_is_a_piece_of_the_image():
    image = torch.arange(36).reshape(1, 6, 6)
    crop = v2.RandomCrop([3, 3])(image)
    top, left = divmod(crop[0, 0, 0].item(), 6)
    assert torch.equal(crop, image[:, top : top + 3, left : left + 3])


def test_brightness_is_a_factor_within_the_range(page):
    plain = torch.full((3, 4, 4), 0.4)
    for _ in range(20):
        bright = v2.ColorJitter(brightness=0.5)(plain)
        assert 0.2 - 1e-6 <= bright[0, 0, 0] <= 0.6 + 1e-6
        assert (bright - bright[0, 0, 0]).abs().max() < 1e-6


def test_noise_has_its_sigma_and_stays_between_0_and_1(page):
    noise = v2.GaussianNoise(sigma=0.1)(torch.full((3, 64, 64), 0.5)) - 0.5
    assert 0.09 < noise.std() < 0.11
    assert page.noisy.min() >= 0 and page.noisy.max() <= 1


def test_erasing_sets_a_rectangle_to_0():
    gone = v2.RandomErasing(p=1)(torch.ones(1, 20, 20))[0] == 0
    rows, columns = gone.any(dim=1), gone.any(dim=0)
    assert gone.any() and torch.equal(gone, rows[:, None] & columns)


def test_mixed_images_are_weighted_like_their_labels(page):
    images = torch.stack([torch.zeros(3, 8, 8), torch.ones(3, 8, 8)])
    for mix in (v2.MixUp(num_classes=2), v2.CutMix(num_classes=2)):
        mixed, shares = mix(images, torch.tensor([0, 1]))
        torch.testing.assert_close(mixed.mean(dim=(1, 2, 3)), shares[:, 1])


def test_half_and_half_turns_0_to_1_into_minus_1_to_1(page):
    torch.testing.assert_close(page.normalize(page.small), 2 * page.small - 1)


def test_measured_statistics_give_mean_0_and_std_1(page):
    torch.testing.assert_close(
        page.normalized.mean(dim=(0, 2, 3)), torch.zeros(3), atol=1e-5, rtol=0
    )
    torch.testing.assert_close(page.normalized.std(dim=(0, 2, 3)), torch.ones(3))


def test_only_the_chain_for_training_is_random(page):
    assert torch.equal(page.for_testing(page.house), page.for_testing(page.house))
    first, second = (page.for_training(page.house) for _ in range(2))
    assert not torch.equal(first, second)
    assert page.for_testing(page.house).shape == page.for_training(page.house).shape


def test_boxes_and_masks_are_flipped_with_the_image(page):
    assert page.moved.tolist() == [[64 - 40, 28, 64 - 10, 54]]
    assert torch.equal(page.flipped.as_subclass(torch.Tensor),
                       page.image.flip(-1).as_subclass(torch.Tensor))  # fmt: skip


def test_quarter_turns_are_rot90(page):
    image = torch.rand(1, 6, 6)
    expected = [torch.rot90(image, k, (1, 2)) for k in (1, 2, 3)]
    for _ in range(10):
        found = page.turns(image)
        assert any(torch.equal(found, turned) for turned in expected)


def test_two_angles_are_a_range():
    assert v2.RandomRotation([90, 180]).degrees == [90, 180]
    angles = [v2.RandomRotation([90, 180]).make_params([])["angle"] for _ in range(20)]
    assert all(90 <= angle <= 180 for angle in angles) and len(set(angles)) > 2


@pytest.mark.parametrize("size", (1, 3, 7))
def test_streamed_statistics_equal_those_of_all(page, size):
    data = torch.randn(9, 3, 4, 4) * 3 + 5
    mean, std = page.statistics(DataLoader(list(zip(data, range(9), strict=True)), size))
    torch.testing.assert_close(mean, data.mean(dim=(0, 2, 3)))
    torch.testing.assert_close(std, data.std(dim=(0, 2, 3), correction=0))


def test_flipped_boxes_agree_with_torchvision(page):
    corners = torch.randint(0, 30, (5, 2))
    boxes = torch.cat([corners, corners + torch.randint(1, 30, (5, 2))], dim=1)
    typed = page.tv_tensors.BoundingBoxes(boxes, format="XYXY", canvas_size=(64, 64))
    expected = v2.functional.horizontal_flip(typed).as_subclass(torch.Tensor)
    assert torch.equal(page.flip_boxes(boxes, 64), expected)


def test_names_that_do_not_exist_are_named(errors):
    assert "no attribute 'v2'" in errors["not-imported"]
    assert "no attribute 'transform'" in errors["module-name"]
    assert "no attribute 'RandomRotate'" in errors["rotate"]


def test_what_comes_too_early_is_refused(errors):
    assert "PIL images" in errors["normalize-picture"]
    assert "float tensor" in errors["normalize-integers"]
    assert "PIL images" in errors["noise-picture"]


def test_sizes_and_numbers_that_do_not_fit_are_said(errors):
    assert "length 2" in errors["three-angles"]
    assert "larger than input image size" in errors["small"]
    assert "batch_size" in errors["mix-one"]


def test_testing_takes_the_middle_of_the_enlarged_picture(page):
    F = v2.functional
    middle = F.center_crop(F.resize(F.to_image(page.house), [64]), [56])
    expected = page.imagenet(F.to_dtype(middle, torch.float32, scale=True))
    torch.testing.assert_close(page.for_testing(page.house), expected)


def test_normalisation_with_halves_goes_from_minus_one_to_one(page):
    for value in (0.0, 0.5, 1.0):
        image = torch.full((3, 2, 2), value)
        assert torch.equal(page.normalize(image), 2 * image - 1)


def test_the_known_statistics_are_those_that_the_weights_were_trained_with(page):
    from torchvision.models import ResNet18_Weights

    trained_with = ResNet18_Weights.DEFAULT.transforms()
    assert page.imagenet.mean == trained_with.mean
    assert page.imagenet.std == trained_with.std
