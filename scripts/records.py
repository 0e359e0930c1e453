"""The ledger of recorded runs: docs/records/<page>/<function>.jsonl, one line a seed.

All lines of a file were made by the same code, on the same data and kind of device; a line that
was not is refused. Files are written beside their place and moved there, one writer at a time.
"""

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path

from scripts import file_lock, paths
from scripts.experiments import Experiment


class RecordError(Exception):
    """A sentence that names the file and says what to do."""


@dataclass(frozen=True)
class Record:
    seed: int
    result: dict  # what Run.result gave
    curve: list[dict]  # what each Run.advance gave
    seconds: dict[str, float]  # of all parts together: {"cpu": …, "wall": …}
    receipt: dict  # digest, device, data, versions, machine, date, command

    def line(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, allow_nan=False)


def path(name: str) -> Path:
    return paths.DOCS / "records" / f"{name}.jsonl"


def lock(name: str, kind: str = "file") -> Path:
    return paths.CACHE / "records" / f"{name.replace('/', '__')}.{kind}.lock"


def read(name: str) -> list[Record]:
    """The records of an experiment in the order of their seeds; empty if there are none."""
    file = path(name)
    if not file.exists():
        return []
    found = []
    lines = file.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            found.append(Record(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise RecordError(
                f"{paths.shown(file)}:{number} is not a record ({error}): delete the line and "
                f"record its seed anew with `{command(name, len(lines))}`."
            ) from None
    return sorted(found, key=lambda record: record.seed)


def add(name: str, record: Record) -> None:
    """Raises RecordError if it does not go with those that are there."""
    with file_lock.held(lock(name)):
        records = read(name)
        check_same(name, records, record.receipt)
        if record.seed not in [known.seed for known in records]:
            _write(name, [*records, record])


def drop(name: str, digest: str, device: str) -> int:
    """Leave out the records of other code or another kind of device; how many there were."""
    with file_lock.held(lock(name)):
        records = read(name)
        kept = [r for r in records if _is_of(r, digest, device)]
        if len(kept) < len(records):
            _write(name, kept)
    return len(records) - len(kept)


def _is_of(record: Record, digest: str, device: str) -> bool:
    return (record.receipt["digest"], record.receipt["device"]) == (digest, device)


def check_same(name: str, records: list[Record], receipt: dict) -> None:
    """Raises RecordError if a run with this receipt would not go with the records."""
    where = paths.shown(path(name))
    anew = f"`{again(name, records, receipt['device'])}` leaves those out and makes new ones."
    for old in (record.receipt for record in records):
        if old["digest"] != receipt["digest"]:
            raise RecordError(
                f"{where} was recorded with other code than now: digest {old['digest']}, now "
                f"{receipt['digest']}. Undo the change of the code, or: {anew}"
            )
        if old["device"] != receipt["device"]:
            raise RecordError(
                f"{where} was recorded on {old['device']}, this is {receipt['device']}. "
                f"Use the same device, or: {anew}"
            )
        if old["data"] != receipt.get("data", old["data"]):
            raise RecordError(
                f"{where} was recorded on other data ({_sources(old)}; now {_sources(receipt)}, "
                "which differs). Let PYTORCH_NOTES_DATA name the same data, or delete the file."
            )


def _sources(receipt: dict) -> str:
    return ", ".join(f"{data['source']} {data['digest']}" for data in receipt["data"]) or "none"


def _write(name: str, records: list[Record]) -> None:
    file = path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [record.line() + "\n" for record in sorted(records, key=lambda r: r.seed)]
    part = file.with_suffix(".part")
    part.write_text("".join(lines), encoding="utf-8", newline="\n")
    os.replace(part, file)


def command(name: str, seeds: int | None = None, device: str = "cpu") -> str:
    words = f"python scripts/dev.py record {name}" + (f" --seeds {seeds}" if seeds else "")
    return words + (f" --device {device}" if device != "cpu" else "")


def again(name: str, records: list[Record], device: str = "cpu") -> str:
    """The command that makes as many records anew."""
    return command(name, max((r.seed + 1 for r in records), default=None), device) + " --again"


def void(experiment: Experiment) -> list[Record]:
    """Records of the experiment that other code made than what stands there now."""
    digest = experiment.digest()
    return [r for r in read(experiment.name) if r.receipt["digest"] != digest]
