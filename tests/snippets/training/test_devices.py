"""Facts that the page on devices tells its reader; meta stands for the second device."""

import pytest
import torch
from torch import nn


def test_a_device_is_a_kind_and_perhaps_a_number(page):
    assert (page.gpu.type, page.gpu.index) == ("cuda", 1)
    assert torch.device("cuda").index is None
    assert torch.device("cuda") != torch.device("cuda:0")


def test_the_chosen_device_can_be_used(page):
    assert (page.x @ page.x.T).device.type == page.device.type
    assert torch.accelerator.is_available() == (page.found is not None)


def test_like_follows_the_device_unless_told(page):
    there = torch.empty(2, 3, device="meta")
    assert torch.ones_like(there).is_meta and there.new_zeros(3).is_meta
    assert torch.ones_like(there, device="cpu").device.type == "cpu"


def test_to_returns_the_tensor_itself_when_nothing_changes(page):
    assert page.a.to("cpu") is page.a
    copied = page.a.to("cpu", copy=True)
    assert copied is not page.a and torch.equal(copied, page.a)
    assert page.a.to("meta") is not page.a and page.a.device.type == "cpu"


def test_to_takes_device_and_dtype_together_or_those_of_another_tensor(page):
    assert page.a.to("cpu", torch.double).dtype == torch.float64
    assert page.a.to(torch.tensor([1])).dtype == torch.int64


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16])
def test_a_module_is_changed_in_place_and_a_tensor_is_not(dtype):
    net = nn.Linear(3, 2)
    parameters = list(net.parameters())
    assert net.to(dtype) is net
    assert all(a is b for a, b in zip(parameters, net.parameters(), strict=True))
    assert net.weight.dtype == dtype
    x = torch.rand(3)
    assert x.to(dtype) is not x and x.dtype == torch.float32


def test_training_on_the_device_lowers_the_loss(page):
    assert page.losses[-1] < page.losses[0]
    assert all(isinstance(loss, float) for loss in page.losses)
    assert page.net.weight.device.type == page.device.type


def test_a_loss_has_something_to_move_only_with_class_weights(page):
    assert not page.plain.state_dict()
    assert list(page.weighted.state_dict()) == ["weight"]


def test_cuda_moves_exactly_where_there_is_cuda(page):
    assert page.moved is not None
    if not torch.cuda.is_available():
        with pytest.raises((RuntimeError, AssertionError), match="NVIDIA|CUDA"):
            torch.ones(2).cuda()


def test_the_default_device_was_put_back(page):
    assert page.plan.weight.is_meta and page.plan.weight.nbytes == 40_000_000_000
    assert torch.ones(1).device.type == "cpu"


def test_from_numpy_ignores_the_default_device():
    numpy = pytest.importorskip("numpy")
    with torch.device("meta"):
        assert torch.from_numpy(numpy.ones(2)).device.type == "cpu"


def test_a_buffer_moves_with_its_module_and_a_plain_attribute_does_not(page, errors):
    assert page.centred.mean.is_meta
    assert "not on the expected device" in errors["plain-attribute"]


def test_move_reaches_into_nests_and_keeps_what_is_no_tensor(page):
    moved = page.move([{"a": (torch.ones(1), 3)}, None], "meta")
    assert moved[0]["a"][0].is_meta and moved[0]["a"][1] == 3 and moved[1] is None


def test_devices_of_a_module_counts_buffers_too(page):
    norm = nn.BatchNorm1d(3)
    norm.running_mean = norm.running_mean.to("meta")
    assert page.devices_of(norm) == {torch.device("cpu"), torch.device("meta")}


def test_each_mismatch_is_named(errors):
    for cell in ("mismatch", "targets"):
        assert "not on the expected device" in errors[cell]
    assert "Expected one of cpu, cuda" in errors["no-such-name"]
    assert "to_empty()" in errors["no-data"]
