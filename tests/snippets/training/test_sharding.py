"""Facts that the page on sharding tells its reader."""

import pytest
import torch


def test_each_of_two_processes_keeps_half_of_every_parameter(page):
    assert set(page.seen["shapes"]) == set(page.make_model().state_dict())
    for whole, part in page.seen["shapes"].values():
        assert part == (whole[0] // 2, *whole[1:])


def test_one_sharded_step_is_the_step_of_one_process(page):
    model = page.make_model()
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    loss = page.step(model, *page.make_data())
    torch.testing.assert_close(page.seen["loss"], loss)
    for name, weight in model.state_dict().items():
        assert not torch.equal(weight, before[name])
        torch.testing.assert_close(page.seen["weights"][name], weight)


def test_one_process_loads_what_two_have_saved(page):
    for name, weight in page.seen["weights"].items():
        assert torch.equal(page.fresh.state_dict()[name], weight)
        assert torch.equal(page.whole["model"][name], weight)


@pytest.mark.parametrize(("n", "processes"), [(5, 4), (1, 2), (12, 5), (8, 8)])
def test_all_rows_are_kept_and_cut_like_chunk(page, n, processes):
    kept = page.rows(n, processes)
    assert len(kept) == processes
    assert [k for k in kept if k] == [len(part) for part in torch.empty(n).chunk(processes)]
