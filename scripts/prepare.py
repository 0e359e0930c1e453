"""Before the pages: run what has to run, and say everything that is wrong at once."""

import dataclasses
import sys

from scripts import cells, datasets, shown, store
from scripts.cells import Module
from scripts.problems import Problem, Problems
from scripts.runner import Runner
from scripts.shown import Survey
from scripts.transcript import Transcript

_latest: dict[str, Transcript] = {}


def prepare(runner: Runner | None = None) -> Survey:
    """Check modules and pages against each other and run every module that is not kept.

    A development server hands in its `runner`, which then stays warm for the next change.

    Raises:
        Problems: everything that is wrong, cells that failed included.
    """
    survey = shown.survey()
    transcripts, failed = run(list(survey.modules.values()), runner)
    problems = survey.problems + [
        dataclasses.replace(problem, pages=survey.pages_of(problem)) for problem in failed
    ]
    _latest.update(transcripts)
    if problems:
        raise Problems(problems)
    return survey


def run(
    modules: list[Module], runner: Runner | None = None
) -> tuple[dict[str, Transcript], list[Problem]]:
    """Transcripts of all cells modules among `modules`, kept ones or made now, and what failed."""
    modules, unreadable = _readable(modules)
    broken = datasets.problems(modules)
    modules = [m for m in modules if not broken.keys() & set(datasets.asked_for(m))]
    transcripts = {m.ref: store.load(m) for m in modules if m.cells}
    missing = [m for m in modules if m.cells and transcripts[m.ref] is None]
    kept = {ref: transcript for ref, transcript in transcripts.items() if transcript}
    if not missing:
        return kept, [*unreadable, *broken.values()]
    made, problems = _run(missing, runner) if runner else _run_once(missing)
    return {**kept, **made}, [*unreadable, *broken.values(), *problems]


def _readable(modules: list[Module]) -> tuple[list[Module], list[Problem]]:
    """Those whose imports can be read, and what is wrong with the others'."""
    readable, problems = [], []
    for module in modules:
        try:
            cells.imported(module)
            readable.append(module)
        except Problems as error:
            problems += error.problems
    return readable, problems


def _run_once(modules: list[Module]):
    with Runner() as runner:
        return _run(modules, runner)


def _run(modules: list[Module], runner: Runner):
    """What ran under another key than it has now was edited meanwhile: nothing of it is kept."""
    total = len(modules)
    count = iter(range(1, total + 1))
    before = {module.ref: store.key(module) for module in modules}
    edited: list[Problem] = []
    print(f"running {total} module{'s' if total > 1 else ''} …", file=sys.stderr, flush=True)

    def done(module: Module, transcript: Transcript | None) -> None:
        outcome = f"{transcript.receipt['seconds']:.2f} s" if transcript else "FAILED"
        if _key_now(module.ref) != before[module.ref]:
            edited.append(Problem(module.shown_path, 1, "changed while it ran: build again"))
        elif transcript:
            store.save(module, transcript)
        print(f"  {next(count)}/{total} {module.ref}  {outcome}", file=sys.stderr, flush=True)

    made, problems = runner.run(modules, done)
    return made, [*problems, *edited]


def _key_now(ref: str) -> str | None:
    try:
        return store.key(cells.parse(ref))
    except (Problems, OSError):
        return None


def latest() -> dict[str, Transcript]:
    """The transcripts of the latest `prepare`, for another process that shows them too."""
    return _latest


def transcript(ref: str) -> Transcript:
    """The transcript of the latest `prepare`, or the one that is kept."""
    if ref in _latest:
        return _latest[ref]
    module = cells.parse(ref)
    kept = store.load(module)
    if kept is None:
        raise Problems([Problem(module.shown_path, 1, "has not run: build with scripts/dev.py")])
    return kept


def all_transcripts() -> dict[str, Transcript]:
    """Transcripts of all cells modules, by ref."""
    return {ref: transcript(ref) for ref in cells.refs() if cells.parse(ref).cells}
