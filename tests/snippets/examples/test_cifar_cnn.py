"""Facts that the page on the tutorial's network tells its reader."""

import pytest
import torch
import torch.nn.functional as F


def test_the_network_has_62_006_parameters_in_ten_tensors(page):
    sizes = [p.numel() for p in page.TutorialNet().parameters()]
    assert sizes == [450, 6, 2_400, 16, 48_000, 120, 10_080, 84, 840, 10]
    assert sum(sizes) == 62_006


@pytest.mark.parametrize("batch", [1, 3, 4])
def test_the_maps_before_the_linear_layers_are_5_by_5(page, batch):
    model, seen = page.TutorialNet(), []
    model.fc1.register_forward_hook(lambda layer, inputs, out: seen.append(inputs[0].shape))
    assert model(torch.rand(batch, 3, 32, 32)).shape == (batch, 10)
    assert seen == [(batch, 16 * 5 * 5)]


def test_the_loss_begins_at_ln_10_and_falls(page):
    assert page.hundreds[0] == pytest.approx(torch.tensor(10.0).log().item(), abs=0.1)
    assert page.hundreds[-5:].mean() < page.hundreds[:5].mean() - 0.1


def test_the_network_has_learnt_and_says_so(page):
    assert page.has_learnt(page.guesses, page.some.labels)


def test_on_shuffled_labels_it_learns_nothing_for_the_test(page):
    torch.manual_seed(1)
    model = page.TutorialNet()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
    shuffled = page.labels[torch.randperm(len(page.labels))]
    for batch in torch.arange(2000).split(8):
        optimizer.zero_grad()
        F.cross_entropy(model(page.images[batch]), shuffled[batch]).backward()
        optimizer.step()
    guesses = model(page.test_images).argmax(dim=1)
    assert (guesses == page.some.labels).float().mean() < 0.16


def test_the_matrix_counts_every_image_once(page):
    assert page.table.sum() == len(page.some)
    assert page.table.diagonal().sum() == page.right.sum()


def test_a_fresh_network_gives_most_images_one_answer(page):
    shares = []
    for seed in range(6):
        torch.manual_seed(seed)
        guesses = page.TutorialNet()(page.test_images).argmax(dim=1)
        shares.append(guesses.bincount().max().item() / len(guesses))
    assert sorted(shares)[3] > 0.5  # half of them; chance would be about 0.12


def test_the_misspelt_loop_stops_before_its_first_step(errors, transcripts):
    assert "lables" in errors["loop"]
    unchanged = transcripts["examples/cifar_cnn_errors"].cells["test"].stdout.splitlines()[0]
    assert unchanged == "True"
    assert "SDG" in errors["optimiser"]


def test_luck_is_not_learning(page):
    generator = torch.Generator().manual_seed(0)
    labels = torch.randint(10, (2000,), generator=generator)
    lucky = [torch.randint(10, (2000,), generator=generator) for _ in range(100)]
    assert not any(page.has_learnt(guesses, labels) for guesses in lucky)
    most = labels.clone()
    most[:1600] = 0
    assert not page.has_learnt(torch.zeros(2000, dtype=torch.long), most)
    assert page.has_learnt(labels, labels)


def test_colours_of_the_table_go_from_no_image_to_all_of_a_class(page, drawn):
    assert drawn("taken for")[0].images[0].get_clim() == (0, 1)


def test_the_page_trains_on_5000_images_and_tests_on_1000(page):
    assert (len(page.few), len(page.some)) == (5000, 1000)
