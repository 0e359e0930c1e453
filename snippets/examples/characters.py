"""A whole program: an LSTM that writes, character by character."""

# %% import
import copy
import math
from collections import Counter

import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

# %% _definitions
# isort: split
from snippets.examples.characters_parts import (
    CharacterLSTM,
    NGram,
    best_order,
    draw_windows,
    prepare,
    surprise,
)
from snippets.examples.characters_sonnets import SONNETS
from snippets.examples.characters_tang import TANG

# %% look
for text in SONNETS, TANG:
    poems = text.strip().split("\n\n")
    print(len(poems), len(text), len(set(text)))  # (1)!
    print(text[:87] if text is SONNETS else text[:25])

# %% frequencies
fig, ax = plt.subplots(figsize=(6.4, 2.6))
for text, name in (SONNETS, "sonnets"), (TANG, "Tang"):
    counts = sorted(Counter(text).values(), reverse=True)
    ax.plot(range(1, len(counts) + 1), counts, label=name)
ax.set(xscale="log", yscale="log", xlabel="rank", ylabel="occurrences")
ax.legend()

# %% prepared
texts = {"sonnets": prepare(SONNETS), "Tang": prepare(TANG)}
for name, text in texts.items():
    holes = (text.validation == 0).float().mean()
    print(f"{name}: {len(text.alphabet)} characters, {holes:.0%} rare")
    print(*map(len, (text.train, text.validation, text.test)))
tang = texts["Tang"]
print("".join(tang.alphabet[n] for n in tang.validation[:26]))

# %% windows
x, y = draw_windows(tang.train, 32, 64)
print(x.shape, y.shape, torch.equal(x[:, 1:], y[:, :-1]))

# %% parameters
models = {
    name: CharacterLSTM(len(text.alphabet), hidden=64)
    for name, text in texts.items()
}
for name, model in models.items():
    print(name, sum(p.numel() for p in model.parameters()))


# %% step
def learn(model, optimizer, text):
    model.train()
    x, y = draw_windows(text.train, 32, 64)
    scores, _ = model(x)  # (32, 64, characters)
    loss = F.cross_entropy(scores.flatten(0, 1), y.flatten())  # (1)!
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item() / math.log(2)  # (2)!


# %% train
def train(model, text, steps):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
    history, best = [], math.inf
    for step in range(1, steps + 1):
        bits = learn(model, optimizer, text)
        if step % 25 == 0:
            judged = surprise(model, text.validation).mean().item()  # (1)!
            history.append((step, bits, judged))
            if judged < best:
                best, weights = judged, copy.deepcopy(model.state_dict())
    model.load_state_dict(weights)
    return history


# %% train-both varies="a training"
history = {}
for name, steps in ("sonnets", 300), ("Tang", 100):
    model, text = models[name], texts[name]
    before = surprise(model, text.validation).mean()
    history[name] = train(model, text, steps)
    after = surprise(model, text.validation).mean()
    even = math.log2(len(text.alphabet))  # (1)!
    print(f"{name}: {even:.2f}, {before:.2f} -> {after:.2f}")

# %% curves varies="a training"
fig, axes = plt.subplots(1, 2, figsize=(6.4, 2.6))
for ax, (name, points) in zip(axes, history.items(), strict=True):
    steps, learnt, judged = zip(*points, strict=True)
    ax.plot(steps, learnt, label="training")
    ax.plot(steps, judged, label="validation")
    ax.set(title=name, xlabel="step", ylabel="bits per character")
    ax.legend()
fig.tight_layout()

# %% orders
for name, text in texts.items():
    print(name, end=":")
    for order in range(1, 6):
        counts = NGram(text.train, order, len(text.alphabet))
        print(f" {counts.surprise(text.validation).mean():.2f}", end="")
    print("  best:", best_order(text))

# %% compare varies="a training"
for name, text in texts.items():
    counts = NGram(text.train, best_order(text), len(text.alphabet))
    counted = counts.surprise(text.test).mean()
    learnt = surprise(models[name], text.test).mean()
    print(f"{name}: counted {counted:.2f}, learnt {learnt:.2f}")

# %% where varies="a training"
counts = NGram(tang.train, best_order(tang), len(tang.alphabet))
frame = torch.tensor([tang.alphabet[n] in "，。\n" for n in tang.test[1:]])
for name, bits in (
    ("counted", counts.surprise(tang.test)),
    ("learnt", surprise(models["Tang"], tang.test)),
):
    print(f"{name:7}: {bits[frame].mean():.2f} {bits[~frame].mean():.2f}")

# %% surprising varies="a training"
text, model = texts["sonnets"], models["sonnets"]
letters = "".join(text.alphabet[n] for n in text.test[1:])
end = letters.index("\n", 120)  # (1)!
bits = surprise(model, text.test)[end - 50 : end]
fig, ax = plt.subplots(figsize=(8, 2.2))
ax.bar(range(50), bits)
ax.set_xticks(range(50), letters[end - 50 : end])
ax.set(ylabel="bits")


# %% write
@torch.no_grad()
def write(model, alphabet, start, length, temperature):
    model.eval()
    written = [alphabet.index(c) for c in start]
    x, state = torch.tensor([written]), None
    for _ in range(length):
        scores, state = model(x, state)  # (1)!
        scores[..., 0] = -math.inf  # (2)!
        chances = (scores[0, -1] / temperature).softmax(dim=0)
        x = chances.multinomial(1)[None]  # (3)!
        written.append(x.item())
    return "".join(alphabet[n] for n in written)


# %% temperatures varies="a training"
for temperature in (0.3, 0.8, 1.5):
    print(f"--- {temperature}")
    for name, start in ("sonnets", "When "), ("Tang", "\n\n"):
        alphabet = texts[name].alphabet
        print(write(models[name], alphabet, start, 75, temperature).strip())

# %% loss-repaired
scores, _ = models["Tang"](x := torch.randint(240, (32, 64)))
print(scores.shape, scores.transpose(1, 2).shape)
a = F.cross_entropy(scores.transpose(1, 2), x)  # (1)!
b = F.cross_entropy(scores.flatten(0, 1), x.flatten())
print(torch.allclose(a, b))

# %% still-training
model, text = models["sonnets"], texts["sonnets"]
model.train()
scores, _ = model(text.test[None, :-1])
noisy = F.cross_entropy(scores[0], text.test[1:]) / math.log(2)
print(noisy > surprise(model, text.test).mean())  # (1)!


# %% top-stub
def keep_top(scores, k):  # (..., V) -> (..., V)
    """-inf for all but the k largest of each row."""
    return scores


# %% top-solution
def keep_top(scores, k):  # (..., V) -> (..., V)
    """-inf for all but the k largest of each row."""
    limit = scores.topk(k, dim=-1).values[..., -1:]
    return scores.masked_fill(scores < limit, -math.inf)


# %% top-check fails-with=top-stub
scores = torch.randn(5, 20)
kept = keep_top(scores, 3)
assert kept.isfinite().sum(dim=1).tolist() == [3] * 5
assert torch.equal(kept.max(dim=1).values, scores.max(dim=1).values)
assert (kept.softmax(dim=1) > 0).sum() == 15
