"""The code of a page, pasted from top to bottom, runs, as the start page promises.

Pages under examples/ are run as notebooks, in test_notebooks_run.py. What ran once with the same
code and versions is not run again: its digest is kept in the cache.
"""

import json
import os
import subprocess
import sys

import pytest

from scripts import cells, pages, pasted, paths, receipt, shown

FILES = {"training/distributed", "training/sharding"}  # they tell the reader to write files first
RUN = """
import contextlib, io, json, linecache, os, traceback
import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot, multiprocessing, torch, torchvision

multiprocessing.set_start_method("fork")  # what is pasted cannot be imported by workers


def run(found):
    for name, code, raises in found:
        file = f"<{name}>"
        linecache.cache[file] = len(code), None, code.splitlines(True), file
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                exec(compile(code, file, "exec"), globals())
            except Exception:
                if not raises:
                    raise


for ref, found in json.load(open("pages.json", encoding="utf-8")).items():
    place = ref.replace("/", "-")
    os.mkdir(place)
    if os.fork() == 0:
        os.chdir(place)
        try:
            run(found)
        except BaseException:
            open("error.txt", "w", encoding="utf-8").write(traceback.format_exc())
        os._exit(0)
    _, status = os.wait()
    if status:  # killed, or out of memory: it could write nothing itself
        open(f"{place}/error.txt", "w").write(f"it ended with status {status}")
"""


def program(ref: str) -> list[tuple[str, str, bool]]:
    """(name, code, whether it is to fail) of all that the page shows, in order."""
    found = []
    blocks = [f for f in pages.fences(pages.page_path("en", ref)) if shown.is_ours(f)]
    codes = pasted.codes(blocks)
    for block in blocks:
        if block.language == "python" and block.options.get("show") != "output":
            ref, name = shown.target(block)
            cell = cells.parse(ref).cells.get(name)  # none of a definition
            found.append((name, codes[block.line], bool(cell) and "raises" in cell.options))
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each page runs in a fork")
def test_the_code_of_each_page_runs_from_top_to_bottom(tmp_path):
    refs = [r for r in pages.page_refs("en") if not r.startswith("examples/") and r not in FILES]
    programs = {ref: found for ref in refs if (found := program(ref))}
    versions = receipt.versions()
    passed = {
        ref: paths.CACHE / "pasted" / cells.digest(json.dumps([found, versions]))
        for ref, found in programs.items()
    }
    new = {ref: found for ref, found in programs.items() if not passed[ref].exists()}
    (tmp_path / "pages.json").write_text(json.dumps(new), encoding="utf-8")
    (tmp_path / "run.py").write_text(RUN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "run.py"],  # nothing of this repository can be imported
        cwd=tmp_path,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    failed = {}
    for ref in new:
        error = tmp_path / ref.replace("/", "-") / "error.txt"
        if error.exists():
            failed[ref] = error.read_text("utf-8")
        else:
            passed[ref].parent.mkdir(parents=True, exist_ok=True)
            passed[ref].touch()
    assert not failed, "\n\n".join(f"{ref}: {error}" for ref, error in failed.items())
    assert len(programs) > 50
