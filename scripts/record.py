"""Record experiments: `python -m scripts.record PAGE[/FUNCTION] --seeds N [--again] [--device D]`.

As many seeds at once as there are cores, each in a process of one thread. Can be stopped and
started again at any time: seeds that are recorded are passed over, and one that was broken off
goes on after its last whole part.
"""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from scripts import experiments, paths, records
from scripts.experiments import Experiment
from scripts.problems import Problems
from scripts.records import RecordError

SINGLE = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
APART = (  # Ctrl-C is for the recorder, which ends its workers
    {"start_new_session": True}
    if os.name == "posix"
    else {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
)


@dataclass
class Recorder:
    device: str
    seeds: int
    workers: list[subprocess.Popen] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    stopped: bool = False

    def record(self, jobs: list[tuple[Experiment, int]]) -> None:
        at_once = (os.cpu_count() or 1) if self.device == "cpu" else 1
        with ThreadPoolExecutor(at_once) as pool:
            try:
                list(pool.map(lambda job: self._one(*job), jobs))
            except KeyboardInterrupt:
                self.stopped = True
                for worker in list(self.workers):  # each leaves it when it ends
                    worker.kill()
                raise

    def _one(self, experiment: Experiment, seed: int) -> None:
        if self.stopped:
            return
        command = records.command(experiment.name, self.seeds, self.device)
        worker = subprocess.Popen(
            [sys.executable, "-m", "scripts.record_worker"]
            + [experiment.name, str(seed), self.device, command],
            cwd=paths.ROOT,
            env=os.environ | SINGLE,
            stdin=subprocess.PIPE,  # closes when this process ends, and the worker ends with it
            stdout=subprocess.PIPE,
            encoding="utf-8",
            **APART,
        )
        self.workers.append(worker)
        if self.stopped:
            worker.kill()
        title, told = f"{experiment.name} seed {seed}", {}
        with worker:
            for line in worker.stdout:
                told = json.loads(line)
                print(f"{title}: {_sentence(told)}", flush=True)
            worker.wait()
        self.workers.remove(worker)
        if self.stopped or {"recorded", "busy"} & told.keys():
            return
        self.failed.append(title)
        if "failed" not in told:
            print(f"{title}: its process ended with exit code {worker.returncode}", flush=True)


def _sentence(told: dict) -> str:
    if "busy" in told:
        return "another recorder is at it"
    if "resumed" in told:
        return f"goes on after part {told['resumed']} of {told['parts']}"
    if "failed" in told:
        return f"FAILED, nothing is recorded: {told['failed']}\n{told.get('trace', '')}".rstrip()
    if "recorded" in told and "cpu" not in told:
        return "was recorded already"
    if "recorded" in told:
        return f"recorded after {told['cpu']:.1f} CPU seconds: {_numbers(told['recorded'])}"
    part = f"part {told['done']} of {told['parts']}"
    return f"{part}, {told['cpu']:.1f} CPU seconds: {_numbers(told['numbers'])}"


def _numbers(values: dict) -> str:
    return ", ".join(f"{k} {v:.4g}" for k, v in values.items() if isinstance(v, float | int))


def jobs(chosen: list[Experiment], seeds: int, device: str, again: bool):
    """What is still to be run.

    Raises:
        RecordError: if there are records that the new ones would not go with.
    """
    for experiment in chosen:
        terms = {"digest": experiment.digest(), "device": device}
        if again and (dropped := records.drop(experiment.name, **terms)):
            print(f"{experiment.name}: {dropped} records of other code or device are dropped")
        known = records.read(experiment.name)
        records.check_same(experiment.name, known, terms)
        missing = sorted(set(range(seeds)) - {record.seed for record in known})
        print(f"{experiment.name}: {seeds - len(missing)} of {seeds} seeds are recorded already")
        yield from ((experiment, seed) for seed in missing)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("dev.py record", description=__doc__.partition("\n\n")[2])
    parser.add_argument("name", metavar="PAGE[/FUNCTION]", help="for example lenet or lenet/lenet")
    parser.add_argument(
        "--seeds", type=int, default=5, help="record the seeds 0 to N-1", metavar="N"
    )
    parser.add_argument("--again", action="store_true", help="drop records of code that changed")
    parser.add_argument("--device", default="cpu", help="for experiments that take a device")
    options = parser.parse_args(words)
    recorder = Recorder(options.device, options.seeds)
    try:
        chosen = experiments.named(options.name)
        recorder.record(list(jobs(chosen, options.seeds, options.device, options.again)))
    except (experiments.UnknownExperiment, RecordError, Problems) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was done is kept; the same command goes on with it.", flush=True)
        return 130
    if recorder.failed:
        print(f"Failed: {', '.join(recorder.failed)}", file=sys.stderr)
    return 1 if recorder.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
