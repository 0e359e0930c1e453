"""Facts that the page on reading this site tells its reader."""

import torch


def test_the_bill_adds_up(page):
    assert (page.prices * page.amounts).sum() == 12.0 * 2 + 30.0 + 5.5 * 4


def test_the_derivative_of_a_square_at_three_is_six(page):
    assert page.height.grad == 2 * page.height.detach() == 6


def test_celsius_agrees_with_the_formula(page):
    degrees = torch.linspace(-100, 300, 9)
    torch.testing.assert_close(page.celsius(degrees), (degrees - 32) * 5 / 9)


def test_an_error_shows_its_last_line(errors):
    assert errors["lengths"].startswith("RuntimeError: The size of tensor a (3)")
