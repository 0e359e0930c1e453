"""Approved transcripts: what every cell is to show, kept as text in tests/transcripts and reviewed.

`python scripts/dev.py approve` writes those that changed. Modules run on stand-in data, whatever
data there is.
"""

import argparse
import difflib
import sys
from pathlib import Path

from scripts import cells, datasets, paths, prepare, printed
from scripts.cells import Module
from scripts.problems import Problem, Problems, report
from scripts.transcript import Result, Transcript

APPROVED = paths.ROOT / "tests" / "transcripts"
MARKS = {"stdout": "", "stderr": "! ", "error": "raises ", "drawn": "figure: "}


def path_of(ref: str) -> Path:
    return APPROVED / f"{ref}.txt"


def dumps(transcript: Transcript) -> str:
    """The transcript as text: `=== cell`, then each line of output with a mark for its kind."""
    parts = []
    for name, result in transcript.cells.items():
        parts += [f"=== {name}", *lines(result)]
    return "\n".join(parts) + "\n"


def lines(result: Result) -> list[str]:
    texts = {
        "stdout": result.stdout,
        "stderr": result.stderr,
        "error": result.error,
        "drawn": "\n".join(result.drawn),
    }
    return [
        f"{MARKS[kind]}{line}".rstrip()
        for kind, text in texts.items()
        for line in text.rstrip("\n").split("\n")
        if text.strip()
    ]


def loads(text: str) -> dict[str, list[str]]:
    """Approved lines by cell name."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("=== "):
            found[line[4:]] = []
        else:
            found[next(reversed(found))].append(line)
    return found


def differences(module: Module, transcript: Transcript) -> list[Problem]:
    """Where the transcript is not what was approved."""
    path = path_of(module.ref)
    approved = loads(path.read_text("utf-8")) if path.exists() else {}
    now = {name: lines(result) for name, result in transcript.cells.items()}
    problems = []
    for name in dict.fromkeys([*now, *approved]):
        cell = module.cells.get(name)
        digits = not (cell and "varies" in cell.options)
        old, new = "\n".join(approved.get(name, [])), "\n".join(now.get(name, []))
        if name not in approved:
            message = "nothing is approved for this cell"
        elif name not in now:
            message = f"the approved cell {name} is gone"
        elif printed.same(old, new, digits):
            continue
        else:
            message = "shows something else than was approved"
        diff = difflib.unified_diff(
            old.splitlines(), new.splitlines(), "approved", "now", "", "", 3, ""
        )
        detail = "\n".join(diff) + f"\nif it is right: python scripts/dev.py approve {module.ref}"
        line = cell.line if cell else 1
        problems.append(Problem(module.shown_path, line, message, cell=name, detail=detail))
    return problems


def orphans() -> list[Path]:
    """Approved files whose module is gone."""
    known = {path_of(ref) for ref in cells.refs()}
    return sorted(path for path in APPROVED.rglob("*.txt") if path not in known)


def main() -> int:
    parser = argparse.ArgumentParser("dev.py approve", description=__doc__)
    parser.add_argument("refs", metavar="TOPIC/PAGE", nargs="*", help="only these of snippets/")
    parser.add_argument("--diff", action="store_true", help="print what differs, write nothing")
    options = parser.parse_args()
    try:
        if options.refs:
            modules = cells.named(options.refs)
        else:
            modules = [m for m in map(cells.parse, cells.refs()) if m.cells]
    except Problems as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    with datasets.only_standins():
        transcripts, failed = prepare.run(modules)
    differing = [
        p for m in modules if m.ref in transcripts for p in differences(m, transcripts[m.ref])
    ]
    if options.diff:
        print(report(failed + differing))
        return bool(failed or differing)
    changed = {problem.path for problem in differing}
    for module in modules:
        if module.ref in transcripts and module.shown_path in changed:
            path = path_of(module.ref)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dumps(transcripts[module.ref]), encoding="utf-8", newline="\n")
            print(f"approved {paths.shown(path)}")
    for path in orphans():
        path.unlink()
        print(f"removed {paths.shown(path)}")
    if failed:
        print(report(failed), file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
