"""Facts that the page on optimisers tells its reader."""

import pytest
import torch

NAMES = {
    "sgd": (torch.optim.SGD, {}),
    "momentum": (torch.optim.SGD, {"momentum": 0.9}),
    "nesterov": (torch.optim.SGD, {"momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
    "adam_rule": (torch.optim.Adam, {}),
    "adamw": (torch.optim.AdamW, {}),
    "adamax": (torch.optim.Adamax, {}),
}


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_is_torchs_on_random_gradients_at_random_rates(page, name):
    kind, settings = NAMES[name]
    for seed in range(5):
        source = torch.Generator().manual_seed(seed)
        lr = 10 ** torch.empty(1).uniform_(-4, -1, generator=source).item()
        ours = torch.randn(7, dtype=torch.float64, generator=source)
        theirs = ours.clone().requires_grad_()
        optimizer, memory = kind([theirs], lr=lr, **settings), {}
        for t in range(1, 301):
            g = torch.randn(7, dtype=torch.float64, generator=source)
            theirs.grad = g.clone()
            optimizer.step()
            getattr(page, name)(ours, g, memory, t, lr)
        torch.testing.assert_close(ours, theirs.detach(), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", ["sgd", "momentum", "adagrad", "adam_rule"])
def test_a_rule_does_something(page, name):
    path = page.by_hand(getattr(page, name), steps=3)
    assert not torch.equal(path[0], path[1])


def test_the_gradient_by_hand_is_autograds(page):
    w = torch.tensor([1.5, -0.7], requires_grad=True)
    page.valley(w).backward()
    torch.testing.assert_close(w.grad, page.steepness * w.detach())


def test_sgd_diverges_above_two_over_the_steepness_and_not_below(page):
    def last(lr):
        return page.by_torch(torch.optim.SGD, lr=lr, steps=100)[-1, 1].abs()

    assert last(0.099) < 1 < last(0.101)


def test_batches_of_equal_size_average_to_the_full_gradient(page):
    assert len(page.batches) == 4
    torch.testing.assert_close(page.noisy.mean(0), page.gradient(slice(None)))


def test_momentum_builds_up_to_one_over_one_minus_beta(page):
    for beta in (0.3, 0.9):
        w = torch.zeros(1, dtype=torch.float64)
        memory = {}
        for t in range(400):
            page.momentum(w, torch.ones(1, dtype=torch.float64), memory, t, 1.0, beta)
        torch.testing.assert_close(memory["z"].item(), 1 / (1 - beta))


def test_the_first_step_of_adam_is_lr_long_whatever_the_gradient():
    for scale in (1e-4, 1.0, 1e5):
        w = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.Adam([w], lr=0.01)
        w.grad = torch.tensor([scale])
        optimizer.step()
        torch.testing.assert_close(w.item(), -0.01, rtol=1e-3, atol=1e-6)


def test_a_function_100_times_as_large_has_the_same_path_with_adam_and_breaks_sgd(page):
    def path(kind, scale, lr):
        w = page.start.clone().requires_grad_()
        optimizer, points = kind([w], lr=lr), []
        for _ in range(20):
            optimizer.zero_grad()
            (scale * page.valley(w)).backward()
            optimizer.step()
            points.append(w.detach().clone())
        return torch.stack(points)

    adam = torch.optim.Adam
    torch.testing.assert_close(path(adam, 100, 0.1), path(adam, 1, 0.1), rtol=0, atol=1e-4)
    lost = path(torch.optim.SGD, 100, 0.04).norm(dim=1)
    assert path(torch.optim.SGD, 1, 0.04)[-1].norm() < page.start.norm() < lost[-1] / 1000


def test_adam_finds_the_minimum_of_a_point_that_is_no_network(page):
    target = torch.tensor([1.0, -2.0])
    torch.testing.assert_close(page.x.detach(), target, atol=0.01, rtol=0)
    assert torch.optim.Adam([page.x]).defaults["lr"] == 1e-3


def test_adam_remembers_two_numbers_a_parameter_and_adafactor_a_row_and_a_column(page):
    assert [page.adam.state[page.weight][k].shape for k in ("exp_avg", "exp_avg_sq")] == [
        (3, 2),
        (3, 2),
    ]
    torch.testing.assert_close(
        page.adam.state[page.weight]["exp_avg"], torch.full((3, 2), 0.1)
    )  # a tenth of a gradient of ones
    assert page.state["row_var"].numel() + page.state["col_var"].numel() == 32 + 64


def test_adamw_decays_by_default_and_adam_does_not():
    w = [torch.zeros(1)]
    assert torch.optim.AdamW(w).defaults["weight_decay"] == 0.01
    assert torch.optim.Adam(w).defaults["weight_decay"] == 0


def test_a_group_falls_back_on_the_common_settings(page):
    def rates(model, lr):
        return [group["lr"] for group in page.slow_body(model, lr).param_groups]

    model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 2))
    assert rates(model, 0.3) == [pytest.approx(0.03), 0.3]


def test_rmsprop_keeps_only_the_average_of_squares(page):
    assert "momentum_buffer" not in page.rms.state[page.w]


def test_lbfgs_gets_to_the_bottom_of_the_valley_in_one_call(page):
    w = page.start.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([w], line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = page.valley(w)
        loss.backward()
        return loss

    optimizer.step(closure)
    torch.testing.assert_close(w.detach(), torch.zeros(2), atol=1e-3, rtol=0)


def test_an_optimiser_does_not_notice_a_replaced_parameter():
    net = torch.nn.Linear(3, 2)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    net.weight = torch.nn.Parameter(torch.zeros(2, 3))
    net.weight.grad = torch.ones(2, 3)
    optimizer.step()
    assert net.weight.abs().sum() == 0


def test_parameters_is_a_generator_walked_through_once(page):
    assert list(page.parameters) == []
