"""Keep transcripts between builds, under a key of everything an output depends on.

One file a transcript: a line with the digest of the rest, then the rest. Files are written beside
their place and moved there, so that builds at the same time, or killed half-way, leave whole files.
"""

import json
import os
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from scripts import paths, receipt
from scripts.cells import Module, code_digest, digest, tree
from scripts.transcript import Transcript

KEPT = 8  # transcripts of one module: going back to an earlier state of it costs nothing
RUNNER = ("capture", "cells", "child", "figures", "loader", "runner", "store", "transcript")


def key(module: Module) -> str:
    """What the transcript of `module` is kept under."""
    return digest(json.dumps([module.ref, code_digest(module), receipt.versions(), _runner()]))


def load(module: Module) -> Transcript | None:
    """The kept transcript, or None; a damaged file is told and then as good as none."""
    path = _path(module)
    try:
        written, _, text = path.read_text("utf-8").partition("\n")
        if written != digest(text):
            raise ValueError("the content does not match its digest")
        return Transcript.loads(text)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        _say(f"damaged cache file {path.name} ({error}): {module.shown_path} runs again")
        return None


def save(module: Module, transcript: Transcript) -> None:
    """Keep `transcript`; where nothing can be written, say so once and go on without."""
    text = transcript.dumps()
    path = _path(module)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=".part-", encoding="utf-8", newline="\n", delete=False
        ) as part:
            part.write(f"{digest(text)}\n{text}")
        os.replace(part.name, path)
        _prune(path)
    except OSError as error:
        _say_unwritable(str(path.parent), error.strerror or str(error))


def _prune(path: Path) -> None:
    kept = sorted(path.parent.glob(path.name.split(".")[0] + ".*"), key=lambda p: p.stat().st_mtime)
    for old in kept[:-KEPT]:
        old.unlink(missing_ok=True)


def _path(module: Module) -> Path:
    return paths.CACHE / "transcripts" / f"{module.ref.replace('/', '__')}.{key(module)[:16]}.json"


@lru_cache(maxsize=1)
def _runner() -> str:
    here = Path(__file__).parent
    return digest("".join(tree((here / f"{name}.py").read_text("utf-8")) for name in RUNNER))


@lru_cache(maxsize=1)
def _say_unwritable(folder: str, reason: str) -> None:
    _say(f"cannot write to the cache folder {folder} ({reason}): everything runs again next time")


def _say(message: str) -> None:
    print(message, file=sys.stderr)
