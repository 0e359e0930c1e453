"""Two languages, one skeleton: what counts, and where they are said to part."""

import pytest

from scripts import pages, parity

ZH = """\
---
minutes: 12
needs: [tensors/shapes]
reconciled: "000000000000"
title: 广播
---

# 广播 {#broadcasting}

形状是 $n$，见[形状](shapes.md#rule)。

```python snippet="tensors/broadcasting:rule" show="code"
1. 第一。
2. 第二。
```

## 规则 {#rule}

$$
\\text{新} = a + b
$$

| 左 | 右 |
| -- | -- |
| 1  | 2  |

- 甲
- 乙

??? success "解答"

    ```figure snippet="tensors/broadcasting_diagrams:rule"
    alt: 图
    rows: 行
    ```

=== "CPU"

    见[文档](https://docs.pytorch.org/zh/stable/add.html)。

![图](rule.svg)
"""

EN = """\
---
title: Broadcasting
needs: [tensors/shapes]
minutes: 12
---

# Broadcasting {#broadcasting}

See [shapes](shapes.md#rule), where the shape
is $ n $
or rather $n$.

```python snippet="tensors/broadcasting:rule" show="code"
1. First.
2. Second.
```

## The rule {#rule}

$$\\text{new} = a +
b$$

| left | right |
| ---- | ----- |
| 1    | 2     |

- one
- two

??? success "Solution"

    ```figure snippet="tensors/broadcasting_diagrams:rule"
    rows: rows
    alt: a picture
    ```

=== "CPU"

    See [the manual](https://docs.pytorch.org/stable/add.html).

![A picture](rule.svg)
"""


@pytest.fixture
def compare(tree):
    def compare(zh, en):
        tree.write("docs/zh/a/b.md", zh)
        tree.write("docs/en/a/b.md", en)
        return [str(problem) for problem in parity.differences("a/b")]

    return compare


def test_pages_that_say_the_same_in_other_words_do_not_differ(compare):
    assert compare(ZH, EN) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{#rule}", "{#rules}", "heading ## {#rule} ≠ docs/en/a/b.md:18 heading ## {#rules}"),
        ("## The", "### The", "heading ## {#rule} ≠ docs/en/a/b.md:18 heading ### {#rule}"),
        ("2. Second.\n", "", 'show="code" with 2 notes ≠ docs/en/a/b.md:13 fence python'),
        (' show="code"', "", 'show="code" with 2 notes ≠ docs/en/a/b.md:13 fence python'),
        ("rows: rows", "cols: rows", "with the keys alt, rows ≠"),
        ("a +\nb", "a -\nb", "display formula \\text{}=a+b ≠"),
        ("or rather $n$", "or rather $m$", "formula n ≠ docs/en/a/b.md:11 formula m"),
        ("shapes.md#rule", "shapes.md#rules", "link shapes.md#rule ≠"),
        ("/stable/add", "/stable/sub", "link docs.pytorch.org/stable/add.html ≠"),
        ("| 1    | 2     |\n", "", "table of 2 columns and 1 rows ≠"),
        ("- two\n", "", "item - has no counterpart in docs/en/a/b.md"),
        ("???", "!!!", "admonition ??? success ≠"),
        ('=== "CPU"', "CPU", "tab === has no counterpart"),
        ("rule.svg", "other.svg", "image rule.svg ≠"),
        ("minutes: 12", "minutes: 13", "front matter minutes: 12 ≠"),
        ("[tensors/shapes]", "[]", "front matter needs: ['tensors/shapes'] ≠"),
    ],
)
def test_each_difference_is_told_once_with_both_places(compare, old, new, said):
    assert old in EN
    (problem,) = compare(ZH, EN.replace(old, new))
    assert said in problem


def test_one_missing_note_does_not_drown_the_rest(compare):
    found = compare(ZH, EN.replace("2. Second.\n", "").replace("rule.svg", "other.svg"))
    assert [problem.split(" ≠ ")[0] for problem in found] == [
        'docs/zh/a/b.md (line 12): fence python snippet="tensors/broadcasting:rule" show="code" '
        "with 2 notes",
        "docs/zh/a/b.md (line 41): image rule.svg",
    ]


def test_a_section_too_many_is_told_alone(compare):
    found = compare(ZH, EN.replace("## The rule", "## Extra {#extra}\n\n## The rule"))
    assert found == [
        "docs/en/a/b.md (line 18): heading ## {#extra} has no counterpart in docs/zh/a/b.md"
    ]


def test_headings_and_links_in_code_do_not_count(compare):
    code = "\n```bash\n# comment\n[x](y.md)\n```\n\nA `[x](y.md)` and `$x$`.\n"
    plain = "\n```bash\n# 注释\n```\n\n甲。\n"
    assert compare(ZH + plain, EN + code) == []


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("## 没有", "needs an ASCII id"),
        ("## 中文 {#中文}", "needs an ASCII id"),
        ("## 大写 {#Upper}", "needs an ASCII id"),
        ("## 重复 {#rule}", "the id rule is taken by the heading in line 17"),
        ("下划线\n======", "begin headings with #"),
    ],
)
def test_headings_need_an_ascii_id_of_their_own(tree, heading, said):
    page = pages.read(tree.write("docs/zh/a/b.md", ZH + "\n" + heading + "\n"))
    (problem,) = parity.headings(page)
    assert said in problem.message
    assert problem.line == len(ZH.splitlines()) + 2


def test_a_page_in_one_language_only_is_missing_in_the_other(tree):
    tree.write("docs/zh/a/b.md", ZH)
    (tree.root / "docs/en").mkdir()
    assert parity.refs() == ["a/b"]
    assert [str(problem) for problem in parity.differences("a/b")] == [
        "docs/en/a/b.md: is missing: docs/zh/a/b.md is there"
    ]


def test_an_unreadable_page_is_a_problem_and_no_comparison(compare):
    (problem,) = compare(ZH, EN + "\n```python\n")
    assert "not closed" in problem
