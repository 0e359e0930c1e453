"""What it takes for two languages to count as saying the same."""

import shutil
import subprocess

import pytest

from scripts import freshness, pages
from scripts.problems import Problems

ZH = "---\nminutes: 3\nneeds: []\n---\n\n# 题 {#title}\n\n一句话。\n"
EN = "---\nminutes: 3\nneeds: []\n---\n\n# Title {#title}\n\nA sentence.\n"


@pytest.fixture
def pair(tree):
    return tree.write("docs/zh/a/b.md", ZH), tree.write("docs/en/a/b.md", EN)


def edit(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_digest_ignores_white_space_only():
    assert freshness.digest("one two\n\nthree") == freshness.digest("one\ntwo three\n")
    assert freshness.digest("one two") != freshness.digest("one too")
    assert len(freshness.digest("")) == 12


def test_a_pair_never_reconciled_is_stale_both_ways(pair):
    assert [problem.path for problem in freshness.stale("a/b")] == [
        "docs/zh/a/b.md",
        "docs/en/a/b.md",
    ]


def test_reconciling_makes_a_pair_fresh_and_keeps_the_rest(pair):
    before = [pages.front_matter(file) for file in pair]
    freshness.reconcile("a/b")
    assert freshness.stale("a/b") == []
    for file, (front, body, _) in zip(pair, before, strict=True):
        after, same_body, _ = pages.front_matter(file)
        assert after["reconciled"] and after == front | {"reconciled": after["reconciled"]}
        assert same_body == body
    text = pair[0].read_text(encoding="utf-8")
    freshness.reconcile("a/b")
    assert pair[0].read_text(encoding="utf-8") == text


def test_a_page_without_front_matter_gets_one(pair):
    for file in pair:
        file.write_text(file.read_text(encoding="utf-8").split("---\n\n")[1], encoding="utf-8")
    freshness.reconcile("a/b")
    assert freshness.stale("a/b") == []


def test_an_edit_makes_its_counterpart_stale_front_matter_does_not(pair):
    zh, en = pair
    freshness.reconcile("a/b")
    for file in pair:
        edit(file, "minutes: 3", "minutes: 4")
    assert freshness.stale("a/b") == []
    edit(en, "A sentence.", "Another sentence.")
    (problem,) = freshness.stale("a/b")
    assert problem.path == "docs/zh/a/b.md"
    assert "docs/en/a/b.md" in problem.message
    assert "python scripts/dev.py reconcile a/b" in problem.message


def test_pages_whose_skeletons_part_are_not_reconciled(pair):
    edit(pair[0], "{#title}", "{#other}")
    before = pair[0].read_text(encoding="utf-8")
    with pytest.raises(Problems, match="heading"):
        freshness.reconcile("a/b")
    assert pair[0].read_text(encoding="utf-8") == before


def test_without_history_the_whole_page_is_shown(pair):
    shown = freshness.changes("a/b")
    assert "docs/zh/a/b.md: no reconciled state is known" in shown
    assert "+A sentence.\n" in shown


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_diff_begins_at_the_reconciled_state_found_in_history(pair, tree):
    def commit():
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        for command in (["add", "."], [*identity, "commit", "-q", "-m", "x"]):
            subprocess.run(["git", *command], cwd=tree.root, check=True)

    subprocess.run(["git", "init", "-q"], cwd=tree.root, check=True)
    freshness.reconcile("a/b")
    commit()
    edit(pair[1], "A sentence.", "Another sentence.")
    commit()
    edit(pair[1], "Another sentence.", "A third sentence.")
    shown = freshness.changes("a/b")
    assert "docs/zh/a/b.md: unchanged" in shown
    assert "-A sentence.\n+A third sentence.\n" in shown


def test_the_command_lists_reconciles_and_refuses(pair, capsys):
    assert freshness.main(["list"]) == 1
    assert "docs/zh/a/b.md" in capsys.readouterr().out
    assert freshness.main(["reconcile", "a/c"]) == 1
    assert "There is no page a/c" in capsys.readouterr().err
    assert freshness.main(["reconcile", "a/b"]) == 0
    assert freshness.main(["list"]) == 0
    edit(pair[0], "{#title}", "{#other}")
    assert freshness.main(["reconcile", "--all"]) == 1
    assert "≠" in capsys.readouterr().err
