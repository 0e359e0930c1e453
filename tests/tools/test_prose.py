"""Lints over prose: every rule has a text that breaks it and one that keeps it."""

import pytest

from scripts import pages, prose

GOOD = {
    "zh": """\
---
minutes: 3
---

# 广播 {#broadcasting}

长度为 1 的轴，可以拉长（见 `rows + cols`）；PyTorch 不会复制：这就是**广播**。它说“好”，$n$ 个……
批量 16、32 都行，10% 以内，3×3 个差，1.5 倍，时间是 12:30。
**为什么？** 区间写成 (0, 1) 或 [0, 1)，都见过。

1. 第 `i` 行，见[形状](shapes.md "说明")。
2. ![图](a.svg "图名") 链接：<https://docs.pytorch.org/docs/stable/>

!!! note "提示"

    ```python snippet="a/b:c"
    1. 形状 `(3, 1)`：三行一列。
    ```

```figure snippet="a/d:e"
alt: "一列：三行"
rows: 一列
```

=== "在 CPU 上"

    ```bash
    # 注释,不是正文!
    curl http://localhost
    ```

| 左 | 右 |
| -- | -- |
""",
    "en": """\
# Broadcasting {#broadcasting}

It's a "table": `“x”`, $n$ columns (three), and so on... See [shapes](shapes.md).

```python exec="on"
from scripts.status import table
print(table())
```
""",
}


@pytest.fixture
def lint(tree):
    def lint(text, language="zh"):
        page = pages.read(tree.write(f"docs/{language}/page.md", text))
        return prose.lint(page, language)

    return lint


@pytest.mark.parametrize("language", GOOD)
def test_good_prose_has_no_problems(lint, language):
    assert lint(GOOD[language], language) == []


@pytest.mark.parametrize(
    "text",
    ["广播,然后", "广播: 好", "好吗?", "`x`,然后", "说“好”,然后", "**好**!", "`x`, `y`"],
)
def test_half_width_punctuation_in_chinese(lint, text):
    assert any("half-width punctuation" in problem.message for problem in lint(text))


@pytest.mark.parametrize("text", ["结束.", "结束. 然后", "等等..."])
def test_half_width_full_stop_in_chinese(lint, text):
    assert any("full stop" in problem.message for problem in lint(text))


@pytest.mark.parametrize("text", ["广播(好)", "广播 (good)", "(good) 形状"])
def test_half_width_brackets_in_chinese(lint, text):
    assert any("brackets" in problem.message for problem in lint(text))


@pytest.mark.parametrize("text", ['他说"好"。', "他说「好」。", "他说『好』。"])
def test_one_style_of_quotation_marks_in_chinese(lint, text):
    assert any("quotation marks" in problem.message for problem in lint(text))


@pytest.mark.parametrize(
    "text",
    [
        "用PyTorch 写",
        "PyTorch里",
        "长度为1",
        "第`i` 行",
        "第 $i$行",
        "用**CPU** 算",
        "[形状](a.md)是 `x`的",
    ],
)
def test_a_space_between_chinese_and_latin(lint, text):
    assert any("put a space" in problem.message for problem in lint(text))


@pytest.mark.parametrize("text", ["广播 ，然后", "广播， 然后", "用 `x` 。"])
def test_no_space_beside_full_width_punctuation(lint, text):
    assert any("no space beside" in problem.message for problem in lint(text))


@pytest.mark.parametrize("text", ["Shapes，then", "One。", "（one）", "a　b"])
def test_full_width_punctuation_in_english(lint, text):
    assert any("full-width" in problem.message for problem in lint(text, "en"))


@pytest.mark.parametrize("text", ["It’s", "A “table”"])
def test_curly_quotation_marks_in_english(lint, text):
    assert any("straight" in problem.message for problem in lint(text, "en"))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("\u2f45", "type 方"), ("\uf90a", "type 金"), ("\u2eda", "CJK RADICAL C-SIMPLIFIED LEAF")],
)
def test_characters_that_only_look_chinese(lint, wrong, right):
    (problem,) = lint(f"# 题 {{#t}}\n\n这{wrong}\n")
    assert problem.line == 3
    assert right in problem.message


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\ue000", "\ufffd"])
def test_invisible_characters(lint, character):
    assert any("invisible" in problem.message for problem in lint(f"好{character}的"))


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://example.org/x.png)",
        "![x](https://example.org/x.png)",
        "![x](//example.org/x.png)",
        '<img alt="x" src="https://example.org/x.png">',
        "<script src=//example.org/x.js></script>",
        '<link rel="stylesheet" href="https://example.org/x.css">',
    ],
)
def test_images_and_scripts_from_elsewhere(lint, text):
    assert any("fetches nothing" in problem.message for problem in lint(text, "en"))


@pytest.mark.parametrize("text", ["[x](http://example.org)", "<http://example.org>"])
def test_links_to_other_sites_are_https(lint, text):
    assert any("https" in problem.message for problem in lint(text, "en"))


LITERAL = [
    "```python\nx = 1\n```",
    "```py\nx = 1\n```",
    "```pycon\n>>> x\n```",
    "```python3\nx = 1\n```",
    "``` Python\nx = 1\n```",
    "~~~python\nx = 1\n~~~",
    "`````python\nx = 1\n`````",
    "``` {.python}\nx = 1\n```",
    '```python title="x"\nx = 1\n```',
    '```python snippet=""\n```',
    '```python exec="off"\nx = 1\n```',
    '=== "Tab"\n\n    ```python\n    x = 1\n    ```',
    '??? note "Folded"\n\n    ```python\n    x = 1\n    ```',
    "!!! note\n\n    !!! tip\n\n        ~~~py\n        x = 1\n        ~~~",
    "- item\n\n    ```python\n    x = 1\n    ```",
    "> ```python\n> x = 1\n> ```",
]


@pytest.mark.parametrize("text", LITERAL)
def test_python_with_literal_code_wherever_it_stands(lint, text):
    (problem,) = lint(text, "en")
    assert "comes from a module" in problem.message
    assert text.splitlines()[problem.line - 1].lstrip("> ")[:3] in ("```", "~~~")


@pytest.mark.parametrize("line", ["import torch", "from torch import nn", "  import numpy as np"])
def test_a_fence_that_is_executed_imports_only_scripts(lint, line):
    (problem,) = lint(f'```python exec="on"\n{line}\n```', "en")
    assert "calls a function of scripts" in problem.message


def test_problems_name_the_line_also_of_notes_and_after_long_code_spans(lint):
    text = '好。\n\n`a\nb` 好。\n\n```python snippet="a/b:c"\n1. 好的。\n2. 用x的。\n```\n\n好,\n'
    assert sorted({problem.line for problem in lint(text)}) == [8, 11]
