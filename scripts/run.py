"""Run modules by hand and print what each cell shows: `python scripts/dev.py run tensors/views`."""

import argparse
import sys

from scripts import approve, cells
from scripts.problems import Problems, report
from scripts.runner import Runner


def main() -> int:
    parser = argparse.ArgumentParser("dev.py run", description="Print what each cell shows.")
    parser.add_argument("refs", metavar="TOPIC/PAGE", nargs="+", help="modules in snippets/")
    try:
        modules = cells.named(parser.parse_args().refs)
    except Problems as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    with Runner() as runner:
        transcripts, problems = runner.run(modules)
    for transcript in transcripts.values():
        print(approve.dumps(transcript), end="")
    if problems:
        print(report(problems), file=sys.stderr)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
