"""Minutes and needs in the front matter, and the order they give."""

import pytest

from scripts import reading_order


@pytest.fixture
def lesson(tree):
    tree.write("snippets/a/b.py", "")

    def lesson(front, ref="a/b"):
        tree.write(f"docs/zh/{ref}.md", f"---\n{front}\n---\n\n# 题 {{#t}}\n")
        return [problem.message for problem in reading_order.lint("zh", ref)]

    return lesson


def test_a_lesson_with_minutes_and_needs_is_fine(lesson):
    lesson("minutes: 3\nneeds: []", "a/first")
    assert lesson("minutes: 3\nneeds: [a/first]") == []


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("minutes: 3", "a lesson says"),
        ("needs: []", "a lesson says"),
        ("minutes: a few\nneeds: []", "whole number"),
        ("minutes: 2.5\nneeds: []", "whole number"),
        ("minutes: true\nneeds: []", "whole number"),
        ("minutes: 0\nneeds: []", "whole number"),
        ("minutes: 3\nneeds: a/first", "list of pages"),
        ("minutes: 3\nneeds: [a/missing]", "a/missing, which is no page"),
    ],
)
def test_what_a_lesson_may_not_say(lesson, front, said):
    (message,) = lesson(front)
    assert said in message


def test_pages_that_are_no_lessons_need_neither(lesson):
    assert lesson("title: 首页", "index") == []
    assert lesson("title: 章", "a/index") == []


def test_a_circle_of_needs_is_told_in_order(lesson):
    lesson("needs: [a/c]", "a/b")
    lesson("needs: [a/d]", "a/c")
    lesson("needs: []", "a/d")
    assert reading_order.cycles("zh") == []
    lesson("needs: [a/b]", "a/d")
    (problem,) = reading_order.cycles("zh")
    assert problem.message.count("→") == 3
    assert problem.path.startswith("docs/zh/a/")
