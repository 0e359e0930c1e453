"""Facts that the page on the data loader tells its reader."""

import inspect

import pytest
import torch
from torch.utils.data import (
    BatchSampler,
    DataLoader,
    RandomSampler,
    SequentialSampler,
    default_collate,
)

from scripts import pages


def test_a_loader_has_one_length_per_batch_and_the_last_may_be_short(page):
    assert [len(y) for _, y in DataLoader(page.dataset, batch_size=4)] == [4, 4, 2]
    assert len(DataLoader(range(1_000_000), batch_size=100)) == 10_000


def test_every_epoch_has_a_new_order_that_its_generator_repeats():
    def epochs():
        seed = torch.Generator().manual_seed(3)
        loader = DataLoader(range(50), batch_size=50, shuffle=True, generator=seed)
        return [next(iter(loader)).tolist() for _ in range(2)]

    first, second = epochs()
    assert sorted(first) == sorted(second) == list(range(50))
    assert first != second
    assert epochs() == [first, second]


def test_a_new_iterator_starts_with_the_first_batch_again(page):
    first, again = (next(iter(page.test_loader)) for _ in range(2))
    assert torch.equal(first[0], again[0])


def test_flattening_by_view_hides_a_wrong_size_and_flatten_cannot(page):
    assert page.images.flatten(1).shape == (32, 784)
    assert len(page.images.view(-1, 14 * 28)) == 64


def test_python_floats_become_float64_and_tensors_keep_their_dtype():
    assert default_collate([0.5, 1.5]).dtype == torch.float64
    assert default_collate([torch.tensor(0.5)]).dtype == torch.float32


def test_shuffle_false_is_the_sequential_sampler():
    batches = list(BatchSampler(SequentialSampler(range(10)), 4, drop_last=False))
    assert batches == [batch.tolist() for batch in DataLoader(range(10), batch_size=4)]


def test_weights_inverse_to_the_class_make_classes_equally_common(page):
    counts = page.drawn.bincount()
    assert counts.sum() == 1000
    assert 0.8 < counts[0] / counts[1] < 1.25


def test_workers_are_other_processes(page):
    assert len(page.processes) == 2
    assert page.os.getpid() not in page.processes


def test_kept_workers_are_the_same_in_both_epochs(page):
    assert page.keep and page.first == page.second


def test_shared_out_streams_give_every_number_once(page):
    loader = DataLoader(page.Shards(7, True), batch_size=2, num_workers=2)
    assert sorted(torch.cat(list(loader)).tolist()) == list(range(7))


def test_reseeded_workers_draw_different_numbers_and_repeat(page):
    again = DataLoader(
        page.Noise(),
        batch_size=None,
        num_workers=2,
        worker_init_fn=page.reseed,
        generator=torch.Generator().manual_seed(0),
    )
    values = list(again)
    assert len(set(values)) == len(values) == 4
    again.generator.manual_seed(0)
    assert list(again) == values


def test_an_unguarded_program_fails_under_spawn_and_a_guarded_one_runs(transcripts):
    failed = transcripts["data/loaders_unguarded"].cells["no-guard"].stdout
    assert "bootstrapping phase" in failed
    assert "exited unexpectedly" in failed
    assert "ended well: False" in failed
    assert transcripts["data/loaders_guarded"].cells["guard"].stdout.count("tensor") == 4


def test_the_table_of_arguments_is_complete(page):
    assert list(page.parameters) == list(inspect.signature(DataLoader).parameters)
    text = pages.page_path("en", "data/loaders").read_text(encoding="utf-8")
    for name in page.parameters:
        assert name == "dataset" or f"`{name}`" in text


@pytest.mark.parametrize("seed", range(5))
def test_sorting_by_length_never_pads_more(page, seed):
    generator = torch.Generator().manual_seed(seed)
    lengths = torch.randint(1, 20, (24,), generator=generator).tolist()

    def padding(batches):
        return sum(max(lengths[i] for i in b) * len(b) for b in batches) - sum(lengths)

    batches = page.by_length(lengths, 4)
    unsorted = [list(range(n, n + 4)) for n in range(0, 24, 4)]
    assert sorted(sum(batches, [])) == list(range(24))
    assert padding(batches) <= padding(unsorted)


def test_misspelt_names_are_named(errors):
    assert "'barch_size'" in errors["batch-size"]
    assert "'num_works'" in errors["workers"]
    assert "'trochvision'" in errors["module-name"]
    assert "no attribute 'next'" in errors["next-method"]


def test_what_cannot_be_stacked_is_said(errors):
    assert "[2] at entry 0 and [1] at entry 1" in errors["unequal"]
    assert "PIL.Image.Image" in errors["pictures"]


def test_order_and_workers_are_asked_for_once(errors):
    assert "mutually exclusive with shuffle" in errors["two-orders"]
    assert "num_workers > 0" in errors["no-workers"]


def test_training_data_is_shuffled_and_test_data_is_not(page):
    assert isinstance(page.train_loader.sampler, RandomSampler)
    assert isinstance(page.test_loader.sampler, SequentialSampler)
