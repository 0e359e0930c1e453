"""A lock that the system frees when its holder ends, however it ends."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

POLL = 0.05


def taken(file: IO) -> bool:
    """Whether this process now holds the lock of the open `file`; False if another one does."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Wait for the lock at `path` and hold it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        while not taken(file):
            time.sleep(POLL)
        yield
