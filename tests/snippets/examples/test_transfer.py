"""Facts that the page on transfer between digits tells its reader."""

import pytest
import torch
import torch.nn.functional as F


def copies(model):
    return {name: value.clone() for name, value in model.state_dict().items()}


def changed(model, before):
    return [n for n, value in model.state_dict().items() if not torch.equal(value, before[n])]


def test_the_network_has_23_733_parameters_325_of_them_in_the_head(page):
    model = page.DigitNet()
    assert sum(p.numel() for p in model.parameters()) == 23_733
    assert sum(p.numel() for p in model.fc.parameters()) == 65 * 5 == 325


def test_no_image_of_the_first_task_is_in_the_second(page):
    assert page.many.classes + page.few.classes == tuple("0123456789")
    assert len(page.few) == 25
    first = {image.numpy().tobytes() for image in page.many.images}
    assert not any(image.numpy().tobytes() in first for image in page.few.images)


def test_frozen_means_frozen(page):
    model = page.DigitNet()
    model.body.requires_grad_(False)
    model.settled = True
    before = copies(model)
    page.learn(model, torch.optim.Adam(model.fc.parameters(), lr=1e-2), steps=3)
    assert changed(model, before) == ["fc.weight", "fc.bias"]


def test_without_settled_the_statistics_of_all_batch_norms_move(page):
    model = page.DigitNet()
    model.body.requires_grad_(False)
    before = copies(model)
    page.learn(model, torch.optim.Adam(model.fc.parameters(), lr=1e-2), steps=3)
    moved = changed(model, before)
    assert len([name for name in moved if "running" in name]) == 6
    assert len(page.moved) == 9


def test_a_settled_body_still_gets_gradients_if_it_is_not_frozen(page):
    model = page.DigitNet()
    model.settled = True
    assert model.train().training and not model.body.training
    F.cross_entropy(model(page.few_images), page.few.labels).backward()
    assert all(p.grad is not None for p in model.body.parameters())


@pytest.mark.parametrize("name", ["frozen", "fine-tuned", "from scratch"])
def test_the_loss_falls_and_the_digits_are_told_apart(page, name):
    assert page.losses[name][-1] < page.losses[name][0] / 2 or page.losses[name][-1] < 0.1
    assert page.scores[name] > 0.4  # guessing: 0.2


def test_on_shuffled_labels_nothing_is_learnt_for_new_digits(page):
    torch.manual_seed(1)
    model = page.DigitNet()
    model.load_state_dict(page.before)
    model.settled = True
    optimizer = torch.optim.Adam(model.fc.parameters(), lr=1e-2)
    labels = page.few.labels.roll(2)[torch.randperm(25)]
    for _ in range(30):
        optimizer.zero_grad()
        F.cross_entropy(model.train()(page.few_images), labels).backward()
        optimizer.step()
    assert page.accuracy(model) < 0.5


def test_the_new_head_of_resnet18_is_all_that_learns(page):
    assert sum(p.numel() for p in page.backbone.parameters()) == 11_179_077
    assert [n for n, p in page.backbone.named_parameters() if p.grad is not None] == [
        "fc.weight",
        "fc.bias",
    ]


def test_children_lose_their_names(page):
    assert not set(page.wrapped.state_dict()) & set(page.old.state_dict())


def test_rows_of_the_table_are_shares_and_no_share_is_white(page, drawn):
    image = drawn("taken for")[0].images[0]
    torch.testing.assert_close(torch.tensor(image.get_array()).sum(1), torch.ones(len(page.table)))
    assert image.get_clim() == (0, image.get_array().max())


def test_the_network_put_together_from_children_answers_for_five_classes(page):
    page.wrapped.eval()
    assert page.wrapped(torch.rand(2, 3, 64, 64)).shape == (2, 5)


def test_rates_by_depth_leave_no_parameter_out_and_take_none_twice(page):
    groups = page.by_depth(page.DigitNet().body, lr=1.0, factor=0.1)
    assert [len(group["params"]) for group in groups] == [2, 1] * 3
    rates = [group["lr"] for group in groups]
    assert rates == pytest.approx([10.0**-n for n in range(6)])
    assert len({p for group in groups for p in group["params"]}) == 9
