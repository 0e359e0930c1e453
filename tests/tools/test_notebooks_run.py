"""Every example's notebook runs from top to bottom, without this repository, and prints what it
shows.

What ran once with the same code and versions is not run again: its digest is kept in the cache.
"""

import json
import os
import subprocess
import sys

import pytest

from scripts import cells, notebook, pages, paths, printed, receipt

RUN = """
def _run_all():
    import contextlib, io, json, warnings
    import matplotlib

    matplotlib.use("agg")
    warnings.simplefilter("ignore")
    said = {}
    for name, code, raises in json.load(open("cells.json", encoding="utf-8")):
        stdout = io.StringIO()
        with contextlib.redirect_stdout(stdout):
            try:
                exec(compile(code, name, "exec"), globals())
            except Exception as error:
                if not raises:
                    raise
                print(type(error).__name__, file=stdout)
        said[name] = stdout.getvalue()
    json.dump(said, open("said.json", "w", encoding="utf-8"))


_run_all()
"""


def examples() -> list[tuple[str, str]]:
    """Every second page in the one language, the others in the other: their code is the same."""
    refs = [r for r in pages.page_refs("zh") if r.startswith("examples/")]
    refs = [r for r in refs if r != "examples/index"]
    return [(ref, paths.LANGUAGES[n % 2]) for n, ref in enumerate(refs)]


def shown(cell: dict) -> str:
    """What the notebook says that a cell prints, and the kind of error that it raises."""
    streams = [o for o in cell["outputs"] if o.get("name") == "stdout"]
    errors = [o["ename"] for o in cell["outputs"] if o["output_type"] == "error"]
    return "".join([*(o["text"] for o in streams), *errors])


@pytest.mark.parametrize(("ref", "language"), examples())
def test_a_notebook_runs_and_prints_what_it_shows(ref, language, transcripts, tmp_path):
    made = notebook.build(language, ref, "https://example.org/")
    code = [cell for cell in made["cells"] if cell["cell_type"] == "code"]
    programs = [
        (c["id"], c["source"], "raises-exception" in c["metadata"].get("tags", ())) for c in code
    ]
    expected = {cell["id"]: shown(cell) for cell in code}
    key = cells.digest(json.dumps([programs, expected, receipt.versions()]))
    passed = paths.CACHE / "notebooks" / "ran" / key
    if passed.exists():
        return
    (tmp_path / "cells.json").write_text(json.dumps(programs), encoding="utf-8")
    (tmp_path / "run.py").write_text(RUN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "run.py"],  # nothing of this repository can be imported
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    said = json.loads((tmp_path / "said.json").read_text("utf-8"))
    free = varying(ref)
    different = {
        name: (said[name], text)
        for name, text in expected.items()
        if not printed.same(said[name], text, digits=name not in free)
    }
    assert different == {}
    passed.parent.mkdir(parents=True, exist_ok=True)
    passed.touch()


def varying(ref: str) -> set[str]:
    """Cells whose digits nobody compares."""
    modules = [cells.parse(r) for r in cells.refs() if r.startswith(ref)]
    return {
        notebook.cell_id(module.ref, cell.name)
        for module in modules
        for cell in module.cells.values()
        if "varies" in cell.options
    }
