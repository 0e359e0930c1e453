"""What the copy in the working directory holds, as one line of JSON on stdout.

`python -m scripts.bench.facts` runs in a copy of the repository whose cache is filled.
"""

import json

from scripts import cells, paths, prepare, receipt, shown


def main() -> None:
    survey = shown.survey()
    modules = [module for module in survey.modules.values() if module.cells]
    transcripts = {module.ref: prepare.transcript(module.ref) for module in modules}
    print(
        json.dumps(
            {
                "pages": len(survey.by_page) // len(paths.LANGUAGES),
                "modules": len(modules),
                "cells": sum(len(module.cells) for module in modules),
                "seconds": {ref: t.receipt["seconds"] for ref, t in transcripts.items()},
                "versions": receipt.versions(),
                "changed": sample(survey),
            }
        )
    )


def sample(survey: shown.Survey) -> dict:
    """The cell that the benchmark changes: the first that prints, in the middle of the modules."""
    modules = [module for module in survey.modules.values() if module.cells]
    for module in modules[len(modules) // 2 :] + modules:
        for cell in module.cells.values():
            seen = survey.pages.get((module.ref, cell.name), ())
            page = seen[0].split("/", 2)[2].removesuffix(".md") if seen else "index"
            both = len(seen) == len(paths.LANGUAGES) and not page.endswith("index")
            if both and not cell.options and plain_print(cell):
                return {"ref": module.ref, "cell": cell.name, "page": page}
    raise SystemExit("no cell prints something: there is nothing to change")


def plain_print(cell: cells.Cell) -> bool:
    return cell.code.split("\n")[-1].startswith("print(")


if __name__ == "__main__":
    main()
