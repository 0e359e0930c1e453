"""Facts that the page on saving and loading tells its reader."""

import os
import pickle

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_state_dict_holds_parameters_and_buffers_only():
    net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.BatchNorm1d(3), nn.Dropout())
    expected = {name for name, _ in net.named_parameters()} | {n for n, _ in net.named_buffers()}
    assert set(net.state_dict()) == expected


def test_loaded_weights_give_the_same_outputs(page):
    model, fresh = page.make_net().eval(), page.make_net().eval()
    x = torch.randn(4, 2)
    assert not torch.equal(model(x), fresh(x))
    torch.save(model.state_dict(), "weights.pt")
    fresh.load_state_dict(torch.load("weights.pt"))
    assert torch.equal(model(x), fresh(x))


def test_loading_does_not_leave_training_mode(page):
    model = page.make_net()
    model.load_state_dict(page.make_net().state_dict())
    assert model.training


def test_assign_fills_a_model_on_meta(page):
    assert not any(p.is_meta for p in page.empty.parameters())
    assert page.layer.weight.is_meta


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 1), (3, 3)])
def test_a_checkpoint_goes_on_to_the_same_weights(page, before, after):
    model, optimizer = page.new_run(seed=5)
    page.train(model, optimizer, before)
    page.save_checkpoint("run.pt", model, optimizer, before)
    page.train(model, optimizer, after)
    again, its_optimizer = page.new_run(seed=6)
    assert page.load_checkpoint("run.pt", again, its_optimizer) == before
    page.train(again, its_optimizer, after)
    assert all(map(torch.equal, model.parameters(), again.parameters()))


@pytest.mark.parametrize("part", ["model", "optimizer", "rng"])
def test_without_any_part_the_weights_differ(page, part):
    model, optimizer = page.new_run(seed=0)
    page.train(model, optimizer, 2)
    page.save_checkpoint("run.pt", model, optimizer, 2)
    assert page.resume_without("nothing")
    assert not page.resume_without(part)


def test_a_pickle_may_run_code_and_is_refused(page, capsys):
    torch.save(page.Surprise(), "gift.pt")
    with pytest.raises(pickle.UnpicklingError, match="Weights only load failed"):
        torch.load("gift.pt")
    assert capsys.readouterr().out == ""
    torch.load("gift.pt", weights_only=False)
    assert capsys.readouterr().out == "this ran while loading\n"


def test_trusted_classes_are_enough_for_a_whole_model(page):
    torch.save(page.make_net(), "whole.pt")
    with pytest.raises(pickle.UnpicklingError):
        torch.load("whole.pt")
    with torch.serialization.safe_globals(page.trusted):
        assert isinstance(torch.load("whole.pt"), nn.Sequential)


def test_safetensors_keeps_every_number(page):
    weights = page.make_net().state_dict()
    save_file(weights, "w.safetensors")
    same = load_file("w.safetensors")
    assert same.keys() == weights.keys()
    assert all(torch.equal(same[name], weights[name]) for name in weights)


@pytest.mark.parametrize("rows", [2, 3, 100])
def test_the_exported_program_takes_any_number_of_rows(page, rows):
    x = torch.randn(rows, 2)
    assert page.loaded(x).shape == (rows, 3)


def test_a_state_dict_changes_with_the_model(page):
    assert (page.kept["weight"] == 0).all()
    assert not (page.copied["weight"] == 0).any()


def test_a_saved_slice_takes_its_storage_along():
    big = torch.zeros(1000, 1000)
    torch.save(big[:2], "slice.pt")
    torch.save(big[:2].clone(), "clone.pt")
    assert os.path.getsize("slice.pt") > big.nbytes > 100 * os.path.getsize("clone.pt")


def test_load_matching_loads_all_of_an_equal_model(page):
    one, two = page.make_net(), page.make_net()
    assert page.load_matching(one, two.state_dict()) == []
    assert all(map(torch.equal, one.parameters(), two.parameters()))


def test_the_data_are_three_arms_of_100_points(page):
    inputs, labels = page.data.tensors
    assert inputs.shape == (300, 2) and labels.bincount().tolist() == [100, 100, 100]
