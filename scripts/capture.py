"""Take what a cell writes to stdout and stderr, from Python and from below it."""

import os
import re
import sys
from pathlib import Path

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n)")


class Capture:
    """While open, both streams go to the files `stdout` and `stderr` in `folder`; `take()` reads
    on.

    The file descriptors are redirected as well as `sys.stdout` and `sys.stderr`, so that output of
    C++ code, of subprocesses and of DataLoader workers is caught too.
    """

    def __init__(self, folder: Path):
        paths = folder / "stdout", folder / "stderr"
        self._sinks = [path.open("ab", buffering=0) for path in paths]
        self._sources = [path.open("rb") for path in paths]

    def __enter__(self) -> "Capture":
        sys.stdout.flush(), sys.stderr.flush()
        self._streams = sys.stdout, sys.stderr
        self._saved = os.dup(1), os.dup(2)
        for number, file in enumerate(self._sinks, 1):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = (
            open(n, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
            for n in (1, 2)
        )
        return self

    def __exit__(self, *_) -> None:
        sys.stdout.flush(), sys.stderr.flush()
        for number, saved in enumerate(self._saved, 1):
            os.dup2(saved, number)
            os.close(saved)
        sys.stdout, sys.stderr = self._streams
        for file in self._sinks + self._sources:
            file.close()

    def take(self) -> tuple[str, str]:
        """What was written to (stdout, stderr) since the last call, as a terminal would show it."""
        sys.stdout.flush(), sys.stderr.flush()
        return self._read(0), self._read(1)

    def _read(self, n: int) -> str:
        text = self._sources[n].read().decode("utf-8", "replace").replace("\r\n", "\n")
        return OVERWRITTEN.sub("", ANSI.sub("", text))
