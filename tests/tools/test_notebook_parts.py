"""What notebooks are made of: links, comments, pictures, the order of definitions."""

import base64
import re
from types import SimpleNamespace

import pytest

from scripts import definitions, notebook_order, notebook_pages, notebook_static, paths
from scripts import notebook_text as text

ADDRESS = "https://example.org/notes/zh/"
SVG = '<svg width="9pt" xmlns="http://www.w3.org/2000/svg"><rect fill="var(--c0)"/></svg>'


def test_a_picture_stands_alone():
    shown = notebook_static.image(SVG, 'a "b"')
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", shown)[1]).decode()
    assert 'alt="a &quot;b&quot;"' in shown
    assert 'fill="#3b6fd4"' in svg and "var(" not in svg and "background:#fff" in svg


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("lenet.md", f"{ADDRESS}examples/lenet/"),
        ("lenet.md#loop", f"{ADDRESS}examples/lenet/#loop"),
        ("../index.md", ADDRESS),
        ("index.md#all", f"{ADDRESS}examples/#all"),
        ("../assets/x.webp", f"{ADDRESS}assets/x.webp"),
        ("#here", "#here"),
        ("https://pytorch.org/", "https://pytorch.org/"),
    ],
)
def test_links_lead_to_the_site(target, address):
    for link in ("[a]({})", "[`a` for b]({})", "![a]({})", "[a]: {}"):
        given, due = link.format(target), link.format(address)
        assert text.portable(given, "examples/small", ADDRESS) == due


def test_code_and_formulas_are_left_alone():
    for source in ("`[a](b.md)`", "$x_{#1}$", "``{.c #d}``"):
        assert text.portable(source, "examples/small", ADDRESS) == source
    assert text.portable("word{.cls #id}", "examples/small", ADDRESS) == "word"
    assert text.portable("换\n行", "examples/small", ADDRESS) == "换行"


def test_comments_fit_beside_code():
    lines = text.wrapped("张量的形状 `(N, C)`，每一行是一个样本。" * 6, indent=6)
    assert all(sum(1 + (c > "\u2e80") for c in line) <= 72 for line in lines)
    assert not any(line.startswith(("，", "。", " ")) for line in lines)
    assert "".join(lines).count("样本") == 6


def test_definitions_wait_for_their_place_only_if_nothing_needs_them_before(tree):
    source = "def a():\n    return B\n\n\nB = 1\n\n\nclass C:\n    x = B\n"
    tree.write("snippets/page/x.py", source)
    wanted = [("page/x", name) for name in ("a", "C")]
    statements, _ = definitions.gather(wanted)
    by_name = {s.names[0]: s for s in statements}

    def top(uses, **shown):
        places = {by_name[name]: place for name, place in shown.items()}
        return [s.names[0] for s in notebook_order.at_top(statements, places, uses)]

    assert top([(5, ["a"])], a=3, C=4) == ["B"]
    assert top([(2, ["a"])], a=3, C=4) == ["a", "B"]
    assert top([], a=1, B=2, C=3) == []
    assert top([], B=3, C=2) == ["a", "B"]
    assert top([(2, ["a"])], a=1, B=3, C=4) == ["B"]


def test_what_was_converted_is_kept_until_the_notebook_changes_or_it_is_damaged(
    tmp_path, monkeypatch
):
    path = tmp_path / "small.ipynb"
    path.write_text("{}")
    monkeypatch.setattr(notebook_pages, "_rendered_from", lambda *place: path)
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    page = SimpleNamespace(content="", file=SimpleNamespace(src_uri="x.md", abs_src_path="x.md"))
    read = []

    def by_plugin(config, files):
        read.append(page.file.abs_src_path)
        page.content = f"<p>{len(read)}</p>\n<style>much</style>"

    def convert() -> str:
        config = SimpleNamespace(theme={"language": "en"})
        return notebook_pages._convert(page, by_plugin, config, None)

    assert convert() == convert() == "<p>1</p>\n"
    assert (read, page.file.abs_src_path) == ([str(path)], "x.md")
    (tmp_path / "cache/notebooks/en/x.html").write_text("half a")
    assert convert() == convert() == "<p>2</p>\n"
    path.write_text("{ }")
    assert convert() == "<p>3</p>\n"
