"""Facts that the page on datasets tells its reader."""

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset, random_split


def test_an_image_is_read_as_height_width_channels(page):
    assert page.image.shape == (3, 4, 3)
    assert page.image[0, 0].tolist() == [255, 0, 0]


def test_what_was_recorded_is_read_again(page):
    assert page.sound.tolist() == [0, 1, 2, 3, 4]
    assert "".join(map(chr, page.text.tolist())) == "hello"


def test_a_dataset_needs_a_length_and_items(page):
    assert len(page.Windows(torch.arange(5), 2)) == 3
    assert [int(batch) for batch in DataLoader(range(4))] == [0, 1, 2, 3]


def test_a_tensor_dataset_takes_the_same_item_of_each_tensor(page):
    for index in range(len(page.table)):
        point, label = page.table[index]
        assert torch.equal(point, page.points[index])
        assert label == page.labels[index]


def test_tensors_of_a_dataset_have_equally_long_first_axes():
    with pytest.raises(AssertionError):
        TensorDataset(torch.zeros(3), torch.zeros(2))


def test_concat_adds_samples_and_stack_adds_to_a_sample(page):
    assert len(page.longer) == len(page.table) + len(page.more)
    assert len(page.named) == len(page.table)
    assert set(page.named[0]) == {"point", "label"}


@pytest.mark.parametrize("seed", range(20))
def test_a_split_is_a_partition_and_repeats_with_its_seed(seed):
    first, again = (
        random_split(range(31), [20, 11], generator=torch.Generator().manual_seed(seed))
        for _ in range(2)
    )
    assert sorted(first[0].indices + first[1].indices) == list(range(31))
    assert first[0].indices == again[0].indices


def test_shares_are_rounded_down_and_the_rest_is_handed_out(page):
    assert [len(part) for part in page.parts] == [73, 20, 10]


def test_a_stream_has_no_length_but_makes_batches(page):
    with pytest.raises(TypeError):
        len(page.Countdown(3))
    batches = [batch.tolist() for batch in DataLoader(page.Countdown(5), batch_size=2)]
    assert batches == [[5, 4], [3, 2], [1]]


def test_ranges_with_two_borders_lose_a_number_and_slices_do_not(page):
    assert (len(page.Numbers(True)), len(page.Numbers(False))) == (999, 499)
    assert len(page.train_numbers) + len(page.test_numbers) == len(page.numbers)


def test_a_plain_for_goes_past_the_length_and_a_loader_does_not(page):
    assert len(page.seen) > len(page.squares)
    assert len(list(DataLoader(page.squares))) == len(page.squares)


def test_subsets_share_the_transform_of_their_dataset(page):
    assert page.whole.transform is torch.log1p
    assert page.training.dataset.transform is torch.log1p
    assert page.validation.dataset.transform is None


def test_windows_agree_with_unfold(page):
    series = torch.randn(30)
    for length in (1, 4, 9):
        windows = page.Windows(series, length)
        expected = series.unfold(0, length + 1, 1)
        found = [torch.cat([sample, target[None]]) for sample, target in windows]
        assert torch.equal(torch.stack(found), expected)


@pytest.mark.parametrize("share", (0.25, 0.5, 0.9))
def test_every_class_is_split_in_the_same_share(page, share):
    labels = torch.tensor([0] * 40 + [1] * 20 + [2] * 60)
    first, second = page.split_by_class(labels, share)
    assert sorted(first + second) == list(range(120))
    expected = [round(share * n) for n in (40, 20, 60)]
    assert labels[first].bincount().tolist() == expected


def test_unfinished_datasets_say_so_late(errors):
    assert "'builtin_function_or_method' object" in errors["len-of-nothing"]
    assert "NoneType" in errors["none-sample"]
    assert "should implement __getitem__" in errors["no-getitem"]


def test_lengths_must_add_up(errors):
    assert "Sum of input lengths" in errors["wrong-sum"]
    assert "invalid decimal literal" in errors["letter-o"]


def test_a_stream_cannot_be_shuffled(errors):
    assert "shuffle=True" in errors["stream-shuffle"]
