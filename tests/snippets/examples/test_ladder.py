"""Facts that the page on the ladder tells its reader."""

import pytest
import torch
import torch.nn.functional as F


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def likeness(page, size, tries=10):
    torch.manual_seed(1)
    batches = torch.randperm(len(page.images))[: tries * size].split(size)
    model = page.TutorialNet()
    whole = page.gradient(model, page.images, page.labels)
    gradients = [page.gradient(model, page.images[b], page.labels[b]) for b in batches]
    return sum(F.cosine_similarity(g, whole, 0).item() for g in gradients) / tries


def test_gradients_of_larger_batches_are_more_like_that_of_all_images(page):
    assert likeness(page, 4) < likeness(page, 64) < likeness(page, 256)


def test_statistics_are_those_of_the_images(page):
    colours = page.train.first(5000).images.float().div(255).transpose(0, 1).flatten(1)
    torch.testing.assert_close(page.mean, colours.mean(dim=1))
    torch.testing.assert_close(page.std, colours.std(dim=1))


def test_norms_make_fifty_steps_go_further(page):
    found = []
    for make in (page.TutorialNet, page.normed_tutorial_net):
        torch.manual_seed(2)
        losses = page.train_a_little(make(), lr=0.02)
        assert sum(losses[-10:]) < sum(losses[:10])
        found.append(sum(losses[-10:]))
    assert found[1] < found[0]


def test_channels_last_changes_strides_and_nothing_else(page):
    x = torch.randn(2, 3, 8, 8)
    y = x.to(memory_format=torch.channels_last)
    assert torch.equal(x, y) and x.shape == y.shape
    assert y.stride(1) == 1 and x.stride(1) == 64


def test_bfloat16_has_the_range_of_float32_and_two_or_three_digits():
    half, single = torch.finfo(torch.bfloat16), torch.finfo(torch.float32)
    assert half.max == pytest.approx(single.max, rel=0.01)
    assert 0.001 < half.eps < 0.01


def test_augmentation_keeps_the_shape_and_only_moves_pixels(page):
    x = torch.rand(16, 3, 32, 32)
    out = page.crop_and_flip(x, torch.Generator().manual_seed(0), 2)
    assert out.shape == x.shape and out.dtype == x.dtype
    for before, after in zip(x, out, strict=True):  # every pixel comes from this very image
        assert set(after.flatten().tolist()) <= set(before.flatten().tolist())


def test_augmentation_is_different_each_time_and_repeatable(page):
    x = torch.rand(16, 3, 32, 32)
    generator = torch.Generator().manual_seed(0)
    first, second = (page.crop_and_flip(x, generator, 2) for _ in range(2))
    again = page.crop_and_flip(x, torch.Generator().manual_seed(0), 2)
    assert not torch.equal(first, second)
    assert torch.equal(first, again)


def test_the_schedule_begins_low_goes_up_and_ends_at_nothing(page):
    assert page.rates[0] == pytest.approx(0.004)
    assert max(page.rates) == pytest.approx(0.1)
    assert page.schedule.get_last_lr()[0] < 1e-6


def test_smoothed_targets_are_a_distribution_and_the_loss_is_cross_entropy_with_them(page):
    assert page.targets.sum().item() == pytest.approx(1)
    torch.testing.assert_close(page.targets[0, 3], torch.tensor(0.91))
    torch.testing.assert_close(page.by_hand, page.loss)


def test_a_smoothed_loss_has_a_lowest_point(page):
    lowest = page.losses.argmin().item()
    assert 0 < lowest < len(page.losses) - 1


def test_neighbours_are_alike_and_the_stem_makes_them_uncorrelated(page):
    before, after = page.patches.corrcoef(), page.whitened.corrcoef()
    off = ~torch.eye(12, dtype=torch.bool)
    assert before[off].abs().mean() > 0.3
    assert after[off].abs().mean() < 0.1


def test_the_little_run_is_better_than_chance_and_both_looks_count_the_same(page):
    right = (page.left + page.right).argmax(dim=1) == page.some.labels
    assert right.float().mean() > 0.2
    assert page.run.result()["mirrored_accuracy"] == pytest.approx(right.float().mean().item())


def test_alternating_shows_both_sides_in_turn(page):
    x, first = torch.rand(8, 3, 4, 4), torch.rand(8) < 0.5
    for epoch in range(4):
        now, next_one = (page.alternate(x, e, first) for e in (epoch, epoch + 1))
        torch.testing.assert_close(now, next_one.flip(3))
        torch.testing.assert_close(now + next_one, x + x.flip(3))


def test_the_page_trains_on_2560_images_and_tests_on_500(page):
    assert (len(page.few), len(page.some)) == (2560, 500)
