"""The data sets of snippets/datasets, seen from outside: what lies where, and what it is.

Nothing of torch is imported. A digest is of the content, and kept in the cache beside the sizes and
times of what was read, so that the next build reads nothing.
"""

import contextlib
import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts import cells, paths
from scripts.cells import Module
from scripts.problems import Problem

VARIABLE = "PYTORCH_NOTES_DATA"
SPLITS = ("train", "test")
CLASSES = "airplane automobile bird cat deer dog frog horse ship truck".split()


@dataclass(frozen=True)
class Layout:
    """A form in which a data set can lie: the folder by which a loader knows it, and its parts."""

    folder: str
    parts: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class DataSet:
    title: str
    layouts: tuple[Layout, ...]  # the first that is there counts
    standin: str


MNIST = Layout(
    "MNIST",
    tuple(
        f"raw/{split}-{kind}-ubyte"
        for split in ("train", "t10k")
        for kind in ("images-idx3", "labels-idx1")
    ),
    "official files",
)
PICKLES = Layout(
    "cifar-10-batches-py",
    (*(f"data_batch_{n}" for n in range(1, 6)), "test_batch", "batches.meta"),
    "official files",
)
IMAGES = Layout("cifar10", tuple(f"{s}/{c}" for s in SPLITS for c in CLASSES), "image files")
JPEG = "JPEG copies, not the original pixels"
DATA_SETS = {  # by the name of the module in snippets/datasets that loads it
    "mnist": DataSet("MNIST", (MNIST,), "scikit-learn's digits, enlarged"),
    "cifar10": DataSet("CIFAR-10", (PICKLES, IMAGES), "drawn shapes"),
}


def folder() -> Path:
    """Where data sets are looked for; an empty variable asks for stand-in data."""
    named = os.environ.get(VARIABLE, paths.ROOT / "data")
    return Path(named or os.devnull).absolute()


@contextlib.contextmanager
def only_standins() -> Iterator[None]:
    """Meanwhile, whatever there is, modules run on stand-in data."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = os.devnull  # Windows drops variables that are empty
    try:
        yield
    finally:
        del os.environ[VARIABLE]
        if before is not None:
            os.environ[VARIABLE] = before


def asked_for(module: Module) -> list[str]:
    """Names of the data sets that the module can load."""
    if module.is_definitions:
        return []
    imported = cells.imported(module)
    return [name for name in DATA_SETS if f"datasets/{name}" in imported]


def of(module: Module) -> list[dict]:
    """What its data sets are now, as receipts say it."""
    return [_described(name) for name in asked_for(module)]


def found(name: str) -> tuple[Path, Layout] | None:
    """Where the data set lies and how, or None: its stand-in is used."""
    for layout in DATA_SETS[name].layouts:
        if (place := folder() / layout.folder).is_dir():
            return place, layout
    return None


def source(place: Path, layout: Layout) -> str:
    if layout is IMAGES and any((place / layout.parts[0]).glob("*.jp*g")):
        return JPEG
    return layout.source


def problems(modules: Iterable[Module]) -> dict[str, Problem]:
    """By name, the data sets that the modules ask for and that are there in part only."""
    names = {name for module in modules for name in asked_for(module)}
    return {name: problem for name in sorted(names) if (problem := _problem(name))}


def _problem(name: str) -> Problem | None:
    lies = found(name)
    missing = [part for part in lies[1].parts if not (lies[0] / part).exists()] if lies else []
    if not missing:
        return None
    message = (
        f"{DATA_SETS[name].title} is not whole: {', '.join(missing)} missing. "
        f"`python scripts/dev.py data get {name}` adds them; without the folder, stand-in data "
        "is used"
    )
    return Problem(paths.shown(lies[0]), 1, message)


def _described(name: str) -> dict:
    data = {"name": DATA_SETS[name].title}
    if lies := found(name):
        return data | {
            "source": source(*lies),
            "standin": False,
            "digest": content_digest(*lies),
        }
    return data | {
        "source": DATA_SETS[name].standin,
        "standin": True,
        "digest": _standin_digest(),
    }


def _standin_digest() -> str:
    code = (paths.SNIPPETS / "datasets" / "standin.py").read_text("utf-8")
    return cells.digest(cells.tree(code) + importlib.metadata.version("scikit-learn"))[:12]


def content_digest(place: Path, layout: Layout) -> str:
    """Digest of all files of a data set; read again only if a size or a time of a part has changed.

    A part may be a folder, and the time of a folder tells of files that came or went.
    """
    stats = [(place / part).stat() for part in layout.parts if (place / part).exists()]
    state = [[stat.st_size, stat.st_mtime_ns] for stat in stats]
    kept = paths.CACHE / "data" / f"{cells.digest(str(place))[:16]}.json"
    with contextlib.suppress(OSError, ValueError, KeyError):
        known = json.loads(kept.read_text("utf-8"))
        if known["state"] == state:
            return known["digest"]
    content = hashlib.sha256()
    for file in files(place, layout):
        content.update(file.relative_to(place).as_posix().encode())
        content.update(file.read_bytes())
    digest = content.hexdigest()[:12]
    with contextlib.suppress(OSError):  # the store tells of a cache that cannot be written
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({"state": state, "digest": digest}), encoding="utf-8")
        os.replace(part, kept)
    return digest


def files(place: Path, layout: Layout) -> list[Path]:
    """The files of a data set in a fixed order."""
    parts = [place / part for part in layout.parts]
    inside = [sorted(part.iterdir()) if part.is_dir() else [part] for part in parts]
    return [file for some in inside for file in some if file.is_file()]
