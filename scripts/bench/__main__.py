"""The benchmark: prepares the sites, times them in turn, prints one table."""

import argparse
import math
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Collection
from functools import partial
from pathlib import Path
from statistics import median

from scripts.bench import copies, loading, measure, report, serving
from scripts.bench.measure import Contender, mkdocs
from scripts.bench.report import Row, compared
from scripts.paths import LANGUAGES

OURS = [mkdocs("build", "--strict")]
PLAIN = [mkdocs("build", "--quiet", "-f", f"{language}.yml") for language in LANGUAGES]
RIVAL = [mkdocs("build", "-f", f"{language}.yml") for language in LANGUAGES]
TORCH = [[sys.executable, "-c", "import torch"]]
PARTS = ("warm", "cold", "changed", "served", "loading", "many")
SERVED_PAGES = 40
EDITS = 3
MANY = 10
NOTE = """\
Seconds are medians of {repetitions} (served: of 3), contenders in turn; ratio = ours / theirs, and
its range over the turns. Ours makes both languages from one command; the others are two
`mkdocs build`, one a language, started together, each with half as many threads as there are
cores. Plain is mkdocs-material with the same plugins and extensions on the same pages with code,
notes, outputs and figures pasted in. The bound of a cold build is one import of torch + the cells'
own seconds / cores + the plain build."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser("dev.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one repetition instead of three")
    parser.add_argument(
        "parts", metavar="PART", nargs="*", help=f"only these of: {', '.join(PARTS)}"
    )
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    repetitions = 1 if options.quick else 3
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(report.machine(), flush=True)
    rows: list[Row] = []
    code = 0
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
            run(Path(folder).resolve(), repetitions, rows, options.parts or PARTS)
    except measure.Failed as failure:
        say(f"\nThe benchmark ended: {failure}")
        code = 1
    except KeyboardInterrupt:
        say("\nInterrupted; nothing is left behind.")
        code = 130
    if rows:
        print(f"\n{report.table(rows)}\n\n{NOTE.format(repetitions=repetitions)}")
    return code


def run(folder: Path, repetitions: int, rows: list[Row], parts: Collection[str]) -> None:
    """Add to `rows` as they are measured, so that those of a run that breaks off are not lost."""
    ours = copies.repository(folder / "ours")
    say("running every cell once …")
    measure.once(ours, *OURS)
    facts = measure.answer(ours, "scripts.bench.facts")
    print("{pages} pages a language, {modules} modules, {cells} cells".format(**facts))
    if {"warm", "cold"} & set(parts):
        say("warm …")
        rows += warm("warm", ours, repetitions)
    if {"cold", "changed"} & set(parts):
        say("cold, also by markdown-exec and mkdocs-jupyter …")
        rows += cold(ours, folder, repetitions)
    if "changed" in parts:
        say("one cell changed …")
        rows += changed(ours, folder, facts["changed"], repetitions)
    if "served" in parts:
        say("serving …")
        served = copies.repository(folder / "served")
        copies.multiply(served, times_for(SERVED_PAGES, served))
        rows += while_serving(served)
    if "loading" in parts:
        say("loading images …")
        rows += loading.rows(ours)
    if "many" in parts:
        say(f"{MANY} times the pages …")
        many = copies.repository(folder / "many")
        copies.multiply(many, MANY)
        measure.once(many, *OURS)
        rows += warm(f"warm, {copies.pages(many)} pages", many, repetitions)


def site(kind: str, ours: Path, target: Path) -> None:
    """Write the pages of `ours` as a site of another tool; the cache of `ours` is filled."""
    measure.once(ours, [sys.executable, "-m", "scripts.bench.sites", kind, str(target)])


def warm(what: str, ours: Path, repetitions: int) -> list[Row]:
    """Nothing is left to execute, for us and for the plain site."""
    target = ours.with_name(f"{ours.name}-plain")
    site("plain", ours, target)
    measure.once(target, *PLAIN)
    us, plain = Contender(ours, OURS), Contender(target, PLAIN)
    measure.in_turn(repetitions, us, plain)
    return [compared(what, us, "plain", plain, 1.25)]


def cold(ours: Path, folder: Path, repetitions: int) -> list[Row]:
    """Everything is executed."""
    for kind in ("exec", "jupyter"):
        site(kind, ours, folder / kind)
    cells: list[float] = []

    def count() -> None:
        cells.append(sum(measure.answer(ours, "scripts.bench.facts")["seconds"].values()))

    us = Contender(ours, OURS, lambda: forget(ours))
    torch = Contender(ours, TORCH, count)
    plain = Contender(folder / "ours-plain", PLAIN)
    execs = Contender(folder / "exec", RIVAL)
    jupyter = Contender(folder / "jupyter", RIVAL, lambda: forget(folder / "jupyter"))
    measure.in_turn(repetitions, us, torch, plain, execs, jupyter)
    turns = zip(torch.seconds, cells, plain.seconds, strict=True)
    bound = [a + b / os.cpu_count() + c for a, b, c in turns]
    parts = f"{torch.median:.1f} torch + {median(cells):.1f} cells + {plain.median:.1f} plain"
    return [
        Row("cold", us.seconds, f"bound: {parts}", bound, 1.2),
        compared("cold", us, "markdown-exec", execs, 1),
        compared("cold", us, "mkdocs-jupyter", jupyter, 1 / 5),
    ]


def forget(folder: Path) -> None:
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def changed(ours: Path, folder: Path, cell: dict, repetitions: int) -> list[Row]:
    """One cell prints something else; ours goes first, since the others are made from its cache."""
    turn = iter(range(1, repetitions + 1))
    us = Contender(ours, OURS, lambda: change(ours, cell, next(turn)))
    rivals = [
        Contender(folder / kind, RIVAL, lambda kind=kind: site(kind, ours, folder / kind))
        for kind in ("exec", "jupyter")
    ]
    measure.in_turn(repetitions, us, *rivals)
    names = ("markdown-exec", "mkdocs-jupyter")
    return [
        compared("a cell changed", us, name, rival, 1)
        for name, rival in zip(names, rivals, strict=True)
    ]


def change(root: Path, cell: dict, number: int) -> None:
    module = root / "snippets" / f"{cell['ref']}.py"
    copies.edit_cell(module, cell["cell"], f"changed-{number}")


def times_for(pages: int, root: Path) -> int:
    """How many times the topics make at least so many pages a language."""
    now = copies.pages(root)
    in_topics = now - sum(1 for _ in (root / "docs" / "zh").glob("*.md"))
    return 1 + max(0, math.ceil((pages - now) / in_topics))


def while_serving(root: Path) -> list[Row]:
    """From saving a file to the page served again; a cell is shown by the pages of both."""
    size = f"served, {copies.pages(root)} pages a language"
    with serving.serving(root) as address:
        cell = measure.answer(root, "scripts.bench.facts")["changed"]
        pages = {language: f"{address}/{language}/{cell['page']}/" for language in LANGUAGES}
        rows = []
        for language, page in pages.items():
            file = root / "docs" / language / f"{cell['page']}.md"
            seconds = [
                serving.until_shown([page], f"word-{n}", partial(copies.edit_prose, file, n))
                for n in range(EDITS)
            ]
            rows.append(Row(f"{size}: a word ({language})", seconds, "2 s", [2.0] * EDITS, 1))
        seconds, limit = [], []
        for n in range(EDITS):
            edit = partial(change, root, cell, n)
            seconds.append(serving.until_shown(list(pages.values()), f"changed-{n}", edit))
            module = measure.answer(root, "scripts.bench.facts")["seconds"][cell["ref"]]
            limit.append(2 + module)
        rows.append(Row(f"{size}: a cell", seconds, "2 s + the module", limit, 1))
    return rows


if __name__ == "__main__":
    sys.exit(main())
