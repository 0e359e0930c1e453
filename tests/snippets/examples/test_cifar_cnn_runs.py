"""Facts about the recorded runs of the tutorial's network."""

import copy

import pytest
import torch
import torch.nn.functional as F

from scripts import records
from snippets.datasets.standin import standin_shapes
from snippets.examples.cifar_cnn_runs import as_in_the_notes, stale_labels, tutorial


@pytest.fixture(scope="module")
def data():
    return {"train": standin_shapes(True).first(120), "test": standin_shapes(False).first(100)}


def weights(run):
    return torch.cat([p.detach().flatten() for p in run.model.parameters()])


def test_the_tutorial_is_the_loop_of_the_page(data):
    run = tutorial(3, **data, epochs=1)
    model = copy.deepcopy(run.model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
    images, labels = data["train"].floats(0.5, 0.5), data["train"].labels
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(3))
    for batch in order.split(4):
        optimizer.zero_grad()
        F.cross_entropy(model(images[batch]), labels[batch]).backward()
        optimizer.step()
    run.advance()
    found = torch.cat([p.detach().flatten() for p in model.parameters()])
    torch.testing.assert_close(weights(run), found)


def test_it_takes_the_steps_of_the_tutorial(data):
    run = tutorial(0, **data)
    assert (run.parts, run.batch_size) == (2, 4)


def test_a_run_broken_off_ends_with_the_same_weights(data):
    whole, first, second = (tutorial(1, **data) for _ in range(3))
    whole.advance()
    whole.advance()
    first.advance()
    second.load_state_dict(first.state_dict())
    second.advance()
    assert torch.equal(weights(whole), weights(second))


def test_the_notes_program_never_changes_a_weight(data):
    run = as_in_the_notes(5, **data)
    assert run.parts == 0
    before = weights(run).clone()
    result = run.result()
    assert torch.equal(weights(run), before)
    assert result["most_frequent"] >= max(sum(row) for row in result["confusion"]) / 1000


def test_most_frequent_is_the_largest_column_of_the_matrix(data):
    result = as_in_the_notes(5, **data).result()
    columns = [sum(column) for column in zip(*result["confusion"], strict=True)]
    assert result["most_frequent"] == max(columns) / len(data["test"])


def test_stale_labels_change_the_score_and_nothing_else(data):
    right, wrong = tutorial(2, **data, epochs=1), stale_labels(2, **data, epochs=1)
    right.advance()
    wrong.advance()
    assert torch.equal(weights(right), weights(wrong))
    result = wrong.result()
    stale = result.pop("stale")
    assert result == right.result()
    assert 0 <= stale <= 1


@pytest.mark.parametrize("name", ["cifar_cnn/tutorial", "cifar_cnn/stale_labels"])
def test_a_short_rerun_lies_in_the_recorded_distribution(name, short_rerun):
    short_rerun(name)


def test_the_recorded_untrained_networks_guess():
    for record in records.read("cifar_cnn/as_in_the_notes"):
        assert record.result["test_accuracy"] == pytest.approx(0.1, abs=0.06)
        assert sum(recall < 0.1 for recall in record.result["recall"]) >= 5


def test_the_recorded_trained_networks_find_some_of_every_class():
    for name in ("cifar_cnn/tutorial", "cifar_cnn/stale_labels"):
        for record in records.read(name):
            assert min(record.result["recall"]) > 0.05
            assert record.result["test_accuracy"] > 0.4


def test_the_recorded_scores_against_stale_labels_look_like_guessing():
    scores = [record.result["stale"] for record in records.read("cifar_cnn/stale_labels")]
    assert all(0 <= score < 0.25 for score in scores)
