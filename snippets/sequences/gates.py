"""LSTM and GRU: recurrent networks with gates."""

# %% import
import matplotlib.pyplot as plt
import torch
from torch import nn

# %% lstm
lstm = nn.LSTM(input_size=4, hidden_size=3)
x = torch.randn(5, 2, 4)  # (T, N, I)
outputs, (h, c) = lstm(x)  # (1)!
print(outputs.shape, h.shape, c.shape)
print(torch.equal(outputs[-1], h[0]))

# %% weights
for name, weight in lstm.named_parameters():
    print(name, tuple(weight.shape))  # (1)!


# %% lstm-step
def lstm_step(lstm, x_t, h, c):  # (N, I), (N, H), (N, H)
    from_input = x_t @ lstm.weight_ih_l0.T + lstm.bias_ih_l0
    from_memory = h @ lstm.weight_hh_l0.T + lstm.bias_hh_l0
    gates = from_input + from_memory  # (N, 4H)
    i, f, g, o = gates.chunk(4, dim=-1)  # (1)!
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()  # (2)!
    h = o.sigmoid() * c.tanh()  # (3)!
    return h, c


# %% lstm-all
now_h = now_c = torch.zeros(2, 3)
for x_t in x:
    now_h, now_c = lstm_step(lstm, x_t, now_h, now_c)
print(torch.allclose(now_h, h[0], atol=1e-6))
print(torch.allclose(now_c, c[0], atol=1e-6))

# %% state
start = (torch.zeros(1, 2, 3), torch.zeros(1, 2, 3))  # (1)!
print(torch.equal(lstm(x, start)[0], outputs))
first, state = lstm(x[:2])
second, state = lstm(x[2:], state)  # (2)!
joined = torch.cat([first, second])
print(torch.allclose(joined, outputs, atol=1e-6))

# %% gru
gru = nn.GRU(4, 3)
outputs, h = gru(x)  # (1)!
print(outputs.shape, h.shape)
print(tuple(gru.weight_ih_l0.shape))  # (2)!


# %% gru-step
def gru_step(gru, x_t, h):  # (N, I), (N, H) -> (N, H)
    from_input = x_t @ gru.weight_ih_l0.T + gru.bias_ih_l0
    from_memory = h @ gru.weight_hh_l0.T + gru.bias_hh_l0
    x_r, x_z, x_n = from_input.chunk(3, dim=-1)
    h_r, h_z, h_n = from_memory.chunk(3, dim=-1)
    r = (x_r + h_r).sigmoid()  # (1)!
    z = (x_z + h_z).sigmoid()  # (2)!
    n = (x_n + r * h_n).tanh()
    return (1 - z) * n + z * h


# %% gru-all
now = torch.zeros(2, 3)
for x_t in x:
    now = gru_step(gru, x_t, now)
print(torch.allclose(now, h[0], atol=1e-6))

# %% parameters
for layer in (nn.RNN, nn.GRU, nn.LSTM):
    model = layer(100, 10)
    print(layer.__name__, sum(p.numel() for p in model.parameters()))

# %% cells
h, c = nn.LSTMCell(4, 3)(x[0])  # (1)!
print(h.shape, c.shape)
print(nn.GRUCell(4, 3)(x[0]).shape)  # (2)!


# %% reach
def reach(model, steps=40):  # -> (T,)
    inputs = torch.randn(steps, 64, 4, requires_grad=True)
    model(inputs)[0][-1].sum().backward()  # (1)!
    return torch.linalg.vector_norm(inputs.grad, dim=(1, 2))


# %% forget-bias
remembering = nn.LSTM(4, 32)
with torch.no_grad():
    i, f, g, o = remembering.bias_ih_l0.chunk(4)  # (1)!
    f.fill_(3)

# %% reach-plot
models = {"RNN": nn.RNN(4, 32), "GRU": nn.GRU(4, 32)}
models |= {"LSTM": nn.LSTM(4, 32), "LSTM, forget bias 3": remembering}
reached = {name: reach(model) for name, model in models.items()}
fig, ax = plt.subplots(figsize=(6, 3))
for name, norms in reached.items():
    ax.semilogy(range(-39, 1), norms, label=name)
ax.set(xlabel="steps before the last", ylabel="size of gradient")
ax.legend()

# %% one-layer-dropout warns=UserWarning
nn.LSTM(4, 3, dropout=0.5)

# %% two-layer-dropout
deep = nn.LSTM(4, 3, num_layers=2, dropout=0.5)  # (1)!
print(torch.equal(deep(x)[0], deep(x)[0]))
deep.eval()
print(torch.equal(deep(x)[0], deep(x)[0]))

# %% detach-both
outputs, (h, c) = lstm(x)
state = h.detach(), c.detach()
print(lstm(x, state)[0].shape)


# %% cut-stub
def cut(state):
    """The state without its history, of an RNN, a GRU or an LSTM."""
    return state


# %% cut-solution
def cut(state):
    """The state without its history, of an RNN, a GRU or an LSTM."""
    if isinstance(state, tuple):
        return tuple(part.detach() for part in state)
    return state.detach()


# %% cut-check fails-with=cut-stub
for layer in (nn.RNN(4, 3), nn.GRU(4, 3), nn.LSTM(4, 3)):
    state = cut(layer(x)[1])
    layer(x, state)[0].sum().backward()
    parts = state if isinstance(state, tuple) else (state,)
    assert not any(part.requires_grad for part in parts)


# %% reset-stub
def remember_all(lstm):
    """Set weights and biases so that c stays as it is."""
    for parameter in lstm.parameters():
        nn.init.zeros_(parameter)


# %% reset-solution
def remember_all(lstm):
    """Set weights and biases so that c stays as it is."""
    for parameter in lstm.parameters():
        nn.init.zeros_(parameter)  # g = tanh(0): nothing to write
    with torch.no_grad():
        lstm.bias_ih_l0.chunk(4)[1].fill_(30)  # f = sigmoid(30)


# %% reset-check fails-with=reset-stub
keeper = nn.LSTM(4, 3)
remember_all(keeper)
start = torch.randn(1, 2, 3), torch.randn(1, 2, 3)
_, (_, end) = keeper(torch.randn(100, 2, 4), start)
torch.testing.assert_close(end, start[1])
