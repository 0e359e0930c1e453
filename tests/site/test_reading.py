"""What a reader does on a page: switch language, read notes, copy code, change colours."""

import pytest

PAGE = "tensors/broadcasting/"
SECTION = PAGE + "#rule"


def open_menu(page) -> None:
    page.locator(".md-select > .md-header__button, .md-select button").first.hover()


def switch(page, language: str) -> None:
    open_menu(page)
    page.locator(f".md-select__link[hreflang={language}]").click()


@pytest.mark.parametrize(
    ("here", "address", "there"),
    [("zh", SECTION, "en"), ("en", SECTION, "zh"), ("en", f"{PAGE}?h=stride#rule", "zh")],
    ids=["to English", "to Chinese", "after a search"],
)
def test_the_switch_keeps_page_and_section(reader, site, here, address, there):
    page = reader(f"{here}/{address}")
    page.wait_for_load_state("networkidle")
    switch(page, there)
    page.wait_for_url(f"{site.url}{there}/{SECTION}")


@pytest.fixture
def gone_on(reader, site):
    """A tab that was opened on one page and followed a link to another."""
    page = reader("en/glossary/")
    page.wait_for_load_state("networkidle")
    page.locator(".md-nav--primary a[href$='tensors/broadcasting/']").click()
    page.wait_for_url(f"{site.url}en/{PAGE}")
    return page


def test_the_switch_follows_the_reader_from_page_to_page(gone_on, site):
    switch(gone_on, "zh")
    gone_on.wait_for_url(f"{site.url}zh/{PAGE}")


def test_the_switch_opens_a_new_tab_on_the_page_where_the_reader_is(gone_on, site):
    open_menu(gone_on)
    with gone_on.context.expect_page() as opened:
        gone_on.locator(".md-select__link[hreflang=zh]").click(modifiers=["Control"])
    opened.value.wait_for_url(f"{site.url}zh/{PAGE}")
    assert gone_on.url == f"{site.url}en/{PAGE}"


def test_what_is_printed_from_a_dark_page_is_dark_on_light(reader):
    page = reader(f"en/{PAGE}", color_scheme="dark")
    page.emulate_media(media="print")
    page.wait_for_function("""() => ["h1", "p", "code"].every(kind => {
      const { color } = getComputedStyle(document.querySelector(`.md-content ${kind}`));
      return color.match(/\\d+/g).slice(0, 3).every(part => part < 128);
    })""")


def test_only_outputs_that_are_wider_than_the_page_stop_the_tab_key(reader):
    stops = """() => [...document.querySelectorAll(".output > pre")].every(pre => {
      const code = pre.querySelector("code");
      return pre.tabIndex < 0 && (code.tabIndex >= 0) === (code.scrollWidth > code.clientWidth);
    })"""
    for width in (1280, 375):
        page = reader("en/tensors/create/", viewport={"width": width, "height": 800})
        page.wait_for_function(stops)
        assert page.locator(".output > pre").count() > 0


def test_drawings_on_a_phone_keep_words_that_can_be_read(reader):
    page = reader("en/tensors/strides/", viewport={"width": 375, "height": 800})
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll("figure svg")].map(
      drawing => drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width))""")
    assert 10 * smallest > 7  # pixels of what is drawn in letters of 10 points
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_without_scripts_the_switch_leads_to_the_same_page(reader, site):
    page = reader(f"zh/{PAGE}", java_script_enabled=False)
    switch(page, "en")
    page.wait_for_url(f"{site.url}en/{PAGE}")


def test_a_note_opens_beside_its_line(reader):
    page = reader(f"en/{PAGE}")
    page.locator(".md-annotation__index").first.click(force=True)  # it pulses
    note = page.locator(".md-tooltip--active .md-tooltip__inner").first
    note.wait_for()
    assert note.inner_text().strip()


def test_without_scripts_notes_stand_below_their_code(reader):
    page = reader(f"en/{PAGE}", java_script_enabled=False)
    assert page.locator(".highlight + ol > li").first.is_visible()


def test_copied_code_has_no_markers(reader, site):
    page = reader(f"en/{PAGE}", permissions=["clipboard-read", "clipboard-write"])
    code = page.locator(".highlight:has(.md-annotation)").first
    code.hover()
    code.locator("[data-md-type=copy], .md-clipboard").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip()
    assert ")!" not in copied
    assert compile(copied, "copied", "exec")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system(reader, scheme):
    page = reader(f"zh/{PAGE}", color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = int(paper.split("(")[1].split(",")[0])
    assert (brightness > 128) == (scheme == "light")


def test_colours_can_be_chosen_and_stay_chosen(reader):
    page = reader("en/", color_scheme="light")
    scheme = "document.body.dataset.mdColorScheme"
    for _ in range(2):  # follow the system → light → dark
        page.locator("label.md-header__button[for^=__palette]:visible").click()
    assert page.evaluate(scheme) == "slate"
    page.reload()
    assert page.evaluate(scheme) == "slate"


def test_drawings_take_the_colours_of_the_page(reader):
    page = reader(f"en/{PAGE}")
    drawing = page.locator("figure.diagram svg").first
    assert "var(--" in drawing.evaluate("svg => svg.outerHTML")
    assert drawing.get_attribute("aria-label")


def test_on_paper_notes_and_solutions_can_be_read(reader):
    page = reader(f"en/{PAGE}")
    page.locator(".md-annotation").first.wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    note = page.locator(".highlight + ol > li").first
    note.wait_for()
    assert note.inner_text().strip()
    assert page.locator("details.success .highlight").first.is_visible()


def test_the_page_says_how_long_it_takes_and_what_comes_first(reader, site):
    page = reader(f"en/{PAGE}")
    line = page.locator("h1 + .page-line")
    assert "minutes" in line.inner_text()
    line.locator("a").first.click()
    page.wait_for_url(f"{site.url}en/tensors/*/")


def test_the_page_ends_with_its_receipt(reader):
    page = reader(f"zh/{PAGE}")
    page.locator(".receipt > summary").click()
    assert "snippets/tensors/broadcasting.py" in page.locator(".receipt").inner_text()
