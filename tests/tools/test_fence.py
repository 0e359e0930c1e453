"""What the reader gets in the place of a fence."""

import re

import pytest
from markdown import Markdown

from scripts import prepare
from scripts.problems import Problems
from scripts.transcript import Result, Transcript

CODE = "# %% sum\ntotal = 1 + 2  # (1)!\nprint(total)\n\n# %% quiet\nx = 1\n"
SVG = '<svg viewBox="0 0 1 1"><g id="axes_1"/><use href="#axes_1"/><text>{rows}</text></svg>'
EXTENSIONS = ["pymdownx.superfences", "pymdownx.details", "admonition", "pymdownx.tabbed", "tables"]
EXTENSIONS += ["attr_list", "md_in_html", "pymdownx.inlinehilite", "scripts.fence"]


@pytest.fixture
def convert(tree, monkeypatch):
    """Convert Markdown with a module whose cells have shown what `results` says."""
    tree.write("snippets/t/page.py", CODE)
    tree.write("snippets/t/define.py", "LIMIT = 3\n\n\ndef f(x):\n    return x\n")

    def convert(text, language="en", **results):
        found = {name.replace("_", "-"): result for name, result in results.items()}
        for ref in ("t/page", "t/rows"):
            monkeypatch.setitem(prepare._latest, ref, Transcript(ref, found, {}))
        options = {"pymdownx.tabbed": {"alternate_style": True}}
        options["scripts.fence"] = {"language": language}
        return Markdown(extensions=EXTENSIONS, extension_configs=options).convert(text)

    return convert


def fence(cell, body="", options=""):
    return f'```python snippet="t/page:{cell}"{options}\n{body}```\n'


SUM = fence("sum", "1. A note.\n")


def test_code_then_notes_then_output(convert):
    page = convert(SUM, sum=Result(stdout="3\n"))
    code, notes, output = (page.index(mark) for mark in ("total", "<li>A note.</li>", ">3</code>"))
    assert code < notes < output


def test_the_note_list_follows_the_code_directly(convert):
    page = convert(SUM, sum=Result(stdout="3\n"))
    assert re.search(r"</code></pre></div>\s*<ol>", page)


def test_a_cell_that_shows_nothing_has_no_output(convert):
    assert 'class="output"' not in convert(fence("quiet"), quiet=Result())


@pytest.mark.parametrize("kind", ["stdout", "stderr", "error"])
def test_each_kind_of_output_is_told_apart_and_escaped(convert, kind):
    page = convert(SUM, sum=Result(**{kind: "<b> & more\n"}))
    assert f'<pre class="{kind}"><code>&lt;b&gt; &amp; more</code>' in page


@pytest.mark.parametrize("frame", ['??? success "Solution"', "!!! note", '=== "Tab"', "- item"])
def test_fences_stand_in_admonitions_tabs_and_lists(convert, frame):
    indented = "".join(f"    {line}\n" for line in SUM.splitlines())
    page = convert(f"{frame}\n\n{indented}", sum=Result(stdout="3\n", figures=[SVG]))
    assert '<div class="output"' in page
    assert "<li>A note.</li>" in page
    assert "wzxhzdk" not in page and "klzzwxh" not in page, "nothing is left in the stash"


def test_only_the_code_or_only_the_output(convert):
    shown = {"sum": Result(stdout="3\n")}
    code = convert(fence("sum", "1. A note.\n", ' show="code"'), **shown)
    output = convert(fence("sum", "", ' show="output"'), **shown)
    assert "total" in code and 'class="output"' not in code
    assert "total" not in output and ">3</code>" in output


def test_a_title_stands_above_the_code(convert):
    assert 'class="filename">Adding' in convert(
        fence("sum", "1. A note.\n", ' title="Adding"'), sum=Result()
    )


def test_a_definition_is_shown_from_another_module(convert):
    page = convert('```python snippet="t/define:f"\n```\n')
    assert "return" in page and "LIMIT" not in page and 'class="output"' not in page


def test_a_fence_within_a_longer_fence_is_an_example_and_stays(convert):
    page = convert(f"````markdown\n{SUM}````\n")
    assert "snippet=" in page and 'class="output"' not in page


def test_pictures_have_ids_of_their_own_even_when_shown_twice(convert):
    page = convert(SUM + "\n\n" + SUM, sum=Result(figures=[SVG, SVG]))
    ids = re.findall(r'id="([^"]*axes_1)"', page)
    assert len(set(ids)) == len(ids) == 4
    assert sorted(re.findall(r'href="#([^"]*axes_1)"', page)) == sorted(ids)


@pytest.mark.parametrize(("language", "label"), [("zh", "输出"), ("en", "Output")])
def test_an_output_has_a_name_in_the_language_of_the_page(convert, language, label):
    assert f'aria-label="{label}"' in convert(SUM, language, sum=Result(stdout="3\n"))


def test_a_diagram_gets_its_words_from_the_page(convert):
    text = '```figure snippet="t/page:quiet"\nalt: 一列 < 两列\ncaption: 说明\nrows: 行\n```\n'
    page = convert(text, "zh", quiet=Result(figures=[SVG]))
    assert "<text>行</text>" in page
    assert 'aria-label="一列 &lt; 两列"' in page
    assert "<figcaption>说明</figcaption>" in page


def test_twins_make_a_row_of_each_cell_with_what_it_showed(convert, tree):
    tree.write(
        "snippets/t/rows.py", "# %% or\narray = a | b\ntensor = f(a,\n  b)\nsame(array, tensor)\n"
    )
    text = '```twins snippet="t/rows"\nor: 或\n```\n'
    page = convert(text, "zh", **{"or": Result(stdout="(2,) int64 → torch.int64\n")})
    assert "<td>或</td>" in page and "int64 → torch.int64" in page
    plain = re.sub(r"<[^>]+>", "", page)
    assert "a | b" in plain and "f(a, b)" in plain


def test_a_fence_that_cannot_be_expanded_is_told_not_left_out(convert):
    with pytest.raises(Problems):
        convert('```python snippet="t/nothing:x"\n```\n')


@pytest.fixture
def sines(tree, convert):
    """Converts a page after which `sine` is shown, a definition that needs `math` and `nn`."""
    tree.write(
        "snippets/t/sines.py",
        "import math\nimport os\n\nfrom torch import nn\n\n\n"
        "def sine(x):\n    return nn.Linear(1, int(math.sin(x)))\n",
    )
    tree.write(
        "snippets/t/page.py",
        "# %% math\nimport math\n\n# %% other\nimport cmath as math\n\n\n"
        "# %% inside\ndef f():\n    import math\n",
    )

    def sines(*cells):
        shown = [fence(cell) for cell in cells] + ['```python snippet="t/sines:sine"\n```']
        page = convert("\n".join(shown), math=Result(), other=Result(), inside=Result())
        return re.sub(r"<[^>]+>", "", page.rpartition('<div class="highlight">')[2])

    return sines


def test_a_definition_is_shown_with_the_imports_it_needs(sines):
    assert sines().startswith("import math\n\nfrom torch import nn\n\n\ndef sine(x):")


def test_what_the_page_has_imported_is_not_imported_again(sines):
    assert sines("math").startswith("from torch import nn\n\n\ndef sine(x):")


@pytest.mark.parametrize("cell", ["other", "inside"])
def test_another_thing_of_the_same_name_and_imports_inside_functions_do_not_count(sines, cell):
    assert sines(cell).startswith("import math\n")
