"""Facts that the page on precision tells its reader."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn


def test_bfloat16_has_the_range_of_float32_and_float16_finer_steps():
    wide, half, brain = (torch.finfo(d) for d in (torch.float32, torch.float16, torch.bfloat16))
    assert brain.max == pytest.approx(wide.max, rel=0.01) and brain.tiny == wide.tiny
    assert half.max == 65504 and half.eps < brain.eps
    assert brain.eps == 2**-7 and half.eps == 2**-10


def test_float16_overflows_and_underflows_where_bfloat16_does_not():
    assert torch.tensor(70_000.0).half().isinf() and torch.tensor(1e-8).half() == 0
    assert torch.tensor(70_000.0).bfloat16().isfinite() and torch.tensor(1e-8).bfloat16() > 0


def test_counting_in_bfloat16_stops_at_256(page):
    assert page.total == 256


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_autocast_computes_products_in_16_bits_and_keeps_parameters_in_32(dtype):
    net, x = nn.Linear(5, 3), torch.randn(7, 5)
    with torch.autocast("cpu", dtype=dtype):
        out = net(x)
    assert out.dtype == dtype
    out.float().sum().backward()
    assert net.weight.dtype == net.weight.grad.dtype == torch.float32
    torch.testing.assert_close(out.float(), net(x), atol=0.05, rtol=0.05)


def test_cross_entropy_runs_in_float32_inside_autocast(page):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert F.cross_entropy(page.logits.detach(), page.y).dtype == torch.float32


def test_training_under_autocast_lowers_the_loss(page):
    assert page.loss_after < page.first / 2


def test_a_scaled_gradient_survives_and_is_divided_in_float32(page):
    assert page.error * page.error == 0
    found = (page.error * page.scale).float() * page.error.float() / page.scale
    assert found.item() == pytest.approx(1e-8, rel=1e-2)


def test_the_scaler_skips_an_infinite_step_halves_and_grows_again():
    w = nn.Parameter(torch.tensor([1.0]))
    sgd = torch.optim.SGD([w], lr=0.1)
    scaler = torch.amp.GradScaler("cpu", init_scale=8.0, growth_interval=2)
    history = []
    for slope in (1.0, 1.0, float("inf"), 1.0):
        sgd.zero_grad()
        scaler.scale((w * slope).sum()).backward()
        scaler.step(sgd)
        scaler.update()
        history.append((round(w.item(), 4), scaler.get_scale()))
    assert history == [(0.9, 8), (0.8, 16), (0.8, 8), (0.7, 8)]


def test_a_scaled_step_equals_a_plain_step():
    x, y = torch.randn(9, 4), torch.randn(9, 2)
    plain, scaled = nn.Linear(4, 2), nn.Linear(4, 2)
    scaled.load_state_dict(plain.state_dict())
    for net, scaler in (
        (plain, torch.amp.GradScaler("cpu", enabled=False)),
        (scaled, torch.amp.GradScaler("cpu", init_scale=2.0**12)),
    ):
        sgd = torch.optim.SGD(net.parameters(), lr=0.1)
        scaler.scale(F.mse_loss(net(x), y)).backward()
        scaler.step(sgd)
        scaler.update()
    torch.testing.assert_close(plain.weight, scaled.weight)


def test_clipping_after_unscaling_sees_the_true_norm(page):
    assert page.norm.item() == pytest.approx(100)


def test_gradients_are_divided_before_step_and_again_only_after_update():
    w = nn.Parameter(torch.ones(1))
    sgd = torch.optim.SGD([w], lr=0.1)
    scaler = torch.amp.GradScaler("cpu")
    scaler.scale(w.sum()).backward()
    scaler.step(sgd)
    with pytest.raises(RuntimeError, match="after step"):
        scaler.unscale_(sgd)
    scaler.update()
    scaler.unscale_(sgd)


def test_the_precision_of_products_was_put_back(page):
    assert torch.get_float32_matmul_precision() == "highest"


def test_a_small_update_is_lost_in_bfloat16_and_kept_in_float32(page):
    assert torch.equal(page.pure.weight, page.before)
    wide = page.before.float()
    assert not torch.equal(wide + 1e-4 * wide, wide)


def test_evaluate_gives_float32_close_to_full_precision(page):
    found = page.evaluate(page.net, page.x)
    assert found.dtype == torch.float32 and not found.requires_grad
    torch.testing.assert_close(found, page.net(page.x).detach(), atol=0.1, rtol=0.05)


def test_safe_mean_agrees_with_float64(page):
    x = (100 * torch.rand(5000)).half()
    assert page.safe_mean(x).item() == pytest.approx(x.double().mean().item(), rel=1e-4)


def test_errors_name_the_types(errors):
    assert "must have the same dtype" in errors["half-input"]
    assert "Low precision" in errors["inverse"]
    assert "already been called" in errors["unscale-twice"]
