"""Runs modules in processes of their own, as many at once as there are cores, each within its
limits.

`python -m scripts.supervisor` reads jobs from stdin, one JSON object a line: {"ref", "folder",
"seconds", "bytes"}, and answers on stdout when a job is over: {"ref", "status"}, status being
"done" or a sentence on what ended it. Where the system can fork, torch is loaded once and every
job is a fork of this process; elsewhere a job is a new Python. When stdin closes, or its parent is
gone, everything that still runs is killed, children of children included.
"""

import contextlib
import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

FORK = sys.platform.startswith("linux")
POLL = 0.01


@dataclass
class Job:
    ref: str
    folder: Path
    seconds: float
    bytes: int
    started: float = 0.0
    pid: int = 0
    process: subprocess.Popen | None = None


def start(job: Job) -> None:
    job.started = time.monotonic()
    if not FORK:
        command = [sys.executable, "-m", "scripts.child", job.ref, str(job.folder)]
        with (job.folder / "stderr").open("ab") as stderr:
            job.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stderr,
                stderr=stderr,
                start_new_session=os.name == "posix",
            )
        job.pid = job.process.pid
        return
    job.pid = os.fork()
    if job.pid == 0:
        _child(job)


def _child(job: Job) -> None:
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()  # its own process group, so that it can be killed with all its children
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0), os.dup2(null, 1)
        # The old object's lock may be held for ever by the thread that waited for a line in it.
        sys.stdin = open(0, closefd=False)
        from scripts import child, figures

        for name in [n for n in sys.modules if n.partition(".")[0] == "snippets"]:
            del sys.modules[name]  # came with the supervisor, and may have changed since
        importlib.reload(figures)
        child.run(job.ref, job.folder)
        sys.stdout.flush()
        status = 0
    except BaseException as error:
        (job.folder / "stderr").open("a").write(f"{type(error).__name__}: {error}")
    finally:
        os._exit(status)


def ended(job: Job) -> str | None:
    """None while the job runs within its limits, otherwise what ended it; nothing is left of it."""
    code = _exit_code(job)
    if code is not None:
        kill(job)
        return "done" if code == 0 else _death(code)
    if time.monotonic() - job.started > job.seconds:
        kill(job)
        return f"still runs after {job.seconds:g} seconds and was ended"
    if sum(_size(job.folder / name) for name in ("stdout", "stderr")) > job.bytes:
        kill(job)
        return f"printed more than {job.bytes // 2**20} MiB and was ended"
    return None


def _exit_code(job: Job) -> int | None:
    if job.process:
        return job.process.poll()
    pid, status = os.waitpid(job.pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if pid else None


def _death(code: int) -> str:
    if code < 0:
        return f"its process was killed by signal {-code} ({signal.Signals(-code).name})"
    return f"its process ended with exit code {code}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def kill(job: Job) -> None:
    """End the job and every process it started."""
    if os.name == "nt":
        command = ["taskkill", "/F", "/T", "/PID", str(job.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        try:
            os.killpg(job.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # no group: it has ended, or just begun
            with contextlib.suppress(ProcessLookupError):
                os.kill(job.pid, signal.SIGKILL)
    if job.process:
        job.process.wait()
    else:
        try:
            os.waitpid(job.pid, 0)
        except ChildProcessError:  # reaped already
            pass


def _read(inbox: queue.Queue) -> None:
    for line in sys.stdin:
        data = json.loads(line)
        inbox.put(Job(data["ref"], Path(data["folder"]), data["seconds"], data["bytes"]))
    inbox.put(None)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes stdin
    if FORK:
        import torch

        import scripts.child  # noqa: F401, loads torch before the first fork

        # What these need is loaded at their first use, more than a second of it: once is enough.
        torch.testing.assert_close(0, 0)
        torch.optim.SGD([torch.zeros(1)])
        import torchvision  # noqa: F401, not .transforms.v2: a lesson is that this loads nothing more

        # The only other thread waits for a line of stdin, which no child reads.
        warnings.filterwarnings("ignore", message=".*multi-threaded.*", category=DeprecationWarning)
    inbox: queue.Queue = queue.Queue()
    threading.Thread(target=_read, args=(inbox,), daemon=True).start()
    cores = os.cpu_count() or 1
    waiting: list[Job] = []
    running: list[Job] = []
    try:
        while True:
            try:
                job = inbox.get(timeout=POLL if running else None)
                if job is None:
                    return
                waiting.append(job)
            except queue.Empty:
                pass
            for job in list(running):
                if status := ended(job):
                    running.remove(job)
                    print(json.dumps({"ref": job.ref, "status": status}), flush=True)
            while waiting and len(running) < cores:
                start(waiting[0])
                running.append(waiting.pop(0))
    finally:
        for job in running:
            kill(job)


if __name__ == "__main__":
    main()
