"""A file of the cache: a line with the digest of the rest, then the rest.

Files are written beside their place and moved there, so that builds at the same time, or killed
half-way, leave whole files.
"""

import os
import tempfile
from pathlib import Path

from scripts.cells import digest


def read(path: Path) -> str:
    """The text that was written. Raises ValueError where the file is damaged, OSError as usual."""
    written, _, text = path.read_text("utf-8").partition("\n")
    if written != digest(text):
        raise ValueError("the content does not match its digest")
    return text


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".part-", encoding="utf-8", newline="\n", delete=False
    ) as part:
        part.write(f"{digest(text)}\n{text}")
    os.replace(part.name, path)
