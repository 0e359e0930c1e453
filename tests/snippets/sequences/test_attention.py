"""Facts that the page on attention tells its reader."""

import math

import pytest
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention


@pytest.mark.parametrize(("queries", "keys", "size"), [(1, 1, 1), (5, 7, 8), (3, 20, 64)])
def test_attention_is_softmax_of_scaled_products_times_values(queries, keys, size):
    query, key = torch.randn(2, queries, size), torch.randn(2, keys, size)
    value = torch.randn(2, keys, 3)
    weights = (query @ key.mT / math.sqrt(size)).softmax(dim=-1)
    torch.testing.assert_close(scaled_dot_product_attention(query, key, value), weights @ value)


def test_the_standard_deviation_of_products_grows_with_the_root_of_the_length():
    products = torch.randn(2000, 256) @ torch.randn(256, 1000)
    assert 15 < products.std() < 17


@pytest.mark.parametrize("step", [1, 3])
def test_a_causal_mask_hides_the_future(step):
    x = torch.randn(5, 8, requires_grad=True)
    scaled_dot_product_attention(x, x, x, is_causal=True)[step].sum().backward()
    assert x.grad[: step + 1].ne(0).any(dim=1).all()
    assert x.grad[step + 1 :].eq(0).all()


def test_attention_follows_the_order_it_is_given():
    x, order = torch.randn(6, 4), torch.randperm(6)
    plain = scaled_dot_product_attention(x, x, x)
    moved = x[order]
    again = scaled_dot_product_attention(moved, moved, moved)
    torch.testing.assert_close(again, plain[order])


@pytest.mark.parametrize("heads", [1, 2, 6])
def test_several_heads_by_hand_agree_with_torch(page, heads):
    attention, x = nn.MultiheadAttention(12, heads, batch_first=True), torch.randn(3, 5, 12)
    nn.init.normal_(attention.in_proj_bias)
    torch.testing.assert_close(page.multihead(attention, x), attention(x, x, x)[0])


def test_an_encoder_layer_is_attention_and_two_linear_layers_with_ways_around():
    layer, x = nn.TransformerEncoderLayer(8, 2, 32, batch_first=True), torch.randn(3, 5, 8)
    layer.eval()
    middle = layer.norm1(x + layer.self_attn(x, x, x)[0])
    after = layer.norm2(middle + layer.linear2(layer.linear1(middle).relu()))
    torch.testing.assert_close(layer(x), after)


def test_true_hides_in_the_module_and_shows_in_the_function():
    x = torch.randn(1, 4, 8)
    hidden = torch.tensor([[False, False, False, True]])
    attention = nn.MultiheadAttention(8, 2, batch_first=True)
    _, weights = attention(x, x, x, key_padding_mask=hidden)
    assert weights[..., 3].eq(0).all()
    shown = scaled_dot_product_attention(x, x, x, ~hidden[:, None])
    torch.testing.assert_close(shown, scaled_dot_product_attention(x, x[:, :3], x[:, :3]))


def test_each_mistake_says_what_is_wrong(errors):
    assert "divisible" in errors["heads"]
    assert "is_causal=True" in errors["two-masks"]
    assert "attn_mask" in errors["causal-module"]


def test_solutions_hold(page):
    for steps, width in [(1, 1), (7, 3), (5, 9)]:
        expected = [[0 <= a - b < width for b in range(steps)] for a in range(steps)]
        assert page.window(steps, width).tolist() == expected
    x = torch.randn(2, 5, 12)
    parts = torch.stack(x.chunk(3, dim=-1), dim=1)
    assert torch.equal(page.split_heads(x, 3), parts)


@pytest.mark.filterwarnings("ignore:flex_attention called without")
def test_flex_attention_with_a_score_function_agrees_with_the_causal_mask(page):
    x = torch.randn(2, 3, 6, 8)
    found = page.flex_attention(x, x, x, score_mod=page.causal_score)
    torch.testing.assert_close(found, scaled_dot_product_attention(x, x, x, is_causal=True))
