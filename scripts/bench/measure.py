"""Seconds that fresh processes take, contenders in turn; nothing of them is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import IO

GRACE = 5.0
OWN = ("PYTORCH_NOTES_CACHE", "SITE_URL")  # would lead out of the copy


@dataclass
class Contender:
    """Commands that run at the same time in `folder`; `before` is not part of the time."""

    folder: Path
    commands: list[list[str]]
    before: Callable[[], None] = lambda: None
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.seconds)


class Failed(Exception):
    """A contender did not end well; the message is what it said."""


def in_turn(repetitions: int, *contenders: Contender) -> None:
    """Time A B A B …, so that whatever else the machine does meets all of them alike."""
    for _ in range(repetitions):
        for contender in contenders:
            try:
                contender.seconds.append(turn(contender))
            except Failed as failure:  # two mkdocs-jupyter at once may draw the same port
                print(f"{failure}\nOnce more …", file=sys.stderr, flush=True)
                contender.seconds.append(turn(contender))


def turn(contender: Contender) -> float:
    contender.before()
    return once(contender.folder, *contender.commands)


def once(folder: Path, *commands: list[str]) -> float:
    """Wall seconds until the last of `commands`, all started together, has ended."""
    logs = [folder / f".log-{number}" for number in range(len(commands))]
    children: list[subprocess.Popen] = []
    started = time.perf_counter()
    try:
        for command, log in zip(commands, logs, strict=True):
            with log.open("wb") as output:
                children.append(start(command, folder, output, at_once=len(commands)))
        for child in children:
            child.wait()
    finally:
        for child in children:
            end(child)
    seconds = time.perf_counter() - started
    for command, child, log in zip(commands, children, logs, strict=True):
        if child.returncode:
            raise Failed(f"`{' '.join(command[1:4])}` in {folder.name} failed:\n{words(log)}")
    return seconds


def words(log: Path) -> str:
    """The end of what a process said, without where things lie on this machine."""
    said = log.read_text("utf-8", "replace")[-3000:]
    for place in (str(log.parent.parent), sys.prefix, sys.base_prefix):
        said = said.replace(place, "…")
    return said


def answer(folder: Path, module: str) -> dict:
    """What `python -m module`, run in `folder`, prints as JSON."""
    child = start([sys.executable, "-m", module], folder, subprocess.PIPE)
    try:
        said, _ = child.communicate()
    finally:
        end(child)
    if child.returncode:
        raise Failed(f"{module} in {folder.name}: {said.decode()}")
    return json.loads(said)


def start(command: list[str], folder: Path, output: IO | int, at_once: int = 1) -> subprocess.Popen:
    """`at_once` processes share the cores; more threads than cores would wait for each other."""
    settings = {name: text for name, text in os.environ.items() if name not in OWN}
    temporary = folder.parent / "tmp"  # what they leave there goes with everything else
    temporary.mkdir(exist_ok=True)
    settings |= dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary))
    settings |= {
        "NO_MKDOCS_2_WARNING": "1",
        "OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // at_once)),
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(folder),  # for the kernels of mkdocs-jupyter
        "IPYTHONDIR": str(folder.parent / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder.parent / "jupyter"),
    }
    group = (
        {"start_new_session": True}
        if os.name == "posix"
        else {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    )
    return subprocess.Popen(
        command,
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        **group,
    )


def end(child: subprocess.Popen) -> None:
    """End what still runs, with all that it started: as Ctrl-C does, then by force."""
    if child.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(child.pid, signal.SIGINT)
    else:
        command = ["taskkill", "/F", "/T", "/PID", str(child.pid)]
        subprocess.run(command, capture_output=True, check=False)
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL) if os.name == "posix" else child.kill()
        child.wait()


def mkdocs(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]
