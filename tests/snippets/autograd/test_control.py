"""Facts that the page on control tells its reader."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F


def test_gradients_add_up_until_they_are_zeroed():
    w = torch.tensor(2.0, requires_grad=True)
    for times in (1, 2, 3):
        (3 * w).backward()
        assert w.grad == 3 * times


def test_zero_grad_leaves_none_and_zeros_only_on_request():
    linear = nn.Linear(2, 1)
    assert linear.bias.grad is None
    for set_to_none, expected in ((True, None), (False, [0])):
        linear(torch.ones(1, 2)).sum().backward()
        linear.zero_grad(set_to_none=set_to_none)
        left = linear.bias.grad
        assert (left if left is None else left.tolist()) == expected


@pytest.mark.parametrize("parts", [1, 2, 4, 8])
def test_accumulated_means_are_as_many_times_too_large_as_there_are_parts(parts):
    model, x, t = nn.Linear(3, 1), torch.randn(8, 3), torch.randn(8, 1)
    (whole,) = torch.autograd.grad(F.mse_loss(model(x), t), model.weight)
    for a, b in zip(x.chunk(parts), t.chunk(parts), strict=True):
        F.mse_loss(model(a), b).backward()
    torch.testing.assert_close(model.weight.grad, parts * whole)


def test_divided_by_the_parts_the_gradient_is_that_of_the_whole(page):
    torch.testing.assert_close(page.linear.weight.grad, page.whole)


def test_the_sum_of_differences_ignores_the_labels():
    predictions = torch.randn(2, 3, requires_grad=True)
    for labels in (torch.randn(2, 3), torch.randn(2, 3)):
        (gradient,) = torch.autograd.grad((predictions - labels).sum(), predictions)
        assert torch.equal(gradient, torch.ones(2, 3))


def test_nothing_is_recorded_in_no_grad_and_inference_mode(page):
    for context in (torch.no_grad(), torch.inference_mode(), torch.set_grad_enabled(False)):
        with context:
            assert not (page.w * 3).requires_grad
    assert (page.w * 3).requires_grad
    assert page.frozen.is_inference() and not page.frozen.clone().is_inference()


def test_an_inference_tensor_can_be_added_where_nothing_of_it_is_saved(page):
    w = torch.ones(2, requires_grad=True)
    (w + page.frozen).sum().backward()
    assert w.grad.tolist() == [1, 1]


def test_evaluation_needs_eval_and_no_grad_both():
    dropout, x = nn.Dropout(0.5), torch.ones(1000, requires_grad=True)
    with torch.no_grad():
        assert (dropout(x) == 0).any()
    assert dropout.eval()(x).requires_grad


def test_detach_shares_memory_and_cuts_one_way():
    w = torch.randn(4, requires_grad=True)
    y = w**2
    assert y.detach().data_ptr() == y.data_ptr()
    (y * y.detach()).sum().backward()
    torch.testing.assert_close(w.grad, 2 * w.detach() ** 3)


def test_a_change_through_data_gives_a_wrong_gradient_without_a_word(page):
    x = torch.tensor([1.0], requires_grad=True)
    y = torch.sigmoid(x)
    y.data *= 2
    y.sum().backward()
    assert not torch.allclose(x.grad, page.right.detach())
    torch.testing.assert_close(x.grad, torch.tensor([-0.67567]), rtol=0, atol=1e-4)


def test_every_in_place_change_raises_the_version():
    y = torch.ones(2)
    for version in range(1, 4):
        y.add_(1)
        assert y._version == version
    y = y + 1
    assert y._version == 0


def test_a_branch_not_chosen_can_make_the_gradient_nan(page):
    assert page.length.isfinite().all()
    (bad,) = torch.autograd.grad(torch.where(page.u > 0, page.u.sqrt(), 0.0).sum(), page.u)
    assert bad[0].isnan() and bad[1] == 0.25
    assert page.u.grad.tolist() == [0, 3]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("none-grad", "'NoneType' object has no attribute 'norm'"),
        ("numpy", "Can't call numpy() on Tensor that requires grad"),
        ("inference", "Inference tensors cannot be saved for backward"),
        ("leaf-in-place", "leaf Variable that requires grad"),
        ("detach-in-place", "modified by an inplace operation"),
        ("in-place", "modified by an inplace operation"),
    ],
)
def test_the_errors_say_what_is_wrong(errors, cell, says):
    assert says in errors[cell]


def test_the_warning_of_anomaly_detection_names_the_line(transcripts):
    cells = transcripts["autograd/control"].cells
    assert "'SqrtBackward0' returned nan" in cells["anomaly"].stdout
    assert "SqrtBackward0" in cells["culprit"].stdout
    assert "root = u.sqrt()" in cells["culprit"].stdout


@pytest.mark.parametrize("parts", [1, 3, 4, 7])
def test_parts_of_any_size_give_the_gradient_of_the_whole(page, parts):
    model, x, t = nn.Linear(3, 2), torch.randn(10, 3), torch.randn(10, 2)
    F.mse_loss(model(x), t).backward()
    expected = [p.grad.clone() for p in model.parameters()]
    page.accumulated(model, x, t, parts)
    torch.testing.assert_close([p.grad for p in model.parameters()], expected)


def test_sgd_by_hand_agrees_with_torch(page):
    mine, torchs = (nn.Linear(3, 2) for _ in range(2))
    torchs.load_state_dict(mine.state_dict())
    optimizer, x = torch.optim.SGD(torchs.parameters(), lr=0.1), torch.randn(5, 3)
    for _ in range(3):
        for model in (mine, torchs):
            model.zero_grad()
            model(x).square().mean().backward()
        page.sgd(mine.parameters(), lr=0.1)
        optimizer.step()
    torch.testing.assert_close(list(mine.parameters()), list(torchs.parameters()))


def test_a_loss_against_a_detached_teacher_moves_the_student_only(page):
    s, t = (torch.randn(3, requires_grad=True) for _ in range(2))
    page.pull_loss(s, t).backward()
    assert t.grad is None and s.grad is not None
