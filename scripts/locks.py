"""Write the lock files: `python -m scripts.locks [--upgrade]`.

All .in files are resolved together first, so that a package two locks share has one version; each
lock is then cut out of that with the hashes of every system's files. One version serves every
Python from the oldest on (`--fork-strategy fewest`).
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import environment, paths

FOLDER = paths.ROOT / "requirements"
OLDEST_PYTHON = "3.11"
COMPILE = (
    *("-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST_PYTHON),
    *("--fork-strategy", "fewest", "--no-header", "--no-annotate", "--no-emit-index-url"),
)


def compile_lock(target: Path, *arguments: str | Path) -> None:
    command = [sys.executable, *COMPILE, "-o", target, *arguments]
    if subprocess.run(command, cwd=paths.ROOT, stdout=subprocess.DEVNULL).returncode:
        sys.exit("The locks are unchanged: uv found no solution; the lines above say why.")


def lock(folder: Path, upgrade: bool) -> None:
    sources = {name: folder / f"{name}.in" for name in environment.LOCKS}
    with tempfile.TemporaryDirectory() as scratch:
        together = Path(scratch) / "all.txt"
        if not upgrade:  # uv keeps the versions that it finds in its target
            together.write_text("\n".join(sorted(pins(folder))), "utf-8")
        compile_lock(together, *sources.values())
        made = {name: Path(scratch) / f"{name}.txt" for name in sources}
        for name, target in made.items():
            compile_lock(target, "--generate-hashes", "-c", together, sources[name])
        for name, target in made.items():
            (folder / f"{name}.txt").write_bytes(target.read_bytes())


def pins(folder: Path) -> set[str]:
    """The pinned requirements of all locks, without their hashes."""
    text = "".join((folder / f"{name}.txt").read_text("utf-8") for name in environment.LOCKS)
    return {line.rstrip(" \\") for line in re.findall(r"^[\w.-]+==.*$", text, re.M)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    lock(FOLDER, parser.parse_args().upgrade)
    print("Written: " + ", ".join(f"requirements/{name}.txt" for name in environment.LOCKS))
