"""What holds for every page of both languages, on a phone, in light and dark."""

import pytest

from scripts import pages, paths


def addresses(language: str) -> list[str]:
    return [
        f"{language}/{ref.removesuffix('index').rstrip('/')}/".replace("//", "/")
        for ref in pages.page_refs(language)
    ]


ADDRESSES = ["", "404.html"] + [path for lang in paths.LANGUAGES for path in addresses(lang)]
# All pages come from the same templates and styles and axe is slow: it sees a sample of them.
EXAMINED = ["", "404.html", *addresses("zh")[0::4], *addresses("en")[2::4]]
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


@pytest.mark.parametrize("address", EXAMINED)
def test_axe_finds_nothing_serious(examine, address):
    assert examine(address) == []
