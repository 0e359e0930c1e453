"""A small repository of its own for tests of the tools."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts import paths


@dataclass
class Tree:
    root: Path

    def write(self, name: str, text: str) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


@pytest.fixture
def tree(tmp_path, monkeypatch):
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.setattr(paths, "ROOT", root)
    monkeypatch.setattr(paths, "DOCS", root / "docs")
    monkeypatch.setattr(paths, "SNIPPETS", root / "snippets")
    return Tree(root)
