"""What holds for every page of both languages, on a phone, in light and dark."""

import pytest

from scripts import pages, paths

ADDRESSES = ["", "404.html"] + [
    f"{language}/{ref.removesuffix('index').rstrip('/') + '/' if ref != 'index' else ''}"
    for language in paths.LANGUAGES
    for ref in pages.page_refs(language)
]
every_page = pytest.mark.parametrize("address", ADDRESSES)


@every_page
def test_nothing_is_asked_of_another_origin(visit, address):
    assert visit(address).elsewhere == []


@every_page
def test_the_console_shows_no_error(visit, address):
    assert visit(address).errors == []


@every_page
def test_nothing_scrolls_sideways_on_a_phone(visit, address):
    assert visit(address).width <= 375


@every_page
def test_ids_are_unique(visit, address):
    assert visit(address).repeated_ids == []


@every_page
def test_axe_finds_nothing_serious(visit, address):
    assert visit(address).violations == []
