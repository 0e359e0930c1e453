"""How problems are told, to a person and to GitHub."""

import pytest

from scripts.problems import Problem, Problems, report

CELL = Problem(
    "snippets/tensors/views.py",
    31,
    "RuntimeError: 100% wrong",
    cell="strides",
    detail='File "views.py", line 33\nRuntimeError: 100% wrong',
    pages=("docs/zh/tensors/views.md", "docs/en/tensors/views.md"),
)


@pytest.fixture(autouse=True)
def not_on_github(monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def test_a_problem_names_file_cell_line_traceback_and_pages():
    assert report([CELL]) == (
        "snippets/tensors/views.py:strides (line 31): RuntimeError: 100% wrong\n"
        '    File "views.py", line 33\n'
        "    RuntimeError: 100% wrong\n"
        "    shown on: docs/zh/tensors/views.md, docs/en/tensors/views.md\n"
        "\n"
        "1 problem"
    )


def test_problems_are_sorted_told_once_and_counted():
    first, second = Problem("a.md", 2, "x"), Problem("a.md", 10, "y")
    assert report([second, first, second]) == "a.md (line 2): x\n\na.md (line 10): y\n\n2 problems"


def test_a_problem_of_a_whole_file_has_no_line():
    assert str(Problem("a.md", 0, "is missing")) == "a.md: is missing"


def test_github_gets_annotations_with_everything_escaped(monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    annotation = report([CELL]).splitlines()[-1]
    assert annotation == (
        "::error file=snippets/tensors/views.py,line=31,"
        "title=snippets/tensors/views.py%3Astrides (line 31)::"
        'RuntimeError: 100%25 wrong%0AFile "views.py", line 33%0ARuntimeError: 100%25 wrong'
    )


def test_the_exception_says_everything_at_once():
    problems = [Problem("b", 1, "x"), Problem("a", 1, "x")]
    assert str(Problems(problems)) == report(problems)
