"""Run modules by hand and print what each cell shows: `python scripts/dev.py run tensors/views`."""

import sys

from scripts import approve, cells
from scripts.problems import Problems, report
from scripts.runner import Runner


def main(refs: list[str]) -> int:
    try:
        modules = [cells.parse(ref) for ref in refs]
    except Problems as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"there is no module {error.filename}", file=sys.stderr)
        return 1
    if not refs or any(module.is_definitions for module in modules):
        print("name one or more cells modules, such as tensors/broadcasting", file=sys.stderr)
        return 1
    with Runner() as runner:
        transcripts, problems = runner.run(modules)
    for transcript in transcripts.values():
        print(approve.dumps(transcript), end="")
    if problems:
        print(report(problems), file=sys.stderr)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
