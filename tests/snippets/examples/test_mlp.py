"""Facts that the page on the multilayer perceptron tells its reader."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from snippets.examples.mlp_parts import MLP
from snippets.examples.mlp_runs import mlp


def test_the_networks_have_199210_and_159010_parameters(page):
    for model in (page.make_chain(), MLP(), MLP(dropout=0.5)):
        assert sum(p.numel() for p in model.parameters()) == 199_210
    assert sum(p.numel() for p in page.small.parameters()) == 159_010


@pytest.mark.parametrize("seed", range(5))
def test_the_same_seed_gives_chain_and_class_the_same_weights(page, seed):
    torch.manual_seed(seed)
    chain = page.make_chain()
    torch.manual_seed(seed)
    net = MLP()
    assert all(map(torch.equal, chain.parameters(), net.parameters()))
    assert torch.equal(chain(page.images[:50]), net(page.images[:50]))


def test_after_the_same_batches_both_are_still_equal(page):
    assert all(map(torch.equal, page.chain.parameters(), page.net.parameters()))
    assert not torch.equal(page.net.scores.weight, MLP().scores.weight)


def test_no_activation_stands_behind_the_last_layer(page):
    assert isinstance(page.make_chain()[-1], nn.Linear)
    assert (page.net(page.images[:100]) < 0).any()


def test_the_accuracy_is_no_luck(page):
    assert page.without[-1][1] > 0.8 > 2 * page.most_frequent
    assert page.with_half[-1][1] > 0.8


def test_images_of_the_training_are_known_better_than_others(page):
    for history in (page.without, page.with_half):
        known, new = history[-1]
        assert known > new


def test_dropout_answers_differently_in_training_and_alike_in_evaluation(page):
    model, few = MLP(dropout=0.5), page.images[:20]
    assert not torch.equal(model(few), model(few))
    model.eval()
    assert torch.equal(model(few), model(few))
    assert page.evaluated.equal(page.dropped(page.test_images).argmax(dim=1))


def test_dropout_before_or_after_a_relu_is_the_same(page):
    x, drop = torch.randn(100, 50), nn.Dropout(0.5)
    torch.manual_seed(3)
    before = drop(x).relu()
    torch.manual_seed(3)
    torch.testing.assert_close(before, drop(x.relu()))


def test_mistakes_are_shown_from_the_surest(page):
    assert (page.guesses[page.wrong] != page.some.labels[page.wrong]).all()
    assert (page.sure[page.wrong].diff() <= 0).all()


def test_a_state_dict_of_other_names_is_passed_over_in_silence_if_not_strict(page):
    net = MLP()
    found = net.load_state_dict(page.chain.state_dict(), strict=False)
    assert len(found.missing_keys) == len(found.unexpected_keys) == 6
    page.carry_over(page.chain, net)
    assert all(map(torch.equal, page.chain.parameters(), net.parameters()))


def test_the_loop_of_the_page_gives_the_weights_of_the_recorded_one(page):
    run = mlp(5, page.few.first(200), page.some, epochs=1)
    other = mlp(5, page.few.first(200), page.some, epochs=1)
    run.batch_size = 50
    run.advance()
    order = torch.randperm(200, generator=torch.Generator().manual_seed(5))
    for batch in order.split(50):
        loss = F.cross_entropy(other.model(other.images[batch]), other.labels[batch])
        other.optimizer.zero_grad()
        loss.backward()
        other.optimizer.step()
    assert all(map(torch.equal, run.model.parameters(), other.model.parameters()))


def test_weights_of_another_network_are_not_carried_over_in_part(page):
    with pytest.raises(ValueError):
        page.carry_over(nn.Linear(784, 300), MLP())


def test_black_numbers_stay_legible_on_the_most_frequent_mistake(page, drawn):
    """Its colour is half-way up the scale."""
    (table,) = drawn("taken for")
    assert table.images[0].get_clim() == (0, 2 * page.wrong_only.max())
    assert len(table.texts) == 100
    assert table.get_xticks().tolist() == table.get_yticks().tolist() == list(range(10))
