"""Keep transcripts between builds, one file each, under a key of everything it depends on."""

import atexit
import importlib.metadata
import json
import os
import shutil
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from scripts import datasets, keep, paths, receipt
from scripts.cells import Module, code_digest, digest, parse, tree
from scripts.transcript import Transcript

KEPT = 8  # transcripts of one module: going back to an earlier state of it costs nothing
LIBRARIES = ("pillow", "safetensors", "tensorboard")  # beside those that receipts name
PALETTE = "drawing/palette"  # what every figure is drawn with
RUNNER = "capture cells child figures loader names runner store transcript".split()


def key(module: Module) -> str:
    """What the transcript of `module` is kept under."""
    data = [[data["name"], data["digest"]] for data in datasets.of(module)]
    palette = tree(parse(PALETTE).text)
    parts = [module.ref, code_digest(module), receipt.versions(), data, palette, _runner()]
    return digest(json.dumps(parts))


def load(module: Module) -> Transcript | None:
    """The kept transcript, or None; a damaged file is told and then as good as none."""
    path = _path(module)
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        _say(f"damaged cache file {path.name} ({error}): {module.shown_path} runs again")
        return None


@lru_cache(maxsize=1024)
def _loaded(path: Path, _mtime: int) -> Transcript:
    return Transcript.loads(keep.read(path))


def save(module: Module, transcript: Transcript) -> None:
    """Keep `transcript`; where nothing can be written, in a temporary folder for this build."""
    try:
        _write(_path(module), transcript.dumps())
    except OSError as error:
        _say(
            f"cannot write to the cache folder {paths.CACHE} ({error.strerror or error}): "
            "this build keeps its outputs in a temporary folder, the next one makes them again"
        )
        paths.CACHE = Path(tempfile.mkdtemp(prefix="pytorch-notes-"))
        os.environ[paths.VARIABLE] = str(paths.CACHE)  # for the processes of this build
        atexit.register(shutil.rmtree, paths.CACHE, ignore_errors=True)
        _write(_path(module), transcript.dumps())


def _write(path: Path, text: str) -> None:
    keep.write(path, text)
    _prune(path)


def _prune(path: Path) -> None:
    kept = sorted(path.parent.glob(path.name.split(".")[0] + ".*"), key=_age)
    for old in kept[:-KEPT]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another build removed it just now
        return 0.0


def _path(module: Module) -> Path:
    return paths.CACHE / "transcripts" / f"{module.ref.replace('/', '__')}.{key(module)[:16]}.json"


@lru_cache(maxsize=1)
def _runner() -> str:
    here = Path(__file__).parent
    libraries = [importlib.metadata.version(name) for name in LIBRARIES]
    return digest(
        "".join([*libraries, *(tree((here / f"{name}.py").read_text("utf-8")) for name in RUNNER)])
    )


def _say(message: str) -> None:
    print(message, file=sys.stderr)
