"""Pages as notebooks: their text, their code, and what they must not do."""

import ast
import json
import re
from pathlib import Path

import pytest
import torch

from scripts import (
    cells,
    notebook,
    pages,
    paths,
    prepare,
)
from scripts.problems import Problems
from scripts.transcript import Result, Transcript

EXAMPLE = Path(__file__).parent.parent / "site" / "example"
ADDRESS = "https://example.org/notes/zh/"
SVG = '<svg width="9pt" xmlns="http://www.w3.org/2000/svg"><rect fill="var(--c0)"/></svg>'


def result(name: str) -> Result:
    error = "RuntimeError: shapes" if name == "shapes" else ""
    figures = [SVG] if name in ("look", "row") else []
    return Result(stdout=f"{name}\n" * (not error), error=error, figures=figures)


@pytest.fixture
def example(tree, monkeypatch):
    """The example, as if its cells had run: each prints its name."""
    for file in EXAMPLE.glob("*.py"):
        tree.write(f"snippets/examples/{file.name}", file.read_text("utf-8"))
    for language in paths.LANGUAGES:
        page = (EXAMPLE / f"{language}.txt").read_text("utf-8")
        tree.write(f"docs/{language}/examples/small.md", page)

    def transcript(ref: str) -> Transcript:
        results = {name: result(name) for name in cells.parse(ref).cells}
        return Transcript(ref, results, {"data": []})

    monkeypatch.setattr(prepare, "transcript", transcript)
    return tree


def build(language: str = "zh") -> dict[str, dict]:
    made = notebook.build(language, "examples/small", ADDRESS)
    return {cell["id"]: cell for cell in made["cells"]}


def prose(found: dict[str, dict]) -> str:
    return "\n".join(c["source"] for c in found.values() if c["cell_type"] == "markdown")


def replace(example, name: str, old: str, new: str) -> None:
    path = example.root / name
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_a_notebook_is_valid(example, language):
    nbformat = pytest.importorskip("nbformat")
    made = json.loads(notebook.dumps(notebook.build(language, "examples/small", ADDRESS)))
    nbformat.validate(made)
    assert made["metadata"]["kernelspec"]["name"] == "python3"


def test_the_same_page_makes_the_same_notebook(example):
    first, second = (notebook.build("en", "examples/small", ADDRESS) for _ in range(2))
    assert notebook.dumps(first) == notebook.dumps(second)


def test_cells_come_in_the_order_of_the_page_and_nothing_imports_snippets(example):
    found = build()
    code = [name for name, cell in found.items() if cell["cell_type"] == "code"]
    assert code == [
        "definitions",
        "small-look",
        "small_parts-Net",
        "small-train",
        "alone-1",
        "small_errors-_net",
        "small_errors-shapes",
        "small_errors-warned",
        "alone-2",
        "small-mean-stub",
        "small-mean-solution",
        "small-mean-check",
        "small-after",
    ]
    assert [found[name]["execution_count"] for name in code] == list(range(1, len(code) + 1))
    assert not any("snippets" in cell["source"] for cell in found.values())


def test_definitions_stand_at_the_top_unless_the_page_shows_them_in_time(example):
    top = build()["definitions"]
    assert "def points" in top["source"] and "class Net" not in top["source"]
    assert top["metadata"]["jupyter"] == {"source_hidden": True}
    replace(example, "snippets/examples/small.py", "print(x.shape", "Net(), print(x.shape")
    assert "class Net" in build()["definitions"]["source"]


def test_notes_become_comments_in_the_language_of_the_page(example):
    code = build("en")["small-train"]["source"]
    assert "    # The mean squared error.\n    loss = nn" in code
    assert "    # 均方误差。\n    loss = nn" in build("zh")["small-train"]["source"]
    assert ")!" not in code


def test_outputs_are_those_of_the_run(example):
    found = build()
    stream, drawn = found["small-look"]["outputs"]
    assert stream == {"output_type": "stream", "name": "stdout", "text": "look\n"}
    assert drawn["data"]["text/html"].startswith('<img alt="上面的代码画出的图" src="data:')
    (error,) = found["small_errors-shapes"]["outputs"]
    assert (error["ename"], error["evalue"]) == ("RuntimeError", "shapes")
    assert found["small_errors-shapes"]["metadata"]["tags"] == ["raises-exception"]


def test_text_is_markdown_that_every_viewer_knows(example):
    said = prose(build())
    assert '<a id="look"></a>\n\n## 看数据' in said
    assert "$y = 2x + 1$" in said and r"$$\frac{1}{N}" in said
    assert "> **提示**\n> \n> 先看数据，再写模型。" in said
    assert "<details><summary>折起来的</summary>\n\n没有代码。\n\n</details>" in said
    assert "**解答**" in said
    assert "*一行*" in said and '<img alt="一行三个格子" src="data:image/svg+xml' in said
    assert f"[首页]({ADDRESS}#home)" in said and f"({ADDRESS}examples/small/)" in said
    assert "{#" not in said and "???" not in said and "snippet=" not in said


def test_what_is_computed_for_the_page_is_there_without_scripts(example):
    said = prose(build())
    assert '<img alt="三个点" src="data:image/svg+xml' in said
    assert "<script" not in said and "your-number" not in said and "<svg" not in said


def test_cells_that_the_page_does_not_show_are_there_all_the_same(example):
    for language in paths.LANGUAGES:
        page = example.root / f"docs/{language}/examples/small.md"
        body = page.read_text("utf-8")
        body = re.sub(r'```python snippet="examples/small:train"\n.*?```\n', "", body, flags=re.S)
        page.write_text(body, encoding="utf-8")
    found = build()
    assert found["small-train"]["metadata"] == notebook.HIDDEN
    assert list(found).index("small-train") < list(found).index("small-mean-stub")


def test_cells_in_another_order_than_the_module_are_refused(example):
    page = example.root / "docs/zh/examples/small.md"
    body = (
        page.read_text("utf-8")
        .replace("small:look", "small:x")
        .replace("small:after", "small:look")
    )
    page.write_text(body.replace("small:x", "small:after"), encoding="utf-8")
    with pytest.raises(Problems, match="stands before this cell in snippets/examples/small.py"):
        build()


def test_modules_do_not_take_each_other_s_names(example):
    replace(example, "snippets/examples/small_errors.py", "wrong", "model")
    found = build()
    assert found["alone-1"]["source"].endswith("_page = _now()\ntorch.manual_seed(0)")
    assert found["alone-2"]["source"] == "_small_errors = _now()\n_back(_page)"
    state = {"torch": torch, "model": 1}
    exec(notebook.ALONE, state)
    for line in ("_page = _now()", "model = 2; new = 3", "_other = _now(); _back(_page)"):
        exec(line, state)
    assert (state["model"], state["new"]) == (1, 3)
    exec("_back(_other)", state)
    assert state["model"] == 2


def test_a_name_that_definitions_need_is_not_given_another_meaning(example):
    replace(example, "snippets/examples/small_parts.py", "2 * x + 1", "2 * x + LENGTH / 8")
    replace(example, "snippets/examples/small.py", "print(torch.rand(2))", "LENGTH = 3")
    with pytest.raises(Problems, match="makes LENGTH something else than snippets/.*which others"):
        build()


def test_a_name_is_not_imported_after_it_was_given_another_meaning(example):
    line = "Net = 1\nfrom snippets.examples.small_parts import Net"
    replace(
        example, "snippets/examples/small.py", "print(torch.rand(2))", f"Net = 2\n\n# %% x\n{line}"
    )
    for language in paths.LANGUAGES:
        name = f"docs/{language}/examples/small.md"
        fence = '```python snippet="examples/small:after"\n```'
        replace(example, name, fence, f"{fence}\n\n{fence.replace('after', 'x')}")
    with pytest.raises(Problems, match="imports Net, which snippets/examples/small.py:after"):
        build()


def test_a_fence_in_a_list_is_refused(example):
    page = example.root / "docs/zh/examples/small.md"
    body = page.read_text("utf-8")
    page.write_text(
        body + '\n- a\n\n    ```python snippet="examples/small:after"\n    ```\n', "utf-8"
    )
    with pytest.raises(Problems, match="no cells in lists"):
        build()


def test_what_fails_in_an_exec_fence_is_said_with_its_place(example):
    replace(example, "docs/zh/examples/small.md", "print('<figure", "1 / 0, print('<figure")
    with pytest.raises(Problems, match="small.md.*ZeroDivisionError"):
        build()


def examples() -> list[str]:
    return [r for r in pages.page_refs("zh") if re.fullmatch(r"examples/(?!index)\w+", r)]


@pytest.mark.parametrize("ref", examples())
def test_the_notebooks_of_both_languages_have_the_same_code(ref, transcripts):
    both = []
    for language in paths.LANGUAGES:
        made = notebook.build(language, ref, f"https://example.org/{language}/")
        code = [c for c in made["cells"] if c["cell_type"] == "code"]
        assert not any(re.search(r"^\s*(from|import) snippets", c["source"], re.M) for c in code)
        both.append([(c["id"], ast.dump(ast.parse(c["source"]))) for c in code])
    assert both[0] == both[1]
