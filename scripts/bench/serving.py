"""Seconds from saving a file to the page served again, by a real `mkdocs serve`."""

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.bench import measure

POLL = 0.02
LIMIT = 120.0
SETTLE = 3.0  # the server looks twice a second for changes, from its first look on


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address below which `folder` is served, both languages being there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder / ".log-serve"
    with log.open("wb") as output:
        server = measure.start(measure.mkdocs("serve", "--dev-addr", address), folder, output)
    try:
        _wait(server, log, lambda: all(_page(f"http://{address}/{la}/") for la in ("zh", "en")))
        yield f"http://{address}"
    finally:
        measure.end(server)


def until_shown(addresses: list[str], text: str, edit: Callable[[], None]) -> float:
    """Make the edit; seconds until all the pages hold the text. Other things have come to rest."""
    time.sleep(SETTLE)
    edit()
    started = time.perf_counter()
    waiting = list(addresses)
    while waiting:
        waiting = [address for address in waiting if text not in _page(address)]
        if time.perf_counter() - started > LIMIT:
            raise measure.Failed(f"the page does not show {text!r} after {LIMIT:g} seconds")
        time.sleep(POLL)
    return time.perf_counter() - started


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=LIMIT) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, OSError):
        return ""  # not there yet, or just being replaced


def _wait(server: subprocess.Popen, log: Path, ready: Callable[[], bool]) -> None:
    started = time.perf_counter()
    while not ready():
        if server.poll() is not None or time.perf_counter() - started > 10 * LIMIT:
            raise measure.Failed(f"`mkdocs serve` ended:\n{measure.words(log)}")
        time.sleep(0.2)
