"""Sequences of different lengths."""

# %% import
import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import (
    pack_padded_sequence,
    pad_packed_sequence,
    pad_sequence,
)

# %% words
texts = ["the cat sat", "dogs run", "a bird"]
words = sorted({word for text in texts for word in text.split()})
number = {word: n for n, word in enumerate(["<pad>", *words])}
sentences = [
    torch.tensor([number[word] for word in text.split()]) for text in texts
]
print(sentences)

# %% pad
lengths = torch.tensor([len(s) for s in sentences])  # (N,)
batch = pad_sequence(sentences, batch_first=True)  # (1)!
print(batch)  # (N, T)
print(lengths)

# %% embedding
embedding = nn.Embedding(len(number), 4, padding_idx=0)
vectors = embedding(batch)  # (N, T) -> (N, T, 4)
print(vectors.shape)
print(torch.equal(vectors[1], embedding.weight[batch[1]]))  # (1)!
print(vectors[1, 2])  # (2)!

# %% padding-counts
rnn = nn.RNN(4, 3, batch_first=True)
_, padded_last = rnn(vectors)
_, alone_last = rnn(vectors[1, :2])  # (1)!
print(torch.allclose(padded_last[0, 1], alone_last[0], atol=1e-6))

# %% pack
packed = pack_padded_sequence(
    vectors, lengths, batch_first=True, enforce_sorted=False
)
packed_outputs, last = rnn(packed)
print(torch.allclose(last[0, 1], alone_last[0], atol=1e-6))  # (1)!

# %% unpack
outputs, sizes = pad_packed_sequence(packed_outputs, batch_first=True)
print(outputs.shape, sizes)
print(outputs[1])  # (1)!

# %% inside
print(packed.data.shape)  # (1)!
print(packed.batch_sizes)

# %% gather-last
rows = torch.arange(len(lengths))
picked = rnn(vectors)[0][rows, lengths - 1]  # (N, H)
print(torch.allclose(picked, last[0], atol=1e-6))  # (1)!

# %% mask
steps = torch.arange(batch.shape[1])
mask = steps < lengths[:, None]  # (N, T)
print(mask)
print(torch.equal(mask, batch != number["<pad>"]))  # (1)!

# %% masked-mean
values = rnn(vectors)[0]  # (N, T, H)
total = (values * mask[..., None]).sum(dim=1)
mean = total / lengths[:, None]  # (1)!
print(torch.allclose(mean[1], values[1, :2].mean(dim=0), atol=1e-6))

# %% masked-loss
head = nn.Linear(3, len(number))
logits = head(values)[:, :-1]  # (N, T - 1, words)
nexts = batch[:, 1:]  # (1)!
loss = nn.functional.cross_entropy(
    logits.flatten(0, 1), nexts.flatten(), ignore_index=0
)
real = mask[:, 1:]
by_hand = nn.functional.cross_entropy(logits[real], nexts[real])
print(torch.allclose(loss, by_hand))

# %% both-directions
both = nn.RNN(4, 3, batch_first=True, bidirectional=True)
_, padded_last = both(vectors)
_, packed_last = both(packed)
_, alone_last = both(vectors[1, :2])
print(torch.allclose(packed_last[:, 1], alone_last, atol=1e-6))
print(torch.allclose(padded_last[:, 1], alone_last, atol=1e-6))  # (1)!

# %% explode
rnn = nn.RNN(4, 16, nonlinearity="relu")
with torch.no_grad():
    rnn.weight_hh_l0.copy_(1.2 * torch.eye(16))  # (1)!
for steps in (5, 20, 80):
    rnn.zero_grad()
    rnn(torch.ones(steps, 1, 4))[0][-1].sum().backward()
    size = torch.linalg.vector_norm(rnn.weight_hh_l0.grad)
    print(steps, f"{size:.1e}")

# %% clip
norm = clip_grad_norm_(rnn.parameters(), max_norm=1.0)  # (1)!
clipped = nn.utils.get_total_norm([p.grad for p in rnn.parameters()])
print(norm > 1e6, f"{clipped:.4f}")


# %% lengths-stub
def mask_of(lengths):  # (N,) -> (N, T)
    """True where there is data; T is the greatest length."""
    return torch.ones(len(lengths), lengths.max(), dtype=torch.bool)


# %% lengths-solution
def mask_of(lengths):  # (N,) -> (N, T)
    """True where there is data; T is the greatest length."""
    return torch.arange(lengths.max()) < lengths[:, None]


# %% lengths-check fails-with=lengths-stub
ones = [torch.ones(n) for n in (2, 5, 1)]
expected = pad_sequence(ones, batch_first=True).bool()
assert torch.equal(mask_of(torch.tensor([2, 5, 1])), expected)


# %% peak-stub
def peak(values, mask):  # (N, T, H), (N, T) -> (N, H)
    """The largest value over the real steps."""
    return (values * mask[..., None]).amax(dim=1)


# %% peak-solution
def peak(values, mask):  # (N, T, H), (N, T) -> (N, H)
    """The largest value over the real steps."""
    padding = ~mask[..., None]
    return values.masked_fill(padding, -torch.inf).amax(dim=1)


# %% peak-check fails-with=peak-stub
values = -torch.rand(2, 4, 3)  # (1)!
short = torch.tensor([[True, True, False, False], [True] * 4])
expected = torch.stack([values[0, :2].amax(dim=0), values[1].amax(dim=0)])
assert torch.equal(peak(values, short), expected)


# %% collate-stub
def collate(samples):  # list of (sentence, label)
    """Padded sentences (N, T), their lengths (N,), labels (N,)."""
    sentences, labels = zip(*samples, strict=True)
    padded = pad_sequence(sentences)
    return padded, torch.tensor([padded.shape[1]]), torch.tensor(labels)


# %% collate-solution
def collate(samples):  # list of (sentence, label)
    """Padded sentences (N, T), their lengths (N,), labels (N,)."""
    sentences, labels = zip(*samples, strict=True)
    lengths = torch.tensor([len(s) for s in sentences])
    padded = pad_sequence(sentences, batch_first=True)
    return padded, lengths, torch.tensor(labels)


# %% collate-check fails-with=collate-stub
samples = [(sentence, n) for n, sentence in enumerate(sentences)]
loader = torch.utils.data.DataLoader(samples, 3, collate_fn=collate)
padded, sizes, labels = next(iter(loader))
assert torch.equal(padded, batch)
assert torch.equal(sizes, lengths)
assert labels.tolist() == [0, 1, 2]
