"""Recurrent networks: one layer, step by step."""

# %% import
import torch
from torch import nn

# %% shapes
rnn = nn.RNN(input_size=4, hidden_size=3)
x = torch.randn(5, 2, 4)  # (T, N, I)
outputs, last = rnn(x)  # (1)!
print(outputs.shape)  # (T, N, H)
print(last.shape)  # (layers, N, H)

# %% weights
for name, weight in rnn.named_parameters():
    print(name, tuple(weight.shape))

# %% one-step
before = torch.zeros(2, 3)  # (N, H)
from_input = x[0] @ rnn.weight_ih_l0.T + rnn.bias_ih_l0
from_memory = before @ rnn.weight_hh_l0.T + rnn.bias_hh_l0  # (1)!
after = torch.tanh(from_input + from_memory)
print(torch.allclose(after, outputs[0], atol=1e-6))


# %% all-steps
def by_hand(rnn, x, h):  # (T, N, I), (N, H) -> (T, N, H)
    states = []
    for x_t in x:  # (1)!
        from_input = x_t @ rnn.weight_ih_l0.T + rnn.bias_ih_l0
        from_memory = h @ rnn.weight_hh_l0.T + rnn.bias_hh_l0
        h = torch.tanh(from_input + from_memory)  # (2)!
        states.append(h)
    return torch.stack(states)


states = by_hand(rnn, x, torch.zeros(2, 3))
print(torch.allclose(states, outputs, atol=1e-6))

# %% last
print(torch.equal(outputs[-1], last[0]))  # (1)!

# %% initial
start = torch.zeros(1, 2, 3)  # (layers, N, H)
print(torch.equal(rnn(x, start)[0], outputs))
half, middle = rnn(x[:2])
rest, end = rnn(x[2:], middle)  # (1)!
print(torch.allclose(torch.cat([half, rest]), outputs, atol=1e-6))

# %% batch-first
rnn = nn.RNN(4, 3, batch_first=True)
outputs, last = rnn(torch.randn(2, 5, 4))  # (N, T, I)
print(outputs.shape)  # (N, T, H)
print(last.shape)  # (1)!
print(torch.equal(outputs[:, -1], last[0]))

# %% unbatched
outputs, last = rnn(torch.randn(5, 4))  # (T, I)
print(outputs.shape, last.shape)

# %% cell
cell = nn.RNNCell(input_size=4, hidden_size=3)
h = torch.zeros(2, 3)
for x_t in x:
    h = cell(x_t, h)  # (1)!
print(h.shape)

# %% cell-or-layer
layer = nn.RNN(4, 3)
same = {name + "_l0": value for name, value in cell.state_dict().items()}
layer.load_state_dict(same)
print(torch.allclose(layer(x)[1][0], h, atol=1e-6))

# %% layers
deep = nn.RNN(4, 3, num_layers=2)
outputs, last = deep(x)
print(outputs.shape)  # (1)!
print(last.shape)
print(torch.equal(outputs[-1], last[-1]))

# %% directions
both = nn.RNN(4, 3, bidirectional=True)
outputs, last = both(x)
print(outputs.shape, last.shape)
forward, backward = outputs[..., :3], outputs[..., 3:]
print(torch.equal(forward[-1], last[0]))
print(torch.equal(backward[0], last[1]))  # (1)!

# %% windows
long = torch.randn(12, 2, 4)
rnn = nn.RNN(4, 3)
hidden = None
for window in long.split(4):  # (1)!
    rnn.zero_grad()
    outputs, hidden = rnn(window, hidden)
    outputs.square().mean().backward()
    hidden = hidden.detach()  # (2)!
print(hidden.grad_fn)

# %% forgotten-layout
wrong, right = nn.RNN(4, 3), nn.RNN(4, 3, batch_first=True)
right.load_state_dict(wrong.state_dict())
batch = torch.randn(2, 5, 4)  # (N, T, I)
print(wrong(batch)[0].shape == right(batch)[0].shape)  # (1)!
print(torch.allclose(wrong(batch)[0], right(batch)[0]))

# %% mixed-samples
changed = batch.clone()
changed[0] = 0  # (1)!
print(torch.equal(right(batch)[0][1], right(changed)[0][1]))
print(torch.equal(wrong(batch)[0][1], wrong(changed)[0][1]))  # (2)!

# %% cell-unpacked
out, state = cell(torch.randn(2, 4))  # (1)!
print(out.shape, state.shape)


# %% unroll-stub
def unroll(cell, x):  # (N, T, I) -> (N, T, H)
    """All hidden states of an RNNCell, from a state of zeros."""
    return torch.stack([cell(x_t) for x_t in x.unbind(1)], dim=1)


# %% unroll-solution
def unroll(cell, x):  # (N, T, I) -> (N, T, H)
    """All hidden states of an RNNCell, from a state of zeros."""
    h, states = None, []
    for x_t in x.unbind(1):
        h = cell(x_t, h)
        states.append(h)
    return torch.stack(states, dim=1)


# %% unroll-check fails-with=unroll-stub
layer = nn.RNN(4, 3, batch_first=True)
layer.load_state_dict(same)
sample = torch.randn(2, 5, 4)
torch.testing.assert_close(unroll(cell, sample), layer(sample)[0])


# %% summary-stub
def summary(outputs):  # (T, N, 2H) -> (N, 2H)
    """What each direction knew once it had read the whole sequence."""
    return outputs[-1]


# %% summary-solution
def summary(outputs):  # (T, N, 2H) -> (N, 2H)
    """What each direction knew once it had read the whole sequence."""
    forward, backward = outputs.chunk(2, dim=-1)
    return torch.cat([forward[-1], backward[0]], dim=-1)


# %% summary-check fails-with=summary-stub
outputs, last = both(x)
expected = torch.cat([last[0], last[1]], dim=-1)
assert torch.equal(summary(outputs), expected)


# %% count-stub
def count(inputs, hidden, layers):
    """How many parameters nn.RNN has."""
    return layers * hidden * (inputs + hidden + 2)


# %% count-solution
def count(inputs, hidden, layers):
    """How many parameters nn.RNN has."""
    first = hidden * (inputs + hidden + 2)
    return first + (layers - 1) * hidden * (hidden + hidden + 2)


# %% count-check fails-with=count-stub
for layers in (1, 2, 4):
    model = nn.RNN(100, 10, layers)
    real = sum(p.numel() for p in model.parameters())
    assert count(100, 10, layers) == real
