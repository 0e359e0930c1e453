"""Facts that the page on the speed of loading tells its reader."""

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset
from torchvision.transforms import v2


def test_a_loader_calls_once_a_sample_and_stacks_once_a_batch(page):
    dataset = page.Counted(page.points)
    batches = list(DataLoader(dataset, batch_size=100))
    assert (dataset.calls, len(batches)) == (10_000, 100)


@pytest.mark.parametrize("size", (1, 7, 64, 10_000))
def test_indexed_batches_equal_those_of_a_loader(page, size):
    data = page.points[:200]
    mine = page.tensor_batches(data, batch_size=size)
    for (x,), (a,) in zip(mine, DataLoader(TensorDataset(data), size), strict=True):
        assert torch.equal(x, a)


def test_small_samples_one_by_one_take_several_times_as_long(page):
    assert page.one_by_one > 3 * page.at_once


def test_workers_are_wasted_on_data_in_memory(page):
    table = TensorDataset(page.points[:100])
    alone = page.seconds(lambda: DataLoader(table, 50))
    assert page.seconds(lambda: DataLoader(table, 50, num_workers=1)) > alone


def test_bulk_fetching_calls_once_a_batch_and_loses_nothing(page):
    dataset = page.Bulk(torch.arange(1000))
    loader = DataLoader(dataset, 100, shuffle=True, collate_fn=lambda batch: batch)
    values = torch.cat(list(loader))
    assert dataset.calls == 10
    assert torch.equal(values.sort()[0], torch.arange(1000))


def test_bytes_in_memory_are_a_quarter_of_those_as_floats(page):
    assert 4 * page.images.nbytes == page.images.float().nbytes
    assert torch.equal(page.late, page.early)


def test_a_map_of_the_file_gives_the_same_batch(page):
    assert page.stored.shape == tuple(page.images.shape)
    rows = [7, 0, 123]
    assert torch.equal(torch.from_numpy(page.stored[rows]), page.images[rows])


def test_a_cache_in_a_worker_lasts_as_long_as_the_worker(page):
    def loads(**options):
        loader = DataLoader(page.Cached(), batch_size=None, num_workers=1, **options)
        return [sum(loader) for _ in range(2)]

    assert loads() == [4, 4]
    assert loads(persistent_workers=True) == [4, 0]


def test_a_transform_of_a_batch_draws_once(page):
    assert page.outcomes.count(0) + page.outcomes.count(100) == len(page.outcomes)
    images = torch.arange(3.0).expand(50, 1, 1, 3)
    crops = v2.RandomCrop([1, 1])(images)
    assert (crops == crops[0]).all()


@pytest.mark.parametrize("count", (1, 8, 9))
def test_our_loader_is_as_long_as_torchs(page, count):
    data = torch.arange(count)
    for drop in (False, True):
        mine = page.TensorLoader(data, batch_size=4, drop_last=drop)
        assert len(mine) == len(DataLoader(data, 4, drop_last=drop)) == len(list(mine))


def test_each_image_is_flipped_by_itself(page):
    images = torch.rand(64, 3, 4, 4)
    assert torch.equal(page.flip_each(images, p=1.0), images.flip(-1))
    assert torch.equal(page.flip_each(images, p=0.0), images)
