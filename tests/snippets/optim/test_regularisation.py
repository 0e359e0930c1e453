"""Facts that the page on regularisation tells its reader."""

import torch
import torch.nn.functional as F
from torch import nn


def test_the_gradient_of_half_lambda_w_squared_is_lambda_w():
    w = torch.randn(20, requires_grad=True)
    (0.7 / 2 * (w**2).sum()).backward()
    torch.testing.assert_close(w.grad, 0.7 * w.detach())


def test_weight_decay_of_sgd_is_the_l2_penalty_without_division_by_n():
    torch.manual_seed(3)
    for lam in torch.rand(5).tolist():
        X, y = torch.randn(9, 4), torch.randn(9)
        one = torch.randn(4).requires_grad_()
        other = one.detach().clone().requires_grad_()
        plain = torch.optim.SGD([one], lr=0.05, momentum=0.9)
        decaying = torch.optim.SGD([other], lr=0.05, momentum=0.9, weight_decay=lam)
        for _ in range(20):
            for w, optimizer, penalty in ((one, plain, lam / 2), (other, decaying, 0)):
                optimizer.zero_grad()
                (((X @ w - y) ** 2).mean() + penalty * (w**2).sum()).backward()
                optimizer.step()
        torch.testing.assert_close(one, other)


def test_without_gradient_decay_multiplies_by_one_minus_lr_lambda(page):
    w = torch.tensor([3.0], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.2, weight_decay=0.5)
    for _ in range(7):
        w.grad = torch.zeros(1)
        optimizer.step()
    torch.testing.assert_close(w.item(), 3 * 0.9**7)


def test_l1_leaves_more_weights_near_zero_than_l2(page):
    small = {name: (w.abs() < 0.02).sum() for name, w in page.fits.items()}
    assert small["L1"] > 2 * max(small["L2"], small["no penalty"])
    assert (page.fits["L1"][:3].abs() > 0.3).all()


def test_both_penalties_shrink_the_weights(page):
    def size(name):
        return page.fits[name].norm()

    assert max(size("L2"), size("L1")) < size("no penalty")


def test_one_step_of_adam_hides_the_decay_and_adamw_does_not():
    ends = []
    for kind in (torch.optim.Adam, torch.optim.AdamW):
        w = torch.ones(1, dtype=torch.float64, requires_grad=True)
        optimizer = kind([w], lr=0.1, weight_decay=0.1)
        w.sum().backward()
        optimizer.step()
        ends.append(w.item())
    torch.testing.assert_close(ends, [0.9, 0.89], atol=1e-6, rtol=0)


def test_with_zero_gradient_adamw_decays_in_proportion_and_adam_by_lr():
    ends = []
    for kind in (torch.optim.Adam, torch.optim.AdamW):
        w = torch.tensor([1.0, 0.5], requires_grad=True)
        optimizer = kind([w], lr=0.1, weight_decay=0.01)
        w.grad = torch.zeros(2)
        optimizer.step()
        ends.append(w.detach())
    torch.testing.assert_close(ends[0], torch.tensor([0.9, 0.4]), atol=1e-5, rtol=0)
    torch.testing.assert_close(ends[1], torch.tensor([0.999, 0.4995]))


def test_decay_reaches_biases_and_batch_norm_unless_they_stand_apart():
    for decay_vectors, expected in ((0.5, 0.95), (0.0, 1.0)):
        net = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3))
        nn.init.ones_(net[0].bias)
        matrices = [p for p in net.parameters() if p.ndim >= 2]
        vectors = [p for p in net.parameters() if p.ndim < 2]
        groups = [{"params": matrices}, {"params": vectors, "weight_decay": decay_vectors}]
        optimizer = torch.optim.SGD(groups, lr=0.1, weight_decay=0.5)
        for p in net.parameters():
            p.grad = torch.zeros_like(p)
        optimizer.step()
        for p in (net[0].bias, net[1].weight):
            torch.testing.assert_close(p, torch.full((3,), expected))


def test_the_groups_part_matrices_from_vectors(page):
    assert {p.ndim for p in page.matrices} == {2}
    assert {p.ndim for p in page.vectors} == {1}


def test_dropout_gives_zero_or_two_with_mean_one_and_nothing_in_evaluation(page):
    assert page.out.mean().sub(1).abs() < 0.05
    layer = nn.Dropout(0.5)
    assert layer(page.ones).unique().tolist() == [0, 2]
    assert torch.equal(layer.eval()(page.ones), page.ones)


def test_the_network_with_dropout_has_as_many_parameters_as_without():
    plain = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10))
    dropped = nn.Sequential(nn.Linear(784, 200), nn.Dropout(0.5), nn.ReLU(), nn.Linear(200, 10))
    counts = [sum(p.numel() for p in net.parameters()) for net in (plain, dropped)]
    assert counts == [159_010, 159_010]


def test_dropout_commutes_with_relu(page):
    assert torch.equal(page.before, page.after)
    assert not torch.equal(page.before, torch.zeros(1000))


def test_the_overwritten_sum_is_that_of_the_last_parameter_and_the_repaired_of_all(page):
    everything = sum(p.abs().sum() for p in page.net.parameters())
    torch.testing.assert_close(page.l1, everything)
    assert page.l1 > 2 * page.net[2].bias.abs().sum()


def test_shrink_is_softshrink(page):
    for amount in (0.0, 0.3, 2.0):
        w = torch.randn(100)
        torch.testing.assert_close(page.shrink(w, amount), F.softshrink(w, amount))


def test_limited_rows_are_those_of_renorm(page):
    for longest in (0.1, 1.0, 100.0):
        weight = torch.randn(7, 5)
        expected = torch.renorm(weight, p=2, dim=0, maxnorm=longest)
        torch.testing.assert_close(page.limit_rows(weight, longest), expected)


def test_all_fits_are_drawn_on_one_scale(page, drawn):
    panels = [drawn(name)[0] for name in page.fits]
    assert len({panel.get_ylim() for panel in panels}) == 1
