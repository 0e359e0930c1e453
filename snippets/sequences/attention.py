"""Attention: every step looks at every other."""

# %% import
import math

import torch
from torch import nn
from torch.nn.attention.flex_attention import flex_attention
from torch.nn.functional import scaled_dot_product_attention

# %% by-hand
query, key, value = torch.randn(3, 5, 8)  # three times (T, E)
scores = query @ key.T / math.sqrt(8)  # (T, T)
weights = scores.softmax(dim=-1)  # (1)!
mixed = weights @ value  # (T, E)
same = scaled_dot_product_attention(query, key, value)
print(torch.allclose(mixed, same, atol=1e-6))

# %% weights
print(weights.sum(dim=-1))
print(mixed.shape)

# %% lookup
keys = 20 * torch.eye(3)
values = torch.tensor([[1.0, 1.0], [2.0, 2.0], [9.0, 9.0]])
asked = keys[1:2]  # (1)!
print(scaled_dot_product_attention(asked, keys, values))

# %% scale
for size in (4, 64, 1024):
    products = torch.randn(200, size) @ torch.randn(size, 200)
    largest = products.softmax(dim=-1).amax(dim=-1).mean()
    scaled = products / math.sqrt(size)
    calm = scaled.softmax(dim=-1).amax(dim=-1).mean()
    print(size, f"{products.std():.1f} {largest:.2f}", f"{calm:.2f}")

# %% shapes
query = torch.randn(2, 4, 5, 8)  # (N, heads, T, E)
key = value = torch.randn(2, 4, 7, 8)  # (N, heads, S, E)
print(scaled_dot_product_attention(query, key, value).shape)  # (1)!

# %% causal
x = torch.randn(5, 8)  # (T, E)
allowed = torch.ones(5, 5, dtype=torch.bool).tril()  # (1)!
scores = (x @ x.T / math.sqrt(8)).masked_fill(~allowed, -torch.inf)
causal = scores.softmax(dim=-1) @ x
same = scaled_dot_product_attention(x, x, x, is_causal=True)
print(torch.allclose(causal, same, atol=1e-6))
print(torch.equal(causal[0], x[0]))  # (2)!

# %% no-future
changed = x.clone()
changed[3:] = 0
after = scaled_dot_product_attention(
    changed, changed, changed, is_causal=True
)
print(torch.allclose(after[:3], causal[:3], atol=1e-6))


# %% flex warns=UserWarning
def causal_score(score, batch, head, query, key):  # (1)!
    return torch.where(query >= key, score, -torch.inf)


x4 = x[None, None]  # (N, heads, T, E)
flexible = flex_attention(x4, x4, x4, score_mod=causal_score)  # (2)!
print(torch.allclose(flexible[0, 0], causal, atol=1e-6))

# %% no-order
order = torch.randperm(5)
shuffled = x[order]
plain = scaled_dot_product_attention(x, x, x)
moved = scaled_dot_product_attention(shuffled, shuffled, shuffled)
print(torch.allclose(moved, plain[order], atol=1e-6))  # (1)!

# %% multihead
attention = nn.MultiheadAttention(8, num_heads=2, batch_first=True)
x = torch.randn(3, 5, 8)  # (N, T, E)
mixed, weights = attention(x, x, x)  # (1)!
print(mixed.shape, weights.shape)
print(attention(x, x, x, average_attn_weights=False)[1].shape)


# %% multihead-by-hand
def multihead(attention, x):  # (N, T, E) -> (N, T, E)
    stacked = x @ attention.in_proj_weight.T + attention.in_proj_bias
    query, key, value = (
        part.unflatten(-1, (attention.num_heads, -1)).transpose(1, 2)
        for part in stacked.chunk(3, dim=-1)  # (1)!
    )  # (N, heads, T, E / heads)
    heads = scaled_dot_product_attention(query, key, value)
    return attention.out_proj(heads.transpose(1, 2).flatten(2))


print(torch.allclose(multihead(attention, x), mixed, atol=1e-6))

# %% encoder
layer = nn.TransformerEncoderLayer(
    d_model=8, nhead=2, dim_feedforward=32, batch_first=True
)
print(layer(x).shape)  # (1)!
encoder = nn.TransformerEncoder(layer, num_layers=3)
print(encoder(x).shape)
print(sum(p.numel() for p in layer.parameters()))

# %% mask-meanings
lengths = torch.tensor([5, 3, 4])
real = torch.arange(5) < lengths[:, None]  # (N, T)
by_module, _ = attention(x, x, x, key_padding_mask=~real)  # (1)!
alone, _ = attention(x[1:2, :3], x[1:2, :3], x[1:2, :3])
print(torch.allclose(by_module[1, :3], alone[0], atol=1e-6))
by_function = scaled_dot_product_attention(x, x, x, real[:, None])  # (2)!
cut = x[1, :3]
alone = scaled_dot_product_attention(cut, cut, cut)
print(torch.allclose(by_function[1, :3], alone, atol=1e-6))

# %% wrong-meaning
wrong, _ = attention(x, x, x, key_padding_mask=real)  # (1)!
print(wrong[0].isnan().all(), wrong[1].isnan().any())

# %% forgotten-batch-first
mixing = nn.MultiheadAttention(8, 2)
mixing.load_state_dict(attention.state_dict())
changed = x.clone()
changed[0] = 0
before, after = mixing(x, x, x)[0], mixing(changed, changed, changed)[0]
print(before.shape, torch.allclose(before[1], after[1]))  # (1)!


# %% window-stub
def window(steps, width):  # -> (T, T)
    """True where a step sees itself and the width - 1 before it."""
    return torch.ones(steps, steps, dtype=torch.bool).tril()


# %% window-solution
def window(steps, width):  # -> (T, T)
    """True where a step sees itself and the width - 1 before it."""
    past = torch.arange(steps)[:, None] - torch.arange(steps)
    return (past >= 0) & (past < width)


# %% window-check fails-with=window-stub
assert window(6, 2).sum(dim=1).tolist() == [1, 2, 2, 2, 2, 2]
assert torch.equal(window(4, 4), torch.ones(4, 4).tril().bool())
assert torch.equal(window(4, 1), torch.eye(4).bool())


# %% split-stub
def split_heads(x, heads):  # (N, T, E) -> (N, heads, T, E / heads)
    """Each head gets its own part of every step's vector."""
    return x.reshape(len(x), heads, x.shape[1], -1)


# %% split-solution
def split_heads(x, heads):  # (N, T, E) -> (N, heads, T, E / heads)
    """Each head gets its own part of every step's vector."""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


# %% split-check fails-with=split-stub
x = torch.randn(2, 3, 8)
assert split_heads(x, 4).shape == (2, 4, 3, 2)
assert torch.equal(split_heads(x, 4)[:, 1], x[:, :, 2:4])
