"""The checks on what is written, applied to this repository."""

import pytest

from scripts import freshness, glossary, pages, parity, paths, prose, reading_order
from scripts.problems import report

REFS = parity.refs()
BOTH = [(language, ref) for language in paths.LANGUAGES for ref in pages.page_refs(language)]


def holds(problems):
    if problems:
        pytest.fail(report(problems), pytrace=False)


@pytest.fixture(scope="module")
def terms():
    return glossary.load()


@pytest.mark.parametrize("ref", REFS)
def test_both_languages_have_the_same_skeleton(ref):
    holds(parity.differences(ref))


@pytest.mark.parametrize("ref", REFS)
def test_both_languages_are_reconciled(ref):
    holds(parity.missing(ref) or freshness.stale(ref))


@pytest.mark.parametrize(("language", "ref"), BOTH)
def test_the_prose_keeps_the_rules(language, ref, terms):
    page = pages.read(pages.page_path(language, ref))
    holds(prose.lint(page, language) + glossary.lint(page, language, terms))


@pytest.mark.parametrize(("language", "ref"), BOTH)
def test_minutes_and_needs_are_said(language, ref):
    holds(reading_order.lint(language, ref))


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_no_page_needs_itself_by_way_of_others(language):
    holds(reading_order.cycles(language))


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_the_glossary_keeps_the_rules(language, terms):
    text = (paths.DOCS / "glossary.yml").read_text(encoding="utf-8")
    keys = (f"  {language}: ", f"  {language}_note: ")
    said = tuple(
        (number, line.partition(": ")[2].strip('"'))
        for number, line in enumerate(text.splitlines(), 1)
        if line.startswith(keys)
    )
    page = pages.Page("docs/glossary.yml", {}, "", 1, (), said)
    holds(prose.lint(page, language) + glossary.lint(page, language, terms))
