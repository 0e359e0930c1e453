"""Set up .venv at the root of the repository: what the locks name, checked by hash.

Standard library only. A stamp in .venv tells which locks it holds: it is written before a lock is
installed and after, so that an interrupted set-up is seen and repaired by the next one.
"""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from scripts import file_lock, paths, pip_errors

LOCKS = ("torch", "site", "test")
STAMP = "pytorch-notes.json"
UNFINISHED, KEPT = "unfinished", "kept"
# GB that a lock takes once installed, and in the temporary folder meanwhile: measured on Linux,
# where torch brings its CUDA libraries along, and rounded up elsewhere.
SPACE = {
    "torch": (5.8, 3.1) if sys.platform == "linux" else (1.5, 0.5),
    "site": (0.4, 0.1),
    "test": (0.3, 0.1),
}


class SetupError(Exception):
    """A sentence that says what is wrong and what to do."""


def python_of() -> str:
    """The Python to run the tools with: this one if it holds everything, or that of .venv."""
    root, venv = paths.ROOT, paths.ROOT / ".venv"
    inside = Path(sys.prefix).resolve() == venv.resolve()
    if not inside and holds_everything(root):
        return sys.executable
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() or missing_locks(root, _read_stamp(venv)):
        check_writable(root)
        with one_at_a_time(root):
            set_up(root, python, inside)
    return str(python)


def holds_everything(root: Path) -> bool:
    """Whether this Python has every package of the .in files, as locked; torch may be any build."""
    for lock in LOCKS:
        names = re.findall(r"^[\w.-]+", (root / f"requirements/{lock}.in").read_text("utf-8"), re.M)
        locked = dict(re.findall(r"^([\w.-]+)==(\S+)", _lock(root, lock).read_text("utf-8"), re.M))
        for name in names:
            try:
                found = importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:
                return False
            if lock != "torch" and found != locked[name]:
                return False
    return True


def missing_locks(root: Path, stamp: dict[str, str]) -> list[str]:
    return [lock for lock in LOCKS if stamp.get(lock) not in (_digest(root, lock), KEPT)]


def set_up(root: Path, python: Path, inside: bool) -> None:
    """Bring .venv up to the locks; `inside`: this Python is the one in it."""
    venv = python.parent.parent
    stamp = _read_stamp(venv)
    missing = missing_locks(root, stamp)
    fresh = not python.exists() or not (inside or stamp)  # none, or one cut off while it was made
    if python.exists() and "torch" not in stamp and (own := own_torch(python)):
        _say(f"Keeping the torch that is in .venv: {own}")
        fresh = False
        missing.remove("torch")
        _write_stamp(venv, stamp := stamp | {"torch": KEPT})
    if fresh:
        stamp, missing = {}, list(LOCKS)
    check_space(root, missing)
    if fresh:
        create(venv)
    for number, lock in enumerate(missing, 1):
        _say(f"Setting up .venv, {number} of {len(missing)}: requirements/{lock}.txt")
        repair = stamp.get(lock) == UNFINISHED
        _write_stamp(venv, stamp := stamp | {lock: UNFINISHED})
        install(python, _lock(root, lock), repair)
        _write_stamp(venv, stamp := stamp | {lock: _digest(root, lock)})


@contextlib.contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """A second set-up waits here for the first; the lock of one that was killed is free."""
    path = root / ".cache" / "setup.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        waiting = False
        while not file_lock.taken(file):
            if not waiting:
                _say("Waiting for another set-up of this .venv to end")
                waiting = True
            time.sleep(0.2)
        yield


def check_writable(root: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as error:
        raise SetupError(
            f"Cannot write in {root} ({error.strerror}). Clone the repository into a folder of "
            "yours and run the command there."
        ) from error


def check_space(root: Path, locks: list[str]) -> None:
    """Before anything is downloaded; the temporary folder may be on the same disk or another."""
    wanted: dict[int, tuple[Path, float]] = {}
    for folder, needed in (
        (root, sum(SPACE[lock][0] for lock in locks)),
        (Path(tempfile.gettempdir()), max((SPACE[lock][1] for lock in locks), default=0)),
    ):
        disk = folder.stat().st_dev
        first, already = wanted.get(disk, (folder, 0.0))
        wanted[disk] = (first, already + needed)
    for folder, needed in wanted.values():
        free = shutil.disk_usage(folder).free / 1e9
        if free < needed:
            raise SetupError(
                f"The set-up needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB are "
                "free. Make room, let TMPDIR (on Windows TEMP) name a folder on another disk, or "
                'install a smaller torch first (README.md, "Another build of torch").'
            )


def create(venv: Path) -> None:
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise SetupError(
            "This Python comes without venv or ensurepip, which make the environment. On Debian "
            f"and Ubuntu: `sudo apt install {package}`; elsewhere install Python from python.org. "
            "Then run the command again."
        )
    _say(f"Making {venv} with Python {platform.python_version()}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)])
    if done.returncode:
        raise SetupError(
            f"`{sys.executable} -m venv {venv}` failed with exit code {done.returncode}; the lines "
            "above say why. Mend that and run the command again."
        )


def own_torch(python: Path) -> str:
    """What the reader installed into .venv in place of the torch lock; empty if nothing."""
    code = (
        "import importlib.metadata as m; have = {d.name: d.version for d in m.distributions()}; "
        "print(*(f'{n} {have[n]}' for n in ('torch', 'torchvision') if n in have), sep=', ')"
    )
    found = subprocess.run([python, "-c", code], stdout=subprocess.PIPE, text=True).stdout.strip()
    if found and "," not in found:
        raise SetupError(
            f".venv holds {found} alone. torch and torchvision fit each other only when they come "
            "from the same source: install the other one from there too, or delete .venv, and run "
            "the command again."
        )
    return found


def install(python: Path, lock: Path, repair: bool) -> None:
    """pip, with its own progress; an interrupted install is done over, whatever pip believes."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    command += ["--ignore-installed"] * repair + ["-r", lock]
    settings = os.environ | {"PIP_USER": "0"}
    errors = []
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, errors="replace", env=settings
    ) as pip:
        for line in pip.stderr:
            errors.append(line)
            sys.stderr.write(line)
    if pip.returncode:
        raise SetupError(pip_errors.explain("".join(errors), pip.returncode))


def _lock(root: Path, name: str) -> Path:
    return root / "requirements" / f"{name}.txt"


def _digest(root: Path, name: str) -> str:
    return hashlib.sha256(_lock(root, name).read_bytes()).hexdigest()


def _read_stamp(venv: Path) -> dict[str, str]:
    try:
        return json.loads((venv / STAMP).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:  # cut off while it was written: what it told of is done over
        return dict.fromkeys(LOCKS, UNFINISHED)


def _write_stamp(venv: Path, stamp: dict[str, str]) -> None:
    part = venv / f"{STAMP}.part"
    part.write_text(json.dumps(stamp, indent=1), "utf-8")
    part.replace(venv / STAMP)


def _say(line: str) -> None:
    print(line, flush=True)
