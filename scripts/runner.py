"""Run cells modules in fresh processes and gather their transcripts and everything that failed."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts import datasets, receipt
from scripts.cells import Module
from scripts.paths import ROOT
from scripts.problems import Problem, Problems
from scripts.transcript import Result, Transcript

SECONDS = 60.0
BYTES = 10 * 2**20


class Runner:
    """A supervisor process, started when the first module is to run and kept until `close`."""

    def __init__(self, seconds: float = SECONDS, bytes: int = BYTES):
        self._seconds, self._bytes = seconds, bytes
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """End the supervisor and whatever it still runs."""
        if self._process:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
            self._process = None

    def run(
        self,
        modules: Iterable[Module],
        done: Callable[[Module, Transcript | None], None] = lambda module, transcript: None,
    ) -> tuple[dict[str, Transcript], list[Problem]]:
        """Run each module; `done` hears of each as it ends.

        Returns:
            The transcripts of those that ran through, and the problems of those that did not.
        """
        waiting = {module.ref: module for module in modules}
        transcripts: dict[str, Transcript] = {}
        problems: list[Problem] = []
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            places = {ref: Path(folder) / str(number) for number, ref in enumerate(waiting)}
            for ref, place in places.items():
                self._send(ref, place)
            while waiting:
                ref, status = self._answer()
                module = waiting.pop(ref)
                outcome = _read(module, places[ref], status)
                if isinstance(outcome, Transcript):
                    transcripts[ref] = outcome
                else:
                    problems.append(outcome)
                done(module, transcripts.get(ref))
        return transcripts, problems

    def start(self) -> None:
        """Start the supervisor, which takes some seconds to load torch."""
        if not self._process or self._process.poll() is not None:
            data = {datasets.VARIABLE: str(datasets.folder())}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "scripts.supervisor"],
                cwd=ROOT,
                env=os.environ | data,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )

    def _send(self, ref: str, folder: Path) -> None:
        folder.mkdir()
        job = {"ref": ref, "folder": str(folder), "seconds": self._seconds, "bytes": self._bytes}
        self.start()
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> tuple[str, str]:
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            message = f"the process that runs the cells ended with exit code {code}; see above"
            raise Problems([Problem("scripts/supervisor.py", 1, message)])
        answer = json.loads(line)
        return answer["ref"], answer["status"]


def _read(module: Module, folder: Path, status: str) -> Transcript | Problem:
    results: dict[str, Result] = {}
    current, failure = "", None
    path = folder / "results"
    # Whole lines only: what a killed process was writing has no end.
    for line in path.read_text("utf-8").split("\n")[:-1] if path.exists() else []:
        record = json.loads(line)
        current = record.get("begin", current)
        failure = record.get("failure", failure)
        if "end" in record:
            results[record["end"]] = Result(**record["result"])
    if failure:
        return Problem(
            module.shown_path,
            failure["line"],
            failure["message"].split("\n")[0],
            cell=failure["cell"],
            detail=failure["detail"],
        )
    if status != "done":
        last_words = (folder / "stderr").read_text("utf-8", "replace")
        cell = module.cells.get(current)
        line = cell.line if cell else 1
        return Problem(module.shown_path, line, status, cell=current, detail=last_words[-2000:])
    return Transcript(module.ref, results, receipt.of_run(module, results))
