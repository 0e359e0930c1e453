"""What is done to the words of a page: terms explained, lines joined, formulas set."""

import pytest

from scripts import chinese, hover, mathml
from scripts.glossary import Term

NOWHERE = {"zh": [], "en": []}
AXIS = {"zh": ["横轴"], "en": ["axis of rotation"]}
TERMS = [
    Term("axis", {"zh": "轴", "en": "axis"}, {"zh": "一个方向", "en": "a direction"}, {}, AXIS),
    Term("view", {"zh": "视图", "en": "view"}, {"zh": "共用内存", "en": '"shared"'}, {}, NOWHERE),
    Term("tensor", {"zh": "张量", "en": "tensor"}, {"zh": "数组", "en": "array"}, {}, NOWHERE),
    Term("tv", {"zh": "张量视图", "en": "tensor view"}, {"zh": "两者", "en": "both"}, {}, NOWHERE),
]


def test_a_term_is_explained_where_it_first_stands():
    assert hover.explain("<p>沿着轴，再沿着轴</p>", TERMS, "zh") == (
        '<p>沿着<abbr title="一个方向">轴</abbr>，再沿着轴</p>'
    )


def test_the_longest_term_wins():
    assert '<abbr title="两者">张量视图</abbr>' in hover.explain("<p>张量视图</p>", TERMS, "zh")


def test_a_term_is_not_explained_where_it_means_something_else():
    page = hover.explain("<p>横轴上，沿着轴</p>", TERMS, "zh")
    assert page == '<p>横轴上，沿着<abbr title="一个方向">轴</abbr></p>'
    page = hover.explain("<p>The axis of rotation. Another axis.</p>", TERMS, "en")
    assert page == '<p>The axis of rotation. Another <abbr title="a direction">axis</abbr>.</p>'


def test_english_terms_are_whole_words_in_any_case_or_their_plural():
    page = hover.explain("<p>An interview. Tensors. A pre-view.</p>", TERMS, "en")
    assert page == '<p>An interview. <abbr title="array">Tensors</abbr>. A pre-view.</p>'


def test_quotation_marks_in_an_explanation_are_escaped():
    assert 'title="&quot;shared&quot;"' in hover.explain("<p>a view</p>", TERMS, "en")


@pytest.mark.parametrize("tag", ["code", "pre", "a", "h2", "svg", "math", "summary"])
def test_terms_are_not_explained_in(tag):
    page = f"<p><{tag} class='x'>轴<b>轴</b></{tag}></p>"
    assert hover.explain(page, TERMS, "zh") == page


def test_after_code_and_drawings_terms_are_explained_again():
    page = '<code>x</code><svg><path d="M0"/><use href="#a"/></svg>轴'
    assert hover.explain(page, TERMS, "zh").endswith('<abbr title="一个方向">轴</abbr>')


def test_a_line_break_between_chinese_characters_is_no_space():
    assert chinese.join_lines("<p>一，\n二</p>") == "<p>一，二</p>"
    assert chinese.join_lines("<strong>广播</strong>\n<em>很</em>好") == (
        "<strong>广播</strong><em>很</em>好"
    )


def test_a_line_break_beside_latin_letters_or_code_stays():
    for text in ("用\ntorch", "<code>x</code>\n轴", "a\nb"):
        assert chinese.join_lines(text) == text


def test_formulas_become_mathml():
    inline = mathml.convert(r'<p><span class="arithmatex">\(a &lt; b\)</span></p>')
    assert inline.startswith("<p><math") and "&#x0003C;" in inline and 'display="inline"' in inline
    block = mathml.convert('<div class="arithmatex">\n\\[\nx^2\n\\]\n</div>')
    assert block.startswith("<math") and 'display="block"' in block


def test_the_font_has_the_italics_and_roots_that_browsers_draw():
    page = mathml.convert(r'<span class="arithmatex">\(\sqrt{x} + h\)</span>')
    assert {"√", "𝑥", "ℎ", "+"} <= mathml.characters(page)


def test_the_font_is_small_and_the_same_each_time(tmp_path, monkeypatch):
    monkeypatch.setattr(mathml.paths, "CACHE", tmp_path)
    made = mathml.font({"√", "𝑥"})
    assert made[:4] == b"wOF2" and len(made) < 20_000
    monkeypatch.setattr(mathml.paths, "CACHE", tmp_path / "another")
    assert mathml.font({"𝑥", "√"}) == made
