"""Reading pages: front matter, fences wherever they stand, and the prose between."""

import pytest

from scripts import pages
from scripts.problems import Problems

PAGE = """\
---
minutes: 3
needs: []
---

# Title {#title}

```python snippet="a/b:c" show="code" title="Two words"
1. A note.
```

??? success "Solution"

    Prose.

    ~~~figure snippet="a/d:e"
    alt: one
    rows: two
    ~~~

=== "Tab"

    1. item

        ````bash
        ```
        echo
          deeper
        ````

> ```text
> quoted
> ```

Last ``` not a fence ``` line.
"""


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "page.md"
        path.write_text(text, encoding="utf-8")
        return pages.read(path)

    return read


def test_front_matter_and_body_keep_their_line_numbers(read):
    page = read(PAGE)
    assert page.front == {"minutes": 3, "needs": []}
    assert page.first_line == 5
    assert PAGE.splitlines()[page.first_line - 1 :] == page.body.splitlines()


def test_fences_are_found_in_details_tabs_lists_and_quotes(read):
    found = read(PAGE).fences
    assert [fence.language for fence in found] == ["python", "figure", "bash", "text"]
    assert [fence.indent for fence in found] == [0, 4, 8, 2]
    lines = PAGE.splitlines()
    assert all(fence.language in lines[fence.line - 1] for fence in found)


def test_options_are_read_and_bodies_dedented(read):
    python, figure, bash, text = read(PAGE).fences
    assert python.options == {"snippet": "a/b:c", "show": "code", "title": "Two words"}
    assert python.body == "1. A note.\n"
    assert figure.body == "alt: one\nrows: two\n"
    assert bash.body == "```\necho\n  deeper\n"
    assert text.body == "quoted\n"


def test_prose_is_every_line_outside_the_fences(read):
    prose = dict(read(PAGE).prose)
    assert "    Prose." in prose.values()
    assert "Last ``` not a fence ``` line." in prose.values()
    assert not any("snippet" in line or "echo" in line for line in prose.values())
    lines = PAGE.splitlines()
    assert all(lines[number - 1] == text for number, text in prose.items())


def test_attributes_in_braces_are_options(read):
    (fence,) = read('``` {.python title="x"}\n```\n').fences
    assert (fence.language, fence.options) == ("python", {"title": "x"})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# A\n\n```python\nx\n", 3, "not closed"),
        ("???+ note\n\n    ```text\n    x\n\nout\n\n    ```\n", 3, "not closed"),
        ("```python\nx\n````\n", 1, "not closed"),
        ("```python snippet=a/b:c\n```\n", 1, 'key="value"'),
        ("---\nminutes: 3\n", 1, "not closed by a line `---`"),
        ("---\n a: [\n---\n", 1, "not YAML"),
        ("---\njust words\n---\n", 1, "key: value"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(read, text, line, message):
    with pytest.raises(Problems) as caught:
        read(text)
    first = caught.value.problems[0]
    assert first.line == line
    assert message in first.message


def test_references_are_sorted_and_without_suffix(tmp_path, monkeypatch):
    monkeypatch.setattr(pages.paths, "DOCS", tmp_path)
    for name in ("zh/b/c.md", "zh/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert pages.page_refs("zh") == ["a", "b/c"]
    assert pages.page_path("zh", "b/c") == tmp_path / "zh/b/c.md"
