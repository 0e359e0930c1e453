"""A page just made passes every check, and names that would hurt are refused."""

import pytest

from scripts import (
    cells,
    freshness,
    glossary,
    loader,
    new,
    pages,
    parity,
    paths,
    prose,
    reading_order,
    shown,
)

REF = "tensors/sorting"


@pytest.fixture
def made(tree, capsys):
    assert new.main([REF]) == 0
    return capsys.readouterr().out


def test_it_says_what_it_made_and_what_to_do_next(made, tree):
    for line in made.splitlines():
        if line.startswith("made "):
            assert (tree.root / line.removeprefix("made ")).is_file()
    assert made.count("made ") == 4
    assert f"reconcile {REF}" in made
    assert "mkdocs.yml" in made


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_its_pages_pass_every_lint(made, language):
    page = pages.read(pages.page_path(language, REF))
    assert prose.lint(page, language) == []
    assert glossary.lint(page, language, glossary.load(GLOSSARY)) == []
    assert reading_order.lint(language, REF) == []


GLOSSARY = paths.DOCS / "glossary.yml"


def test_its_languages_are_alike_and_reconciled(made):
    assert parity.differences(REF) == []
    assert freshness.stale(REF) == []


def test_its_fences_and_cells_fit(made):
    assert shown.survey().problems == []


def test_its_cells_run_and_its_test_passes(made, tree, tmp_path):
    folder = tmp_path / "streams"
    folder.mkdir()
    page = loader.execute(cells.parse(REF), folder)
    tests = {}
    exec((tree.root / "tests/snippets/tensors/test_sorting.py").read_text("utf-8"), tests)
    facts = [fact for name, fact in tests.items() if name.startswith("test_")]
    assert facts
    for fact in facts:
        fact(page)


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("sorting", "is not TOPIC/PAGE"),
        ("tensors/Sorting", "is not TOPIC/PAGE"),
        ("tensors/1d", "is not TOPIC/PAGE"),
        ("tensors/two-words", "is not TOPIC/PAGE"),
        ("../tensors/sorting", "is not TOPIC/PAGE"),
        ("tensors/class", "a word of Python"),
        ("tensors/random", "shadows"),
        ("random/tensors", "shadows"),
        ("tensors/torch", "shadows"),
        ("tensors/yaml", "shadows"),
    ],
)
def test_names_that_would_hurt_are_refused(tree, capsys, ref, said):
    assert new.main([ref]) == 1
    assert said in capsys.readouterr().err
    assert not list(tree.root.rglob("*.md"))


@pytest.mark.parametrize(
    "file", ["docs/en/tensors/sorting.md", "tests/snippets/tensors/test_sorting.py"]
)
def test_nothing_is_overwritten(tree, capsys, file):
    tree.write(file, "mine")
    assert new.main([REF]) == 1
    assert f"{file} exists already" in capsys.readouterr().err
    assert (tree.root / file).read_text("utf-8") == "mine"
