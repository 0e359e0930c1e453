"""A small repository of its own for tests of the tools."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts import experiments, paths, records

ROOT = paths.ROOT
RUNS = '''"""Runs."""


def good(seed):
    """A good one."""
    return seed


def bad(seed):
    """A bad one."""
    return -seed


def _helper(seed):
    return seed


def other(number):
    return number
'''


@dataclass
class Tree:
    root: Path

    def write(self, name: str, text: str) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def record(
        self,
        name: str,
        *accuracies: float | None,
        seconds: float = 100.0,
        digest: str | None = None,
    ) -> None:
        """Adds a record for each of the accuracies, as if by runs of the code that is there."""
        (experiment,) = experiments.named(name)
        for seed, accuracy in enumerate(accuracies):
            receipt = {
                "digest": digest or experiment.digest(),
                "device": "cpu",
                "data": [{"source": "MNIST", "images": 60_000, "digest": "12ab", "standin": False}],
                "versions": {"python": "3.11.9", "torch": "2.15.0"},
                "machine": {"cpu": "A <fast> one", "cores": 2},
                "date": "2026-11-21",
                "command": records.command(name, len(accuracies)),
            }
            result = {"test_accuracy": accuracy, "mirrored_accuracy": accuracy and accuracy + 0.01}
            curve = [{"test_accuracy": value} for value in (0.5, accuracy)]
            time = {"cpu": seconds, "wall": 2 * seconds}
            records.add(name, records.Record(seed, result, curve, time, receipt))


@pytest.fixture
def tree(tmp_path, monkeypatch):
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.setattr(paths, "ROOT", root)
    monkeypatch.setattr(paths, "DOCS", root / "docs")
    monkeypatch.setattr(paths, "SNIPPETS", root / "snippets")
    return Tree(root)


@pytest.fixture
def walks(tree, monkeypatch):
    """A tree with two experiments, `walk/good` and `walk/bad`."""
    monkeypatch.setattr(paths, "CACHE", tree.root / ".cache")
    tree.write("snippets/examples/walk_runs.py", RUNS)
    return tree


@dataclass
class Repository(Tree):
    """A copy of the tools with pages of its own, on which the real commands run."""

    def page(self, ref: str, *fences: str, languages=paths.LANGUAGES) -> None:
        for language in languages:
            body = "\n\n".join([f"# {ref} {{#top}}", *fences])
            self.write(f"docs/{language}/{ref}.md", f"---\nminutes: 1\nneeds: []\n---\n\n{body}\n")

    def python(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        inherited = {k: v for k, v in os.environ.items() if k != "PYTORCH_NOTES_CACHE"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=inherited | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"} | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def build(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return self.python("-m", "mkdocs", "build", "--strict", *arguments, **environment)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    root = tmp_path_factory.mktemp("repository")
    for folder in ("scripts", "snippets/drawing", "overrides", "docs/assets"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "docs" / "glossary.yml", root / "docs")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (ROOT / name).read_text("utf-8")
        (root / name).write_text(re.sub(r"(?m)^nav:\n([ -].*\n)+", "", text), encoding="utf-8")
    made = Repository(root)
    made.page("index")
    return made
