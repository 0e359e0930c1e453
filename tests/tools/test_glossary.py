"""The glossary file, and the words it keeps out of the prose."""

import pytest

from scripts import glossary, pages
from scripts.problems import Problems

ENTRY = """\
- id: in-place
  zh: 原地
  en: in-place
  zh_note: 直接改写已有的存储。
  en_note: Overwriting the storage that is there.
  forbidden: {zh: [就地], en: [inplace, in situ]}
"""


@pytest.fixture
def terms(tree):
    return glossary.load(tree.write("docs/glossary.yml", ENTRY))


@pytest.fixture
def lint(tree, terms):
    def lint(text, language):
        page = pages.read(tree.write(f"docs/{language}/page.md", text))
        return [str(problem) for problem in glossary.lint(page, language, terms)]

    return lint


def test_a_term_has_words_notes_and_forbidden_forms(terms):
    (term,) = terms
    assert term.words == {"zh": "原地", "en": "in-place"}
    assert term.notes["en"] == "Overwriting the storage that is there."
    assert term.forbidden == {"zh": ["就地"], "en": ["inplace", "in situ"]}
    assert term.not_in == {"zh": [], "en": []}


def test_a_forbidden_form_is_told_with_its_line_and_the_right_word(lint):
    assert lint("# 题 {#t}\n\n可以就地改写。\n", "zh") == [
        "docs/zh/page.md (line 3): the glossary forbids 就地: write 原地"
    ]
    assert lint("# T {#t}\n\nAn Inplace one,\nin\nsitu.\n", "en") == [
        "docs/en/page.md (line 3): the glossary forbids Inplace: write in-place",
        "docs/en/page.md (line 4): the glossary forbids in\nsitu: write in-place",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`inplace=True` and [a link](inplace.md#inplace)",
        "```bash\ninplace\n```",
        "Placed in place, marketplace inplaced",
        "# T {#inplace}",
        '<a id="inplace"></a>',
    ],
)
def test_code_targets_and_parts_of_words_are_free(lint, text):
    assert lint(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        '```python snippet="a/b:c"\n1. inplace\n```',
        '```figure snippet="a/b:c"\nalt: inplace\n```',
        '??? note "inplace"\n\n    x',
        '=== "inplace"\n\n    x',
        "# The inplace one {#t}",
        "[inplace](a.md)",
        "![inplace](a.svg)",
        "| inplace |\n| --- |",
    ],
)
def test_notes_titles_and_labels_are_prose(lint, text):
    assert len(lint(text, "en")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- [", "not YAML"),
        (ENTRY + ENTRY, "the id is taken"),
        (ENTRY.replace("en: in-place", "en:"), "must be texts"),
        (ENTRY.replace("  zh: 原地\n", ""), "has the keys"),
        (ENTRY.replace("id: in-place", "id: In place"), "lower-case"),
        (ENTRY.replace("zh: [就地], ", ""), "one list for each language"),
        (ENTRY.replace("[inplace, in situ]", "[place]"), "part of the right word"),
        (ENTRY + "  not_in: {zh: [原地打转]}\n", "not_in has one list for each language"),
        (ENTRY + "  not_in: {zh: [打转], en: []}\n", "not_in has 打转"),
    ],
)
def test_a_wrong_entry_is_named(tree, text, said):
    with pytest.raises(Problems, match=said):
        glossary.load(tree.write("docs/glossary.yml", text))
