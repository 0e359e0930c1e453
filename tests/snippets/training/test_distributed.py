"""Facts that the page on several processes tells its reader."""

import pytest
import torch
import torch.distributed as dist
from torch.distributed.run import get_args_parser
from torch.nn.functional import cross_entropy
from torch.utils.data import DistributedSampler


def test_two_processes_agree_on_the_gradients_of_the_whole_batch(page):
    x, y = page.make_data()
    model = page.make_model()
    cross_entropy(model(x), y).backward()
    for p, gradient in zip(model.parameters(), page.shared, strict=True):
        assert gradient.abs().sum() > 0
        torch.testing.assert_close(p.grad, gradient)


@pytest.mark.parametrize("processes", [1, 2, 4, 8])
def test_the_mean_of_equal_shares_is_the_gradient_of_the_batch(page, processes):
    x, y = page.make_data()
    whole = page.make_model()
    cross_entropy(whole(x), y).backward()
    gathered = page.make_model()
    for rank in range(processes):
        share = slice(rank, None, processes)
        (cross_entropy(gathered(x[share]), y[share]) / processes).backward()
    for p, q in zip(whole.parameters(), gathered.parameters(), strict=True):
        torch.testing.assert_close(p.grad, q.grad)


def test_the_weights_of_the_training_serve_one_process(page):
    assert (page.predicted == page.y).float().mean() > 0.9


def test_make_model_gives_every_process_the_same_weights(page):
    one, two = page.make_model(), page.make_model()
    assert all(map(torch.equal, one.parameters(), two.parameters()))


@pytest.mark.parametrize(("n", "processes"), [(10, 3), (12, 4), (5, 8), (1, 1)])
def test_shares_are_equal_and_leave_nobody_out(page, n, processes):
    shares = [list(DistributedSampler(range(n), processes, rank)) for rank in range(processes)]
    assert len({len(share) for share in shares}) == 1
    assert set(sum(shares, [])) == set(range(n))
    unshuffled = [
        list(DistributedSampler(range(n), processes, rank, shuffle=False))
        for rank in range(processes)
    ]
    assert unshuffled == [page.share(n, rank, processes) for rank in range(processes)]


def test_without_set_epoch_every_epoch_is_the_same():
    sampler = DistributedSampler(range(20), 2, 0)
    first = list(sampler)
    assert list(sampler) == first
    sampler.set_epoch(1)
    assert list(sampler) != first


def test_the_wrapper_puts_a_prefix_before_names(page):
    prefixed = {f"module.{name}" for name in page.wrapped.module.state_dict()}
    assert set(page.wrapped.state_dict()) == prefixed


def test_the_page_leaves_no_process_group_behind(page):
    assert not dist.is_initialized()


def test_torchrun_starts_nothing_again_unless_told():
    assert get_args_parser().parse_args(["train.py"]).max_restarts == 0


def test_global_mean_weighs_by_size(page):
    losses = torch.rand(9)
    pieces = losses.split([1, 8])
    means = torch.stack([piece.mean() for piece in pieces])
    torch.testing.assert_close(page.global_mean(means, torch.tensor([1, 8])), losses.mean())
