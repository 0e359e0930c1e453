"""The process of one module: run its cells, write each result down as soon as it is there.

`python -m scripts.child REF FOLDER`, or forked from the supervisor that has torch loaded. The
folder then holds `stdout`, `stderr` and `results`, one JSON object a line: {"begin": cell} when a
cell starts, {"end": cell, "result": …} when it is done, {"failure": …} when it failed. A process
that is killed leaves what it had; the line without its end names the cell it died in.
"""

import dataclasses
import json
import sys
from pathlib import Path

from scripts import cells
from scripts.loader import CellFailure, execute


def run(ref: str, folder: Path) -> None:
    with (folder / "results").open("w", encoding="utf-8") as sink:

        def write(**record):
            print(json.dumps(record, ensure_ascii=False), file=sink, flush=True)

        try:
            execute(
                cells.parse(ref),
                folder,
                lambda cell: write(begin=cell.name),
                lambda cell, result: write(end=cell.name, result=dataclasses.asdict(result)),
            )
        except CellFailure as failure:
            write(
                failure={
                    "cell": failure.cell.name,
                    "line": failure.line,
                    "message": failure.message,
                    "detail": failure.detail,
                }
            )


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
