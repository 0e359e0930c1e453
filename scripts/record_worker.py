"""Run one seed of one experiment and add it to the ledger: started by scripts.record.

Says on stdout, in JSON, one object a line, what happens. After every part all that matters is kept
in the cache folder, so that a run which is broken off, however, goes on where it was.
"""

import contextlib
import datetime
import inspect
import json
import math
import os
import platform
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import torch

from scripts import data_used, file_lock, paths, receipt, records
from scripts.experiments import Experiment
from scripts.records import Record, RecordError


def main(name: str, seed: int, device: str, command: str) -> None:
    say = _speaker()
    threading.Thread(target=_end_with_the_recorder, daemon=True).start()
    torch.set_num_threads(1)
    experiment = Experiment(*name.split("/"))
    mine = records.lock(name, f"seed{seed}")
    mine.parent.mkdir(parents=True, exist_ok=True)
    with mine.open("w") as file:
        if not file_lock.taken(file):
            say({"busy": True})
            return
        if seed in [record.seed for record in records.read(name)]:
            say({"recorded": "already"})
            return
        try:
            record = run(experiment, seed, device, command, say)
            records.add(name, record)
        except RecordError as error:
            say({"failed": str(error)})
        except Exception as error:
            trace = traceback.format_exc()
            say({"failed": f"{type(error).__name__}: {error}", "trace": trace})
        else:
            _checkpoint(experiment, seed, device, record.receipt["digest"]).unlink(missing_ok=True)
            say({"recorded": record.result, "cpu": record.seconds["cpu"]})


def _speaker() -> Callable[[dict], None]:
    """Keep stdout for messages; what the experiment prints goes to stderr."""
    messages = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(message: dict) -> None:
        print(json.dumps(message), file=messages, flush=True)

    return say


def _end_with_the_recorder() -> None:
    sys.stdin.read()
    os._exit(1)


def run(
    experiment: Experiment, seed: int, device: str, command: str, say: Callable[[dict], None]
) -> Record:
    digest = experiment.digest()
    checkpoint = _checkpoint(experiment, seed, device, digest)
    function = experiment.load()
    with data_used.noted() as data:
        run = _made(function, seed, device)
    made_with = {
        "digest": digest,
        "device": device,
        "data": data,
        "versions": receipt.versions(),
        "machine": machine(device),
        "date": datetime.date.today().isoformat(),
        "command": command,
    }
    _check_real(experiment.name, data)
    records.check_same(experiment.name, records.read(experiment.name), made_with)
    curve, seconds = _resume(run, checkpoint, data, say)
    while run.done < run.parts:
        cpu, wall = time.process_time(), time.perf_counter()
        curve.append(tidy(run.advance()))
        seconds["cpu"] += time.process_time() - cpu
        seconds["wall"] += time.perf_counter() - wall
        state = {"run": run.state_dict(), "curve": curve, "seconds": seconds, "data": data}
        _save(state, checkpoint)
        say({"done": run.done, "parts": run.parts, "numbers": curve[-1], "cpu": seconds["cpu"]})
    return Record(seed, tidy(run.result()), curve, tidy(seconds), made_with)


def _made(function: Callable, seed: int, device: str):
    if device == "cpu":
        return function(seed)
    if "device" not in inspect.signature(function).parameters:
        raise RecordError(f"{function.__name__} takes no `device`: it can only be run on cpu.")
    return function(seed, device=device)


def _check_real(name: str, data: list[dict]) -> None:
    for used in data:
        if used["standin"]:
            raise RecordError(
                f"{name} was given stand-in data ({used['source']}), and records are made on real "
                "data only: get it with `python scripts/dev.py data`, or let PYTORCH_NOTES_DATA "
                "name the folder that holds it."
            )


def tidy(value):
    """As it stands in the ledger: six digits, and None for what is no number."""
    if isinstance(value, dict):
        return {key: tidy(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [tidy(inner) for inner in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value


def machine(device: str) -> dict:
    found = {"cpu": _cpu(), "cores": os.cpu_count()}
    if device != "cpu":
        found["accelerator"] = torch.get_device_module(device).get_device_name()
    return found


def _cpu() -> str:
    with contextlib.suppress(OSError, StopIteration):
        if sys.platform == "darwin":
            asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
            return subprocess.run(asked, capture_output=True, text=True).stdout.strip()
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(li.partition(":")[2].strip() for li in lines if li.startswith("model name"))
    return platform.processor() or platform.machine()


def _checkpoint(experiment: Experiment, seed: int, device: str, digest: str) -> Path:
    name = f"{experiment.name.replace('/', '__')}.{digest}.{device.replace(':', '')}.seed{seed}.pt"
    return paths.CACHE / "records" / name


def _save(state: dict, checkpoint: Path) -> None:
    part = checkpoint.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)  # somebody may have emptied the cache
    torch.save(state, part)
    os.replace(part, checkpoint)


def _resume(
    run, checkpoint: Path, data: list[dict], say: Callable[[dict], None]
) -> tuple[list, dict[str, float]]:
    """Curve and seconds so far, the run being where it was broken off."""
    if not checkpoint.exists():
        return [], {"cpu": 0.0, "wall": 0.0}
    try:
        kept = torch.load(checkpoint)
    except Exception as error:  # torch has many kinds for a file that is damaged
        raise RecordError(
            f"{checkpoint} cannot be read ({type(error).__name__}): delete it, and the seed starts "
            "anew."
        ) from error
    if kept["data"] != data:
        raise RecordError(
            f"{checkpoint} was begun on other data: let PYTORCH_NOTES_DATA name the same data "
            "again, or delete the file, and the seed starts anew."
        )
    run.load_state_dict(kept["run"])
    say({"resumed": run.done, "parts": run.parts})
    return kept["curve"], kept["seconds"]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
