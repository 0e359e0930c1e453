"""From a notebook to a program: settings, messages, tests."""

# %% import
import json
import logging
import sys
from dataclasses import asdict, dataclass, replace

import torch
from torch import Tensor, nn

torch.manual_seed(0)


# %% config
@dataclass(frozen=True)  # (1)!
class Config:
    lr: float = 0.05
    hidden: int = 16
    steps: int = 200
    seed: int = 0


config = Config(hidden=32)
print(config)
print(replace(config, lr=0.1).lr, config.lr)  # (2)!

# %% config-file
text = json.dumps(asdict(config))
print(text)
print(Config(**json.loads(text)) == config)


# %% hints
def accuracy(logits: Tensor, labels: Tensor) -> float:  # (N, C), (N,)
    """The share of rows whose largest logit stands at the label."""
    return (logits.argmax(dim=1) == labels).float().mean().item()


print(accuracy(torch.eye(4), torch.tensor([0, 1, 2, 0])))

# %% logging
log = logging.getLogger("train")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log.addHandler(handler)
log.setLevel(logging.INFO)  # (1)!
log.info("lr %g, %d hidden", config.lr, config.hidden)
log.debug("not shown")
log.warning("no GPU: training will be slow")


# %% model
def make_model(config: Config) -> nn.Module:
    return nn.Sequential(
        nn.Linear(2, config.hidden),
        nn.BatchNorm1d(config.hidden),
        nn.ReLU(),
        nn.Linear(config.hidden, 3),
    )


# %% test-shape
def test_logits_have_one_column_per_class():
    x = torch.randn(5, 2)
    assert make_model(config)(x).shape == (5, 3)


test_logits_have_one_column_per_class()


# %% test-gradients
def test_every_parameter_gets_a_gradient():
    model = make_model(config)
    model(torch.randn(5, 2)).sum().backward()
    missing = [n for n, p in model.named_parameters() if p.grad is None]
    assert not missing, missing


test_every_parameter_gets_a_gradient()


# %% test-samples
def test_samples_do_not_see_each_other():
    model = make_model(config).eval()  # (1)!
    x = torch.randn(5, 2)
    torch.testing.assert_close(model(x)[:1], model(x[:1]))


test_samples_do_not_see_each_other()


# %% test-learns
def test_the_model_learns_ten_points_by_heart():
    torch.manual_seed(config.seed)
    model = make_model(config)
    x, y = torch.randn(10, 2), torch.arange(10) % 3
    optimizer = torch.optim.Adam(model.parameters(), lr=config.lr)
    for _ in range(config.steps):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.05


test_the_model_learns_ten_points_by_heart()

# %% close
a = torch.tensor([0.1], dtype=torch.float64) + 0.2
b = torch.tensor([0.3], dtype=torch.float64)
print(torch.equal(a, b))
torch.testing.assert_close(a, b)  # (1)!


# %% forgotten
class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 4)
        self.second = nn.Linear(2, 4)

    def forward(self, x):
        return self.first(x)  # (1)!


two = Two()
two(torch.ones(1, 2)).sum().backward()
print([n for n, p in two.named_parameters() if p.grad is None])


# %% config-checked-stub
@dataclass(frozen=True)
class Settings:
    """Settings that refuse a learning rate that is not positive."""

    lr: float = 0.1


# %% config-checked-solution
@dataclass(frozen=True)
class Settings:
    """Settings that refuse a learning rate that is not positive."""

    lr: float = 0.1

    def __post_init__(self):
        if self.lr <= 0:
            raise ValueError(f"lr must be positive, not {self.lr}")


# %% config-checked-check fails-with=config-checked-stub
assert Settings(lr=0.5).lr == 0.5
for wrong in (0.0, -1.0):
    try:
        Settings(lr=wrong)
    except ValueError as error:
        assert str(wrong) in str(error)
    else:
        raise AssertionError(f"accepted lr={wrong}")


# %% causal-stub
def is_causal(model, length):  # model: (1, length) -> (1, length)
    """Whether no output depends on an input that comes after it."""
    return True


# %% causal-solution
def is_causal(model, length):  # model: (1, length) -> (1, length)
    """Whether no output depends on an input that comes after it."""
    x = torch.randn(1, length)
    jacobian = torch.func.jacrev(model)(x)[0, :, 0]  # (out, in)
    return bool((jacobian.triu(diagonal=1) == 0).all())


# %% causal-check fails-with=causal-stub
assert is_causal(lambda x: x.cumsum(dim=1), 6)
assert not is_causal(lambda x: x - x.mean(), 6)
