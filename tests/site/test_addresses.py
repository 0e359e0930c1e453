"""The two languages side by side: addresses, alternates, pages that are not there."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from scripts import pages, paths

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_the_sitemap_names_each_page_in_both_languages(site, language):
    urls = ElementTree.fromstring(site.read(f"{language}/sitemap.xml"))
    assert len(urls) == len(pages.page_refs(language))
    for url in urls:
        here = url.find(f"{LOCATION}loc").text
        links = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        assert links[language] == here
        for other in paths.LANGUAGES:
            assert links[other] == here.replace(f"/{language}/", f"/{other}/", 1)
            path = links[other].removeprefix(site.url)
            assert (site.folder / path / "index.html").is_file()


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_a_page_names_its_language_and_its_own_address(site, language):
    page = site.read(f"{language}/glossary/index.html")
    assert f'<html lang="{language}"' in page
    assert f'<link rel="canonical" href="{site.url}{language}/glossary/">' in page


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "没有这个页面"), ("en", "There is no such page")]
)
def test_each_language_has_a_page_for_addresses_that_are_none(site, language, words):
    page = site.read(f"{language}/404.html")
    assert words in page
    assert f'href="/{language}/assets/site.css"' in page  # found from any depth


def test_the_page_above_both_offers_them_without_scripts(reader):
    page = reader("", java_script_enabled=False)
    assert page.locator("a").evaluate_all("all => all.map(a => a.href.slice(-4))") == [
        "/zh/",
        "/en/",
    ]


@pytest.mark.parametrize(("locale", "language"), [("zh-TW", "zh"), ("en-GB", "en"), ("fr", "en")])
def test_the_page_above_both_leads_to_the_readers_language(reader, site, locale, language):
    page = reader("", locale=locale)
    page.wait_for_url(f"{site.url}{language}/")


def test_the_page_for_no_address_speaks_the_language_asked_for(reader, site):
    page = reader("404.html")
    assert page.locator("main p").count() == 2
    page.route("**/en/nothing", lambda route: route.fulfill(path=site.folder / "404.html"))
    page.goto(f"{site.url}en/nothing")
    assert page.locator("main p").get_attribute("lang") == "en"


def test_sections_are_called_what_their_index_pages_are_called(site):
    for language in paths.LANGUAGES:
        title = re.search(r"<h1[^>]*>([^<]*)<", site.read(f"{language}/tensors/index.html"))[1]
        assert (
            title
            in re.search(
                r'(?s)<nav class="md-nav md-nav--primary.*?</nav>\s*</div>',
                site.read(f"{language}/404.html"),
            )[0]
        )
