"""Facts about the recorded runs on MNIST, on stand-in digits; and a short re-run on MNIST."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from snippets.datasets.standin import standin_digits
from snippets.examples.bare_mnist_runs import relu_on_logits, three_layers
from snippets.examples.lenet_runs import lenet
from snippets.examples.mlp_runs import dropout, mlp
from snippets.examples.softmax_runs import softmax

EPOCHS = {softmax: 3, three_layers: 15, relu_on_logits: 15, mlp: 8, dropout: 8, lenet: 4}
TRAIN, TEST = standin_digits(train=True), standin_digits(train=False)


@pytest.fixture(autouse=True)
def one_thread():
    """As in the recordings; more threads only wait for each other here."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


every = pytest.mark.parametrize("experiment", EPOCHS, ids=lambda function: function.__name__)


def begin(experiment, seed=1, train=TRAIN, **options):
    return experiment(seed, train=train, test=TEST, **{"epochs": EPOCHS[experiment]} | options)


def finish(run):
    return [run.advance() for _ in range(run.done, run.parts)]


def same_weights(run, other):
    pairs = zip(run.model.parameters(), other.model.parameters(), strict=True)
    return all(torch.equal(one, two) for one, two in pairs)


@pytest.mark.parametrize(
    ("experiment", "count"),
    [
        (softmax, 7_850),
        (three_layers, 199_210),
        (mlp, 199_210),
        (dropout, 199_210),
        (lenet, 61_706),
    ],
)
def test_the_networks_have_the_numbers_of_parameters_that_the_pages_name(experiment, count):
    assert sum(p.numel() for p in begin(experiment).model.parameters()) == count


@every
def test_the_loss_falls_and_digits_are_told_apart(experiment):
    run = begin(experiment)
    curve = finish(run)
    assert curve[-1]["train_loss"] < 0.8 * curve[0]["train_loss"]
    assert curve[-1]["test_accuracy"] > 0.5
    assert run.result() == run.result()


@every
def test_from_shuffled_labels_nothing_is_learnt_about_other_digits(experiment):
    order = torch.randperm(len(TRAIN), generator=torch.Generator().manual_seed(0))
    run = begin(experiment, train=replace(TRAIN, labels=TRAIN.labels[order]))
    assert finish(run)[-1]["test_accuracy"] < 0.3


@every
def test_a_run_broken_off_goes_on_to_the_same_weights(experiment, tmp_path):
    straight = begin(experiment, epochs=2)
    straight.advance()
    torch.save(straight.state_dict(), tmp_path / "half.pt")
    straight.advance()
    resumed = begin(experiment, seed=99, epochs=2)
    resumed.load_state_dict(torch.load(tmp_path / "half.pt"))
    assert not same_weights(resumed, straight)
    resumed.advance()
    assert same_weights(resumed, straight)


def test_with_and_without_dropout_the_training_begins_at_the_same_weights():
    assert same_weights(begin(mlp), begin(dropout))
    plain, dropped = begin(mlp, epochs=1), begin(dropout, epochs=1)
    finish(plain)
    finish(dropped)
    assert not same_weights(plain, dropped)


def test_right_and_wrong_network_begin_at_the_same_weights_and_differ_in_a_relu():
    right, wrong = begin(three_layers), begin(relu_on_logits)
    assert same_weights(right, wrong)
    logits = right.logits(right.test_images)
    assert torch.equal(wrong.logits(wrong.test_images), logits.relu())
    assert (logits < 0).any()


def test_a_class_that_is_never_answered_counts_as_lost():
    run = begin(relu_on_logits)
    with torch.no_grad():
        run.model.held[5][3] = -1000.0  # the bias of class 3
    assert run.result()["classes_lost"] >= 1
    assert run.result()["recall"][3] == 0.0
    with torch.no_grad():
        run.model.held[5].fill_(-1000.0)
    result = run.result()
    assert (result["classes_lost"], result["silent"]) == (9, 1.0)  # argmax of zeros is class 0


def test_the_border_of_lenet_is_the_same_inside_the_convolution_or_around_the_image():
    from snippets.networks.lenet import LeNet

    inside, around = begin(lenet).model, LeNet()
    around.load_state_dict(inside.state_dict())
    images = TEST.floats(0.1307, 0.3081)
    padded = nn.functional.pad(images, (2, 2, 2, 2))
    torch.testing.assert_close(inside(images), around(padded))


@pytest.mark.parametrize(
    "name",
    ["softmax/softmax", "bare_mnist/three_layers", "bare_mnist/relu_on_logits"]
    + ["mlp/mlp", "mlp/dropout", "lenet/lenet"],
)
def test_a_short_rerun_lies_in_the_recorded_distribution(short_rerun, name):
    short_rerun(name)
