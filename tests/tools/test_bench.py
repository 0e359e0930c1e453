"""The sites that the benchmark compares show the same cells, and its copies hang together."""

import json
import re

import pytest

from scripts import cells, pages, prepare, shown
from scripts.bench import copies, measure, report, sites
from scripts.transcript import Result, Transcript

MODULE = '''"""A module."""

# %% _set-up
import math

# %% root
print(math.sqrt(2.25))  # (1)!

# %% broken raises=ValueError
math.sqrt(-1)
'''
PAGE = """---
needs: [topic/page]
---

# Page {#page}

```python snippet="topic/page:root"
1. A note.
```

!!! tip "Inside"

    ```python snippet="topic/page:broken"
    ```

```bash
echo left alone
```
"""


@pytest.fixture
def page(tree, monkeypatch):
    """The body of the one page, whose module has run."""
    tree.write("snippets/topic/page.py", MODULE)
    for language in ("zh", "en"):
        tree.write(f"docs/{language}/topic/page.md", PAGE)
    results = {"_set-up": Result(), "root": Result(stdout="1.5\n"), "broken": Result(error="Oh")}
    monkeypatch.setattr(
        prepare, "transcript", lambda ref: Transcript(ref, results, {"seconds": 0.5})
    )
    return pages.split_front_matter(PAGE)[1]


def test_the_plain_page_holds_code_notes_and_outputs_and_nothing_to_execute(page):
    text = sites.expanded(page, "en")
    assert "snippet=" not in text and "exec=" not in text
    assert "print(math.sqrt(2.25))  # (1)!" in text and "1. A note." in text
    assert "<code>1.5</code>" in text and "<code>Oh</code>" in text
    assert "    math.sqrt(-1)" in text.splitlines()
    assert "echo left alone" in text


def test_a_page_of_markdown_exec_executes_each_cell_once_after_its_set_up(page):
    text = sites.executable(page)
    fences = [f for f in pages.split("page", text, 1)[0] if "exec" in f.options]
    assert [f.body.split("\n")[0] for f in fences] == [
        "import math",
        "print(math.sqrt(2.25))  # (1)!",
        "try:",
    ]
    assert {f.options["session"] for f in fences} == {"topic/page"}
    assert "1. A note." in text


def test_a_cell_shown_twice_is_executed_once(page):
    again = '\n```python snippet="topic/page:root" show="output"\n```\n'
    assert sites.executable(page + again).count("sqrt(2.25)") == 1


def test_a_cell_that_is_to_raise_prints_its_error(page, capsys):
    exec("import math\n" + sites.runnable(cells.parse("topic/page").cells["broken"]), {})
    assert capsys.readouterr().out.startswith("ValueError ")


def test_a_notebook_holds_prose_and_cells_in_their_order(page):
    made = json.loads(sites.notebook(page))["cells"]
    assert [cell["cell_type"] for cell in made] == [
        "markdown",
        "code",
        "code",
        "markdown",
        "code",
        "markdown",
    ]
    assert "".join(made[3]["source"]).startswith("1. A note.")


def test_the_same_page_is_the_same_notebook(page):
    assert sites.notebook(page) == sites.notebook(page)


def test_copied_topics_refer_to_their_own_modules_and_pages(page, tree):
    tree.write("mkdocs.yml", "nav:\n  - index.md\n  - Topic:\n      - topic/page.md\nhooks: []\n")
    copies.multiply(tree.root, 3)
    text = (tree.root / "docs/en/topic_3/page.md").read_text("utf-8")
    assert 'snippet="topic_3/page:root"' in text and "needs: [topic_3/page]" in text
    assert copies.pages(tree.root) == 3
    assert "      - topic_3/page.md\n" in (tree.root / "mkdocs.yml").read_text("utf-8")
    assert not shown.survey().problems


def test_a_copied_module_imports_the_definitions_of_its_copy():
    text = copies.renamed("from snippets.topic.models import Net\n", "topic", "topic_2")
    assert text == "from snippets.topic_2.models import Net\n"


def test_an_edited_cell_prints_the_last_edit_only(tree, page):
    path = tree.root / "snippets/topic/page.py"
    for text in ("one", "two"):
        copies.edit_cell(path, "root", text)
    assert cells.parse("topic/page").cells["root"].code.endswith('\nprint("two")  # bench')
    assert path.read_text("utf-8").count("# bench") == 1
    assert cells.parse("topic/page").cells["broken"].code == "math.sqrt(-1)"


def test_an_edited_page_ends_with_the_last_word_only(tree, page):
    path = tree.root / "docs/en/topic/page.md"
    for number in (1, 2):
        copies.edit_prose(path, number)
    assert re.findall(r"word-\d", path.read_text("utf-8")) == ["word-2"]


def test_a_row_says_whether_its_aim_is_met():
    good = report.Row("warm", [1.0, 1.1, 5.0], "plain", [1.0, 1.0, 1.0], 1.25)
    bad = report.Row("cold", [2.0], "plain", [1.0], 1.25)
    lines = report.table([good, bad]).splitlines()
    assert lines[2].endswith("yes") and "1.00 … 5.00" in lines[2]
    assert lines[3].endswith("NO")


def test_a_failed_build_is_told_without_the_path_of_the_copy(tmp_path):
    folder = tmp_path / "ours"
    folder.mkdir()
    command = [measure.sys.executable, "-c", f"raise SystemExit({str(folder)!r})"]
    with pytest.raises(measure.Failed) as failed:
        measure.once(folder, command)
    assert (
        "…/ours" in str(failed.value) and str(tmp_path) not in str(failed.value).split("\n", 1)[1]
    )
