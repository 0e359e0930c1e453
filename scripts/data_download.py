"""Fetch an archive from the first of its mirrors that gives it whole.

What has arrived lies in `<name>.part`; the next attempt, with whichever mirror, goes on from there.
Only a file with the right checksum gets its name.
"""

import hashlib
import os
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import click
import requests
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError

from scripts.data_mirrors import Archive

CONNECT_SECONDS = 10
SILENT_SECONDS = 30
SLOW = 200_000  # bytes a second; a slower mirror is left until the others have failed
PATIENCE = 15  # seconds before a mirror is called slow
TRIES = 5  # how often one mirror may break off
CHUNK = 2**18

Say = Callable[[str], None]


class Failed(Exception):
    """Why a mirror does not give the file, in words that follow its name."""


class TooSlow(Failed):
    pass


class BrokenOff(Failed):
    pass


def fetch(archive: Archive, folder: Path, say: Say) -> Path:
    """The archive, whole, in `folder`.

    Raises:
        Failed: no mirror gives it.
    """
    whole, part = folder / archive.name, folder / f"{archive.name}.part"
    if whole.exists() and md5(whole) == archive.md5:
        return whole
    waiting = deque((mirror, SLOW) for mirror in archive.mirrors)
    while waiting:
        mirror, pace = waiting.popleft()
        try:
            _fetch_from(mirror, archive, part, pace, say)
        except TooSlow as failure:
            say(f"{host(mirror)} {failure}; the others first")
            waiting.append((mirror, 0))
        except Failed as failure:
            say(f"{host(mirror)} {failure}")
        else:
            os.replace(part, whole)
            return whole
    kept = f"; {_size(part):,} bytes are kept, the next attempt goes on there" * part.exists()
    raise Failed(f"no mirror gives {archive.name}{kept}")


def _fetch_from(mirror: str, archive: Archive, part: Path, pace: float, say: Say) -> None:
    fresh = not part.exists()
    for _ in range(TRIES):
        try:
            fresh |= _receive(mirror, archive, part, pace, say)
            break
        except BrokenOff as failure:
            say(f"{host(mirror)} {failure}")
    else:
        raise Failed(f"broke off {TRIES} times")
    if (found := md5(part)) == archive.md5:
        return
    part.unlink()
    if fresh:
        raise Failed(f"gave another file: its md5 is {found}, not {archive.md5}")
    say(f"what was kept of {archive.name} is damaged: from the start again")
    _fetch_from(mirror, archive, part, pace, say)


def _receive(mirror: str, archive: Archive, part: Path, pace: float, say: Say) -> bool:
    """Add to `part` what the mirror gives, until it is as long as the archive.

    Returns:
        Whether the mirror sent the file from its first byte on.
    """
    done = _size(part)
    if done >= archive.size:
        return False
    with _asked(mirror, {"Range": f"bytes={done}-"} if done else {}) as response:
        start, total = _extent(response)
        if total not in (None, archive.size):
            raise Failed(f"has another file: {total:,} bytes, not {archive.size:,}")
        if start not in (0, done):
            raise Failed(f"answers with bytes from {start:,} on, asked for those from {done:,} on")
        if start < done:
            say(f"{host(mirror)} cannot go on from {done:,} bytes: from the start again")
        with (
            part.open("ab" if start else "wb") as file,
            click.progressbar(length=archive.size, label=archive.name, file=sys.stderr) as bar,
        ):
            bar.update(start)
            for data in _paced(_chunks(response), pace, archive.size - start):
                file.write(data)
                bar.update(len(data))
    received = _size(part)
    if received > archive.size:
        part.unlink()
        raise Failed(f"has another file: more than {archive.size:,} bytes")
    if received < archive.size:
        if received == start:
            raise Failed(f"breaks off at {received:,} bytes and gives nothing more")
        raise BrokenOff(f"broke off after {received:,} of {archive.size:,} bytes: going on there")
    return start == 0


def _asked(mirror: str, headers: dict) -> requests.Response:
    headers = {"Accept-Encoding": "identity", "User-Agent": "dev.py data"} | headers
    timeouts = (CONNECT_SECONDS, SILENT_SECONDS)
    try:
        response = requests.get(mirror, headers=headers, stream=True, timeout=timeouts)
    except requests.RequestException as error:
        raise Failed(_unreachable(error)) from None
    if not response.ok:
        response.close()
        raise Failed(_refusal(response.status_code))
    return response


def _extent(response: requests.Response) -> tuple[int, int | None]:
    """(first byte that the answer holds, length of the whole file if it says so)."""
    content = response.headers.get("Content-Range", "")
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        if found := re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", content):
            return int(found[1]), None if found[2] == "*" else int(found[2])
        raise Failed(f"gives a part of the file and says not which ({content!r})")
    length = response.headers.get("Content-Length")
    return 0, int(length) if length else None


def _chunks(response: requests.Response) -> Iterator[bytes]:
    """The bytes as they come; a connection that ends early just ends them."""
    try:
        while data := response.raw.read1(CHUNK, decode_content=False):
            yield data
    except ReadTimeoutError:
        raise Failed(f"sends nothing for {SILENT_SECONDS} seconds") from None
    except (HTTPError, OSError):
        return


def _paced(chunks: Iterator[bytes], pace: float, due: int) -> Iterator[bytes]:
    """The chunks, as long as they come at the pace and are no more than what is due."""
    started, received = time.monotonic(), 0
    for data in chunks:
        yield data
        received += len(data)
        seconds = time.monotonic() - started
        if received > due:
            return
        if seconds > PATIENCE and received < pace * seconds and received < due:
            rate = received / seconds
            minutes = (due - received) / rate / 60
            raise TooSlow(f"gives {rate / 1000:,.0f} kB a second, {minutes:,.0f} minutes to go")


def probe(archive: Archive, mirror: str) -> str:
    """What a mirror answers when it is asked for the first byte of the archive, in words."""
    started = time.monotonic()
    try:
        with _asked(mirror, {"Range": "bytes=0-0"}) as response:
            _, total = _extent(response)
    except Failed as failure:
        return str(failure)
    if total not in (None, archive.size):
        return f"has another file: {total:,} bytes, not {archive.size:,}"
    resumes = "" if response.status_code == HTTPStatus.PARTIAL_CONTENT else ", but cannot resume"
    return f"has the file{resumes} (answered in {time.monotonic() - started:.1f} s)"


def _unreachable(error: requests.RequestException) -> str:
    cause = error.args[0] if error.args else error
    if isinstance(getattr(cause, "reason", None), NameResolutionError):
        return "is not known by name here: is there a network?"
    kinds = {
        requests.ConnectTimeout: f"does not answer within {CONNECT_SECONDS} seconds",
        requests.ReadTimeout: f"sends nothing for {SILENT_SECONDS} seconds",
        requests.exceptions.SSLError: "shows a certificate that is not accepted here",
        requests.exceptions.ProxyError: "is not reached: the proxy does not let this through",
        requests.ConnectionError: "cannot be reached: it refuses or breaks the connection",
    }
    said = (words for kind, words in kinds.items() if isinstance(error, kind))
    return next(said, f"cannot be asked: {error}")


def _refusal(status: int) -> str:
    phrase = next((f"{known} {known.phrase}" for known in HTTPStatus if known == status), status)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        meaning = "the file is not there"
    elif status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        meaning = "its file is shorter than what has arrived"
    elif status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
        meaning = "trouble on its side, later it may work"
    else:
        meaning = "it does not give the file"
    return f"answers {phrase}: {meaning}"


def host(mirror: str) -> str:
    return urlsplit(mirror).netloc


def md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
