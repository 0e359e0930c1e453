"""What holds for every page of both languages, on a phone, in light and dark."""

import functools
import json
from collections import Counter
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe

from scripts import pages, paths


def addresses(language: str) -> list[str]:
    return [
        f"{language}/{ref.removesuffix('index').rstrip('/')}/".replace("//", "/")
        for ref in pages.page_refs(language)
    ]


ADDRESSES = ["", "404.html"] + [path for lang in paths.LANGUAGES for path in addresses(lang)]
# All pages come from the same templates and styles and axe is slow: it sees a sample of them.
EXAMINED = ["", "404.html", *addresses("zh")[0::4], *addresses("en")[2::4]]
HOMES = [f"{language}/" for language in paths.LANGUAGES]
SEARCHLESS = {"X-Searchless": "yes"}  # understood by the server in conftest.py
PHONE = {"width": 375, "height": 800}
# Words of a drawing on one line with no gap between them; single letters may stand side by side
COVERED = """() => [...document.querySelectorAll("figure svg[viewBox]")].flatMap(drawing => {
  const gap = 2 * drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  const words = [...drawing.querySelectorAll("text")]
    .map(word => ({ said: word.textContent.trim(), box: word.getBoundingClientRect() }))
    .filter(({ said }) => said.length > 1);
  const cover = ({ box: a }, { box: b }) =>
    Math.max(a.left, b.left) - Math.min(a.right, b.right) < gap &&
    2 * (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)) > Math.min(a.height, b.height);
  return words.flatMap((word, n) => words.slice(n + 1)
    .filter(other => word.said !== other.said && cover(word, other))
    .map(other => [word.said, other.said]));
})"""
every_page = pytest.mark.parametrize("address", ADDRESSES)


@dataclass
class Visit:
    """What was seen of a page."""

    elsewhere: list[str] = field(default_factory=list)  # addresses that are not the site's
    errors: list[str] = field(default_factory=list)
    width: int = 0
    repeated_ids: list[str] = field(default_factory=list)
    covered: list[list[str]] = field(default_factory=list)  # pairs of different words in a drawing
    axe: list[str] = field(default_factory=list)  # serious findings, of a page that is EXAMINED


@pytest.fixture(scope="module")
def visit(browser, site):
    """`visit(address)` looks at each page once: a Chinese one in light, an English one in dark.

    All share one tab, because opening one takes as long as showing a page. All pages of a language
    share the index of the search, which takes as long again: its home page reads it.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    seen = Visit()
    page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: ours(request.url) or seen.elsewhere.append(request.url))

    def ours(url: str) -> bool:
        return url.startswith((site.url, "data:", "blob:"))

    @functools.cache
    def visited(address: str) -> Visit:
        nonlocal seen
        seen = Visit()
        page.set_extra_http_headers({} if address in HOMES else SEARCHLESS)
        page.emulate_media(color_scheme="dark" if address.startswith("en/") else "light")
        page.goto(site.url + address)
        page.wait_for_selector(".md-content, main")
        seen.width = page.evaluate("document.documentElement.scrollWidth")
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        seen.repeated_ids = [name for name, count in Counter(ids).items() if count > 1]
        seen.covered = page.evaluate(COVERED)
        if address in EXAMINED:
            seen.axe = examine(page)
        return seen

    yield visited
    context.close()


def examine(page) -> list[str]:
    """The serious findings of axe."""
    response = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{found['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for found in response["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


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
def test_words_in_drawings_do_not_cover_each_other(visit, address):
    assert visit(address).covered == []


@pytest.mark.parametrize("address", EXAMINED)
def test_axe_finds_nothing_serious(visit, address):
    assert visit(address).axe == []
