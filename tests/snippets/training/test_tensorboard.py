"""Facts that the page on TensorBoard tells its reader."""

import io

import matplotlib.pyplot as plt
import pytest
import torch
from torch import nn
from torch.utils.tensorboard import SummaryWriter


@pytest.fixture
def written(page, tmp_path):
    """`written(write)` hands `write` a writer and returns the log read back."""

    def write_and_read(write):
        with SummaryWriter(tmp_path) as writer:
            write(writer)
        return page.read(str(tmp_path))

    return write_and_read


def test_scalars_come_back_with_their_steps(written):
    def write(writer):
        for step in (0, 5, 7):
            writer.add_scalar("loss", step / 4, step)

    events = written(write).Scalars("loss")
    assert [(e.step, e.value) for e in events] == [(0, 0.0), (5, 1.25), (7, 1.75)]


def test_a_tensor_that_requires_grad_is_taken(written):
    loss = nn.Parameter(torch.tensor(1.5))
    log = written(lambda writer: writer.add_scalar("loss", loss, 0))
    assert log.Scalars("loss")[0].value == 1.5


def test_a_histogram_takes_a_parameter(written):
    weight = nn.Linear(3, 4).weight
    log = written(lambda writer: writer.add_histogram("w", weight, 2))
    event = log.Histograms("w")[0]
    assert event.step == 2
    assert event.histogram_value.num == 12
    assert event.histogram_value.min == pytest.approx(weight.min().item())


def test_an_image_keeps_its_pixels(written):
    image = torch.randint(0, 256, (3, 5, 7), dtype=torch.uint8)
    log = written(lambda writer: writer.add_image("one", image))
    png = plt.imread(io.BytesIO(log.Images("one")[0].encoded_image_string))
    torch.testing.assert_close(torch.tensor(png[..., :3]), image.permute(1, 2, 0) / 255)


def test_floats_above_one_are_white(written):
    log = written(lambda writer: writer.add_image("one", torch.full((3, 4, 4), 7.0)))
    png = plt.imread(io.BytesIO(log.Images("one")[0].encoded_image_string))
    assert png.min() == 1


def test_images_takes_a_batch(written):
    log = written(lambda writer: writer.add_images("all", torch.rand(8, 3, 16, 16)))
    image = log.Images("all")[0]
    assert image.height * image.width == 8 * 16 * 16


def test_text_comes_back(written):
    log = written(lambda writer: writer.add_text("note", "**why**"))
    assert log.Tensors("note/text_summary")[0].tensor_proto.string_val[0] == b"**why**"


def test_without_a_step_all_points_lie_at_zero(written):
    log = written(lambda writer: [writer.add_scalar("loss", n) for n in range(3)])
    assert [e.step for e in log.Scalars("loss")] == [0, 0, 0]


def test_scalars_make_a_run_for_each_curve(page, tmp_path):
    with SummaryWriter(tmp_path) as writer:
        writer.add_scalars("loss", {"a": 1.0, "b": 2.0}, 0)
    assert page.read(str(tmp_path / "loss_a")).Scalars("loss")[0].value == 1
    assert page.read(str(tmp_path / "loss_b")).Scalars("loss")[0].value == 2


def test_settings_and_results_are_kept(page, tmp_path):
    with SummaryWriter(tmp_path) as writer:
        writer.add_hparams({"lr": 0.1}, {"accuracy": 0.5}, run_name="one")
    assert page.read(str(tmp_path / "one")).Scalars("accuracy")[0].value == 0.5


def test_recording_leaves_the_model_in_training_and_unchanged(page, written):
    model = page.make_net()
    before = [p.clone() for p in model.parameters()]
    log = written(lambda writer: page.record(writer, model, 0))
    assert model.training
    assert all(map(torch.equal, before, model.parameters()))
    assert len(log.Tags()["histograms"]) == len(before)


def test_the_picture_is_small(page):
    from scripts import paths

    assert (paths.DOCS / "assets" / "tensorboard.webp").stat().st_size < 120_000


def test_the_share_of_right_answers_is_recorded(page, written):
    model = page.make_net()
    log = written(lambda writer: page.record(writer, model, 0))
    model.eval()
    right = (model(page.points).argmax(dim=1) == page.labels).float().mean().item()
    assert log.Scalars("accuracy/val")[0].value == pytest.approx(right)


def test_the_arms_have_200_points_each(page):
    points, labels = page.train.tensors
    assert len(points) == 600 and labels.bincount().tolist() == [200] * 3
