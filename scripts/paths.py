"""Where things stand in the repository."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SNIPPETS = ROOT / "snippets"
VARIABLE = "PYTORCH_NOTES_CACHE"
CACHE = Path(os.environ.get(VARIABLE) or ROOT / ".cache" / "pytorch-notes")
LANGUAGES = ("zh", "en")


def shown(path: Path) -> str:
    """The path as a reader knows it: from the root of the repository, with forward slashes."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()
