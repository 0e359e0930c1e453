"""Facts that the page on projects tells its reader."""

import dataclasses

import pytest
import torch
from torch import nn


def test_settings_survive_a_file_and_are_not_changed_by_replace(page):
    assert page.Config(**page.json.loads(page.text)) == page.config
    assert dataclasses.replace(page.config, lr=1.0).lr == 1.0 and page.config.lr == 0.05


def test_accuracy_counts_rows(page):
    logits, labels = torch.randn(50, 4), torch.randint(4, (50,))
    right = sum(int(row.argmax() == label) for row, label in zip(logits, labels, strict=True))
    assert page.accuracy(logits, labels) == pytest.approx(right / 50)


def test_hints_are_not_checked_while_running(page):
    def twice(x: int) -> int:
        return 2 * x

    assert twice("a") == "aa"


@pytest.mark.parametrize("hidden", [4, 32])
def test_in_training_samples_see_each_other_through_batch_norm(page, hidden):
    model = page.make_model(page.Config(hidden=hidden))
    x = torch.randn(5, 2)
    assert not torch.allclose(model(x)[:2], model(x[:2]))
    model.eval()
    torch.testing.assert_close(model(x)[:2], model(x[:2]))


def test_rounding_makes_sums_unequal_and_still_close(page):
    assert not torch.equal(page.a, page.b)
    torch.testing.assert_close(page.a, page.b)
    assert torch.allclose(torch.zeros(3), torch.zeros(3, 1))


def test_a_layer_never_used_has_no_gradient(page):
    missing = [n for n, p in page.two.named_parameters() if p.grad is None]
    assert missing == ["second.weight", "second.bias"]


def test_is_causal_tells_a_running_sum_from_a_mean(page):
    for length in (2, 9):
        assert page.is_causal(lambda x: x.cumsum(dim=1), length)
        assert not page.is_causal(lambda x: x.flip(1), length)


def test_errors_name_the_setting(errors):
    assert "unexpected keyword argument 'learning_rate'" in errors["misspelt"]
    assert "cannot assign to field 'lr'" in errors["frozen"]
    assert "Tensor-likes are not close" in errors["not-close"]
    assert "shape" in errors["shapes"]


def second_backward():
    loss = torch.ones(1, requires_grad=True).exp().sum()
    loss.backward()
    loss.backward()


MESSAGES = {
    "shapes cannot be multiplied": lambda: torch.ones(2, 3) @ torch.ones(2, 3),
    "must match the size of tensor b": lambda: torch.ones(3) + torch.ones(2),
    "must have the same dtype": lambda: nn.Linear(2, 1)(torch.ones(1, 2, dtype=torch.float64)),
    "not on the expected device": lambda: torch.ones(2) + torch.ones(2, device="meta"),
    "does not require grad": lambda: torch.ones(1).sum().backward(),
    "backward through the graph a second time": second_backward,
    "view size is not compatible": lambda: torch.ones(2, 3).t().view(6),
    "Error(s) in loading state_dict": lambda: nn.Linear(2, 1).load_state_dict({}),
}


@pytest.mark.parametrize("message", MESSAGES)
def test_the_table_quotes_messages_as_they_are(message):
    with pytest.raises(RuntimeError) as raised:
        MESSAGES[message]()
    assert message in str(raised.value)
