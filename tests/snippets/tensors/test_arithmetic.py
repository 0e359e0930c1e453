"""Facts that the page on arithmetic tells its reader."""

import math

import numpy as np
import pytest
import torch


def test_operators_pair_the_numbers_in_the_same_place(page):
    x, y = page.x.tolist(), page.y.tolist()
    assert (page.x * page.y).tolist() == [a * b for a, b in zip(x, y, strict=True)]
    assert (page.y / page.x).tolist() == [b / a for a, b in zip(x, y, strict=True)]


def test_operator_function_buffer_and_in_place_agree(page):
    expected = torch.tensor([11.0, 22.0, 33.0])
    for result in (page.by_operator, page.by_function, page.by_buffer, page.in_place):
        assert torch.equal(result, expected)
    assert page.x.tolist() == [1, 2, 3]


def test_the_four_forms_agree_for_sub_mul_and_div_too():
    x, y = torch.rand(5, 3), torch.rand(5, 3)
    for name in ("add", "sub", "mul", "div"):
        function, method = getattr(torch, name), getattr(x.clone(), f"{name}_")
        buffer = function(x, y, out=torch.empty(5, 3))
        assert torch.equal(function(x, y), buffer)
        assert torch.equal(function(x, y), method(y))


def test_alpha_scales_the_second_summand(page):
    assert torch.equal(torch.add(page.x, page.y, alpha=2), page.x + 2 * page.y)


def test_the_receiver_of_an_underscore_method_changes_and_its_argument_does_not(page):
    assert page.total.tolist() == [11, 12, 13]
    assert page.step.tolist() == [10, 10, 10]
    assert page.total.add_(0) is page.total


def test_copy_takes_the_values_and_keeps_the_dtype(page):
    assert page.target.tolist() == [0, 1, 2]
    assert page.target.dtype == torch.float32


def test_transposing_in_place_changes_shape_and_strides_but_moves_no_data(page):
    assert page.grid.shape == (3, 2)
    assert page.grid.stride() == (1, 3)
    assert page.grid.T.flatten().tolist() == list(range(6))


def test_plus_equals_shows_under_both_names_and_plus_does_not(page):
    assert page.same_account.item() == 101
    assert page.account.item() == 102


def test_floor_division_and_remainder_follow_python_and_trunc_follows_c(page):
    divisors = torch.tensor([2, -2])
    for a in page.n.tolist():
        for b in divisors.tolist():
            x, y = torch.tensor(a), torch.tensor(b)
            assert (x // y, x % y) == (a // b, a % b)
            assert torch.div(x, y, rounding_mode="trunc") == math.trunc(a / b)
            assert torch.fmod(x, y) == math.fmod(a, b)
    assert (page.n / 2).dtype == torch.float32


def test_rsqrt_is_the_reciprocal_of_the_root_and_not_its_derivative(page):
    torch.testing.assert_close(page.squares.rsqrt(), 1 / page.squares.sqrt())
    four = torch.tensor(4.0, requires_grad=True)
    four.sqrt().backward()
    assert four.rsqrt().item() == 0.5
    assert four.grad.item() == 0.25


def test_log_is_natural_and_log1p_keeps_what_is_small(page):
    assert torch.log(page.hundred).item() == pytest.approx(math.log(100))
    assert torch.log10(page.hundred).item() == pytest.approx(2)
    assert torch.log(1 + page.tiny) == 0
    assert torch.log1p(page.tiny).item() == pytest.approx(1e-8)


def test_round_goes_to_the_even_number_half_way(page):
    assert page.halves.round().tolist() == [round(x) for x in page.halves.tolist()]
    halves = torch.arange(-50, 50) + 0.5
    assert (halves.round() % 2 == 0).all()


def test_negative_zero_is_equal_to_zero(page):
    zero = page.halves.ceil()[1]
    assert zero.signbit() and zero == 0


def test_rounding_functions_agree_with_numpy():
    values = torch.linspace(-5, 5, 401, dtype=torch.float64)
    for name in ("floor", "ceil", "round", "trunc"):
        expected = getattr(np, name)(values.numpy())
        np.testing.assert_array_equal(getattr(torch, name)(values).numpy(), expected)
    assert torch.equal(values.trunc() + values.frac(), values)


def test_the_plot_shows_all_five_functions(page):
    assert [f.__name__ for f in page.functions] == ["floor", "ceil", "round", "trunc", "frac"]
    for panel, function in zip(page.panels, page.functions, strict=True):
        assert torch.equal(torch.as_tensor(panel.lines[1].get_ydata()), function(page.ticks))


def test_negative_decimals_round_to_hundreds_and_half_way_to_the_even_one():
    rounded = torch.tensor([1234.0, 1250.0, 1350.0]).round(decimals=-2)
    assert rounded.tolist() == [1200, 1200, 1400]


def test_a_single_number_is_the_lower_bound_of_clamp(page):
    assert torch.equal(page.readings.clamp(10), page.readings.clamp(min=10))
    assert page.readings.clamp(10).tolist() == [10, 10, 20]
    assert torch.equal(page.readings.clamp(min=0), torch.relu(page.readings))


def test_uint8_wraps_around_and_a_wider_dtype_does_not(page):
    assert page.wrapped.dtype == torch.uint8
    assert page.wrapped.tolist() == [(p + 100) % 256 for p in page.pixels.tolist()]
    assert page.widened.tolist() == [200, 300, 350]


def test_dividing_by_zero_gives_inf_and_nan(page):
    assert page.quotients.isinf().tolist() == [True, False, True]
    assert page.quotients.isnan().tolist() == [False, True, False]
    assert not page.quotients.isfinite().any()


def test_division_rounded_down_can_be_written_back(page):
    assert page.counts.tolist() == [0, 1, 1]
    assert page.counts.dtype == torch.int64


def test_a_parameter_updated_under_no_grad_still_wants_its_gradient(page):
    assert page.weight.tolist() == [2, 2, 2]
    assert page.weight.requires_grad and page.weight.is_leaf


def test_school_rounding_moves_halves_away_from_zero_and_nothing_else(page):
    whole = torch.arange(-100, 101)
    assert torch.equal(page.school_round(whole + 0.0), whole + 0.0)
    halves = torch.arange(100) + 0.5
    assert torch.equal(page.school_round(halves), halves + 0.5)
    assert torch.equal(page.school_round(-halves), -halves - 0.5)
    others = 100 * torch.randn(1000)
    others = others[others.frac().abs() != 0.5]
    assert torch.equal(page.school_round(others), others.round())


def test_the_two_shortcuts_named_in_the_exercise_are_wrong():
    assert (torch.tensor(-2.5) + 0.5).floor() == -2
    assert torch.tensor(0.49999997) + 0.5 == 1


@pytest.mark.parametrize("amount", [-300, -7, 0, 7, 300])
def test_brightening_stops_at_both_ends_and_spares_the_image(page, amount):
    image = torch.arange(256, dtype=torch.uint8)
    result = page.brighten(image, amount)
    assert result.tolist() == [min(max(p + amount, 0), 255) for p in range(256)]
    assert result.dtype == torch.uint8
    assert image.tolist() == list(range(256))


def test_the_running_average_is_moved_in_its_own_memory(page):
    average, new = torch.rand(3), torch.rand(3)
    address, expected = average.data_ptr(), torch.lerp(average, new, 0.25)
    assert page.update(average, new, 0.25) is None
    assert average.data_ptr() == address
    torch.testing.assert_close(average, expected)


def test_negative_powers_of_integers_raise_for_numbers_and_truncate_for_tensors():
    whole = torch.tensor([1, 2, 4])
    with pytest.raises(RuntimeError, match="negative integer powers"):
        whole**-1
    assert (whole ** torch.tensor(-1)).tolist() == [1, 0, 0]
