"""Attention: what PyTorch refuses, and how it says so."""

# %% _import
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

# %% heads raises=AssertionError
nn.MultiheadAttention(embed_dim=10, num_heads=4)

# %% two-masks raises=RuntimeError
x = torch.randn(1, 5, 8)
mask = torch.ones(5, 5, dtype=torch.bool)
scaled_dot_product_attention(x, x, x, mask, is_causal=True)

# %% causal-module raises=RuntimeError
attention = nn.MultiheadAttention(8, 2, batch_first=True)
attention(x, x, x, is_causal=True)
