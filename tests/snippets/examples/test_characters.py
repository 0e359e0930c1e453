"""Facts that the page on writing by characters tells its reader."""

import math
import re

import pytest
import torch
from torch import nn
from torch.nn import functional as F


@pytest.fixture(autouse=True)
def one_thread():
    """Two threads for small tensors wait for each other when the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_there_are_20_sonnets_of_14_lines_and_83_quatrains_of_one_form(page):
    sonnets = page.SONNETS.strip().split("\n\n")
    assert [len(poem.split("\n")) for poem in sonnets] == [14] * 20
    poems = page.TANG.strip().split("\n\n")
    assert len(set(poems)) == 83
    assert all(re.fullmatch(r"\w{5}，\w{5}。\n\w{5}，\w{5}。", poem) for poem in poems)
    assert max(len(text.encode()) for text in (page.SONNETS, page.TANG)) < 20_000


def test_every_poem_is_in_one_part_only_and_the_parts_are_all_of_it(page):
    for name, whole in (("sonnets", page.SONNETS), ("Tang", page.TANG)):
        text = page.texts[name]
        parts = [text.train, text.validation, text.test]
        letters = ["".join(text.alphabet[n] for n in part) for part in parts]
        poems = [poem for part in letters for poem in part.strip().split("\n\n")]
        number = set(text.alphabet)
        masked = ["".join(c if c in number else "□" for c in p) for p in whole.split("\n\n")]
        assert sorted(poems) == sorted(p.strip() for p in masked)


def test_the_alphabet_knows_the_training_part_only(page):
    for text in page.texts.values():
        seen = text.train.bincount(minlength=len(text.alphabet))
        assert (seen[1:] >= 2).all()


def test_the_answer_to_each_character_is_the_next(page):
    x, y = page.draw_windows(torch.arange(500), 8, 20)
    assert torch.equal(y, x + 1)
    assert (x.diff(dim=1) == 1).all()


def test_surprise_is_the_cross_entropy_in_bits(page):
    text, model = page.tang, page.models["Tang"]
    bits = page.surprise(model, text.test)
    with torch.no_grad():
        scores, _ = model(text.test[None, :-1])
    expected = F.cross_entropy(scores[0], text.test[1:]) / math.log(2)
    torch.testing.assert_close(bits.mean(), expected)
    torch.testing.assert_close(bits, page.surprise(model, text.test))


def test_the_chances_of_an_ngram_add_up_to_one(page):
    text = page.tang
    size = len(text.alphabet)
    counts = page.NGram(text.train, 3, size)
    for context in [(), (5,), tuple(text.train[:2].tolist()), (size, size)]:
        chances = [counts.probability(n, context) for n in range(size)]
        assert sum(chances) == pytest.approx(1)
        assert min(chances) > 0


def test_a_unigram_is_the_frequency(page):
    text = page.texts["sonnets"]
    counts = page.NGram(text.train, 1, len(text.alphabet))
    share = text.train.bincount()[5] / len(text.train)
    assert counts.probability(5, ()) == pytest.approx(share.item(), abs=0.01)


@pytest.mark.parametrize("name", ["sonnets", "Tang"])
def test_training_beats_even_chances_and_the_frequencies_by_far(page, name):
    text = page.texts[name]
    bits = page.surprise(page.models[name], text.test).mean()
    unigram = page.NGram(text.train, 1, len(text.alphabet))
    assert bits < unigram.surprise(text.test).mean() - 0.3


def test_in_the_quatrains_the_frame_is_what_it_knows_better_than_the_counts(page):
    learnt = page.surprise(page.models["Tang"], page.tang.test)
    counted = page.counts.surprise(page.tang.test)
    assert learnt[page.frame].mean() < counted[page.frame].mean() - 0.5


def test_on_shuffled_characters_it_learns_the_frequencies_at_most(page):
    torch.manual_seed(0)
    train = page.tang.train[torch.randperm(len(page.tang.train))]
    test = page.tang.test[torch.randperm(len(page.tang.test))]
    text = type(page.tang)(train, test, test, page.tang.alphabet)
    model = page.CharacterLSTM(len(text.alphabet), hidden=32)
    page.train(model, text, 50)
    unigram = page.NGram(train, 1, len(text.alphabet)).surprise(test).mean()
    assert page.surprise(model, test).mean() > unigram - 0.3


def test_written_text_starts_as_told_and_holds_no_holes(page):
    torch.manual_seed(0)
    alphabet = page.tang.alphabet
    text = page.write(page.models["Tang"], alphabet, "\n\n", 60, 1.0)
    assert text.startswith("\n\n") and len(text) == 62 and "□" not in text


def test_a_low_temperature_takes_the_likeliest(page):
    class Fixed(nn.Module):
        def forward(self, x, state=None):
            return torch.tensor([[[9.0, 1.0, 3.0, 2.0]]]), state

    assert page.write(Fixed(), "□abc", "a", 20, 0.01) == "a" + "b" * 20
    hot = page.write(Fixed(), "□abc", "a", 200, 50.0)
    assert set(hot) == set("abc")


def test_the_loss_refuses_scores_in_this_order_of_axes(errors):
    assert "Expected target size" in errors["loss-axes"]
    assert "inf" in errors["zero"]


def test_only_the_largest_are_kept(page):
    scores = torch.randn(4, 7, 12)
    for k in (1, 5, 12):
        kept = page.keep_top(scores, k)
        assert (kept.isfinite().sum(dim=-1) == k).all()
        assert torch.equal(kept[kept.isfinite()], scores[kept.isfinite()])
        assert torch.equal(kept.argmax(dim=-1), scores.argmax(dim=-1))


def test_what_is_learnt_beats_counting_and_counting_beats_guessing(page):
    assert page.learnt < page.counted < math.log2(len(page.texts["Tang"].alphabet))


def test_training_beats_guessing_on_what_was_not_learnt(page):
    assert page.after < page.before and page.after < page.even
