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


def test_training_with_adam_takes_four_numbers_a_parameter(page):
    model = page.make_model()
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(1, 8)).sum().backward()
    optimizer.step()
    kept = [*model.parameters(), *(p.grad for p in model.parameters())]
    kept += [t for state in optimizer.state.values() for t in state.values() if t.dim()]
    assert sum(t.numel() for t in kept) == page.copies * sum(p.numel() for p in model.parameters())


def test_the_grid_is_a_row_of_two_with_a_name(page):
    assert "shard=2" in page.seen["mesh"]


def test_the_mean_of_the_losses_of_two_halves_is_the_loss_of_the_whole(page):
    x, y = page.make_data()
    loss_of = torch.nn.functional.cross_entropy
    model = page.make_model()
    halves = [loss_of(model(x[rank::2]), y[rank::2]) for rank in range(2)]
    torch.testing.assert_close(page.seen["loss"], sum(halves) / 2)


def test_the_parts_of_five_rows_are_all_there_and_the_last_is_smaller(page):
    first, last = page.seen["uneven"]
    assert first[0] + last[0] == 5 and first[0] > last[0] > 0
    assert first[1] == last[1] == 4


def test_sharding_puts_new_parameters_in_place_of_the_old(page):
    def held(optimizer):
        return optimizer.param_groups[0]["params"]

    assert not {id(p) for p in held(page.early)} & {id(p) for p in page.layer.parameters()}
    assert all(a is b for a, b in zip(held(page.late), page.layer.parameters(), strict=True))
    assert [tuple(p.shape) for p in held(page.early)] == [(2, 3), (2,)]
