"""Facts that the page on LeNet and MNIST tells its reader."""

import pytest
import torch
import torch.nn.functional as F

from snippets.examples.lenet_parts import DigitNet
from snippets.examples.lenet_runs import lenet
from snippets.networks.lenet import LeNet


def test_both_lenets_have_61706_parameters_in_ten_tensors(page):
    for net in (DigitNet(), LeNet()):
        sizes = [p.numel() for p in net.parameters()]
        assert len(sizes) == 10
        assert sum(sizes) == 61_706


def test_the_border_belongs_to_the_network_or_to_the_image(page):
    with pytest.raises(RuntimeError, match="1x256 and 400x120"):
        LeNet()(page.images[:1])
    with pytest.raises(RuntimeError):
        DigitNet()(page.padded)
    torch.testing.assert_close(
        page.inside(page.images[:50]), page.around(F.pad(page.images[:50], [2] * 4))
    )


def test_the_shapes_on_the_way(page):
    assert [line.split(" -> ")[1] for line in page.shapes[:5]] == [
        "(4, 6, 28, 28)",
        "(4, 16, 10, 10)",
        "(4, 120)",
        "(4, 84)",
        "(4, 10)",
    ]


def test_steps_on_noise_learn_the_noise_and_nothing_about_digits(page):
    torch.manual_seed(5)
    model = DigitNet()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(300):
        optimizer.zero_grad()
        loss = F.mse_loss(model(page.noise), page.target)
        loss.backward()
        optimizer.step()
    assert loss < 0.01
    assert page.accuracy(model) < 0.3


def test_the_loss_falls_and_the_accuracy_is_no_luck(page):
    steps = len(page.history) // 5
    assert sum(page.history[-steps:]) < sum(page.history[:steps]) / 2
    assert (page.guesses == page.some.labels).float().mean() > 0.85 > 2 * page.most_frequent


def test_answers_are_always_the_same(page):
    assert torch.equal(page.answers(page.model), page.answers(page.model))
    assert torch.equal(page.answers(page.model), page.guesses)


def test_mistakes_are_what_the_confusion_matrix_counts(page):
    assert len(page.wrong) == page.wrong_only.sum()
    assert page.table.sum() == len(page.some)


def test_kernels_are_drawn_where_they_are(page):
    """A map is the kernel at each place of the image, with zeros around it."""
    patches = F.unfold(page.test_images[:1], kernel_size=5, padding=2)[0]  # (25, 784)
    by_hand = page.kernels.flatten(1) @ patches + page.model.conv1.bias.detach()[:, None]
    torch.testing.assert_close(page.maps, by_hand.view(6, 28, 28).relu())


def test_moved_far_enough_digits_are_not_recognised(page):
    middle = page.scores[len(page.scores) // 2]
    assert middle > page.scores[0]
    assert middle > page.scores[-1]
    assert min(page.scores) < middle - 0.2


def test_least_sure_images_are_those_with_the_smallest_margin(page):
    logits = torch.randn(100, 10)
    first, second = logits.sort(dim=1, descending=True).values[:, :2].unbind(dim=1)
    margins = first - second
    chosen = page.least_sure(logits, 20)
    assert margins[chosen].max() <= margins.sort().values[19]


def test_the_loop_of_the_page_gives_the_weights_of_the_recorded_one(page):
    run = lenet(5, page.few.first(200), page.some.first(100), epochs=1)
    other = lenet(5, page.few.first(200), page.some.first(100), epochs=1)
    run.batch_size = 50
    run.advance()
    order = torch.randperm(200, generator=torch.Generator().manual_seed(5))
    for batch in order.split(50):
        loss = F.cross_entropy(other.model(other.images[batch]), other.labels[batch])
        other.optimizer.zero_grad()
        loss.backward()
        other.optimizer.step()
    assert all(map(torch.equal, run.model.parameters(), other.model.parameters()))


def test_black_numbers_stay_legible_on_the_most_frequent_mistake(page, drawn):
    """Its colour is half-way up the scale."""
    (table,) = drawn("taken for")
    assert table.images[0].get_clim() == (0, 2 * page.wrong_only.max())
    assert len(table.texts) == 100
    assert table.get_xticks().tolist() == table.get_yticks().tolist() == list(range(10))
