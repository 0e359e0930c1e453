"""What an author saves while modules run, or between two runs of a runner that is kept warm."""

import pytest

EDITS = """
from scripts import cells, paths, prepare, store
from scripts.runner import Runner

REF = "edited/page"
page = paths.SNIPPETS / f"{REF}.py"
colours = paths.SNIPPETS / "drawing" / "palette.py"
ONE, TWO = ("# %% a\\nprint({!r})\\n".format(word) for word in ("one", "two"))
COLOUR = "# %% a\\nfrom snippets.drawing.palette import CYCLE\\nprint(CYCLE[0])\\n"


def run(runner, module):
    transcripts, problems = prepare.run([module], runner)
    return transcripts[REF].cells["a"].stdout.strip(), [p.message for p in problems]


page.parent.mkdir()
with Runner() as runner:
    page.write_text(ONE)
    read = cells.parse(REF)
    page.write_text(TWO)
    print("edited", run(runner, read), store.load(cells.parse(REF)), store.load(read))

    page.write_text(COLOUR)
    first, _ = run(runner, cells.parse(REF))
    key = store.key(cells.parse(REF))
    colours.write_text(colours.read_text().replace(first, "#123456"))
    print("colours", run(runner, cells.parse(REF))[0], store.key(cells.parse(REF)) != key)
"""


@pytest.fixture(scope="module")
def said(repository):
    done = repository.python("-c", EDITS)
    assert done.returncode == 0, done.stderr
    return dict(line.split(maxsplit=1) for line in done.stdout.splitlines())


def test_what_was_edited_while_it_ran_is_told_and_not_kept(said):
    assert said["edited"] == "('two', ['changed while it ran: build again']) None None"


def test_a_runner_that_is_warm_takes_changed_colours(said):
    assert said["colours"] == "#123456 True"
