"""The English site is built beside the Chinese one, on another core, by a process that waits until
all cells have run."""

import contextlib
import logging
import os
import pickle
import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import Abort

from scripts.paths import ROOT

CONFIG = ROOT / "mkdocs.en.yml"
WAIT = "PYTORCH_NOTES_WAIT"  # set for a build that waits for what the other one found


class English:
    """The other process; it gets ready while cells still run."""

    def __init__(self, config):
        site = Path(config.site_dir).parent
        command = [sys.executable, "-m", "mkdocs", "build", "-f", str(CONFIG), "-d", str(site)]
        if config.strict:
            command.append("--strict")
        if logging.getLogger("mkdocs").level >= logging.WARNING:
            command.append("--quiet")
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {WAIT: "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def hand_over(self, found: tuple) -> None:
        with contextlib.suppress(OSError):  # it has ended: `finish` tells why
            pickle.dump(found, self._process.stdin.buffer)
            self._process.stdin.flush()

    def finish(self) -> None:
        """Wait for its end and say what it said; raises Abort if it failed."""
        said, _ = self._process.communicate()
        print(said, end="", file=sys.stderr)
        if self._process.returncode:
            raise Abort("The English site could not be built: see above.")

    def kill(self) -> None:
        self._process.kill()


def is_waiting() -> bool:
    """Whether this process is the one that waits; true once."""
    return bool(os.environ.pop(WAIT, None))


def wait() -> tuple:
    """What the other build found, once it has run all cells."""
    try:
        return pickle.load(sys.stdin.buffer)
    except EOFError:
        raise Abort("The build of both languages has ended.") from None
