"""What an author reads when something is wrong: all of it at once, each with its place.

One repository holds every mistake there is, one quiet build tells them all.
"""

import re
import time

import pytest

MODULES = {
    "bad/raises": "# %% fine\nx = 1\n\n# %% breaks\nimport torch\n\ntorch.ones(2) @ torch.ones(3)",
    "bad/quiet": "# %% promises raises=ValueError\nint('1')\n",
    "bad/endless": """# %% sleeps
import subprocess
import sys

beat = "import time\\nwhile True:\\n    open({path!r}, 'a').write('x')\\n    time.sleep(0.05)"
subprocess.Popen([sys.executable, "-c", beat])
while True:
    pass
""",
    "bad/killed": "# %% dies\nimport os\n\nos._exit(3)\n",
    "bad/crashed": "# %% dies\nimport os\nimport signal\n\nos.kill(os.getpid(), signal.SIGSEGV)\n",
    "bad/loud": "# %% shouts\nline = 'x' * 999_999\nfor _ in range(1000):\n    print(line)\n",
    "bad/warned": "# %% warns\nimport warnings\n\nwarnings.warn('old', FutureWarning)\n",
    "bad/unwarned": "# %% calm warns=UserWarning\nx = 1\n",
    "bad/leaves": "# %% exits\nimport sys\n\nsys.exit()\n",
    "bad/exercise": "# %% stub\ndef f():\n    return 1\n\n# %% check fails-with=stub\nassert f()\n",
    "bad/reads": "# %% reads\nx = 1\neval('1 +')\n",
    "bad/separated": '# %% a\nraise ValueError("one\\u2028two")\n',
    "bad/broken": "x = 1\ndef f(:\n",
    "bad/borrower": "# %% a\nfrom snippets.bad.broken import f\n",
    "bad/lopsided": "# %% a\narray = 1\n",
    "bad/twice": "# %% a\nx = 1\n# %% a\nx = 2\n",
    "bad/random": "# %% a\nx = 1\n",
    "bad/busy": "import os\n\nprint(os.name)\n",
    "bad/markers": "# %% one\nx = 1  # (1)!\n",
    "bad/unshown": "# %% nobody\nx = 1\n",
    "bad/halfshown": "# %% some\nx = 1\n",
}
FENCES = {
    "raises": ["bad/raises:fine", "bad/raises:breaks"],
    "quiet": ["bad/quiet:promises"],
    "endless": ["bad/endless:sleeps"],
    "killed": ["bad/killed:dies"],
    "crashed": ["bad/crashed:dies"],
    "loud": ["bad/loud:shouts"],
    "warned": ["bad/warned:warns"],
    "unwarned": ["bad/unwarned:calm"],
    "leaves": ["bad/leaves:exits"],
    "exercise": ["bad/exercise:stub", "bad/exercise:check"],
    "reads": ["bad/reads:reads"],
    "separated": ["bad/separated:a"],
    "borrower": ["bad/borrower:a"],
    "twice": ["bad/twice:a"],
    "random": ["bad/random:a"],
    "nothing": ["bad/nothing:a"],
    "nocell": ["bad/raises:nothing"],
}
LITERAL = "```python\nprint(1)\n```"


def indented(text):
    return "\n".join(f"    {line}" for line in text.splitlines())


@pytest.fixture(scope="module")
def heartbeat(tmp_path_factory):
    return tmp_path_factory.mktemp("endless") / "beat"


@pytest.fixture(scope="module")
def said(repository, heartbeat):
    """The quiet build of everything that is wrong: what it said, and its exit code."""
    for ref, text in MODULES.items():
        repository.write(f"snippets/{ref}.py", text.replace("{path!r}", repr(str(heartbeat))))
    for page, cells in FENCES.items():
        repository.page(page, *(f'```python snippet="{cell}"\n```' for cell in cells))
    repository.page(
        "notes",
        '```python snippet="bad/markers:one"\n```',
        '```python snippet="bad/markers:one"\n1. one\n2. two\n```',
        '```python snippet="bad/markers:one" colour="red"\n1. one\n```',
    )
    repository.page("lopsided", '```twins snippet="bad/lopsided"\na: one\n```')
    for name in ("snippets/bad/.#raises.py", "docs/zh/.#raises.md"):  # as Emacs marks open files
        (repository.root / name).symlink_to("somebody@somewhere.123")
    repository.page("half", '```python snippet="bad/halfshown:some"\n```', languages=["zh"])
    repository.page(
        "literal", LITERAL, f'=== "Tab"\n\n{indented(LITERAL)}', f"!!! note\n\n{indented(LITERAL)}"
    )
    runner = repository.root / "scripts" / "runner.py"
    text = runner.read_text("utf-8")
    assert "SECONDS = 60.0" in text
    runner.write_text(text.replace("SECONDS = 60.0", "SECONDS = 5.0"), encoding="utf-8")
    return repository.build("-q")


@pytest.fixture(scope="module")
def paragraphs(said):
    return re.split(r"\n\n+", (said.stdout + said.stderr).strip())


def paragraph(paragraphs, place):
    found = [text for text in paragraphs if place in text.splitlines()[0]]
    assert found, f"nothing said of {place}"
    return found[0]


def test_a_quiet_build_of_a_broken_site_fails(said, repository):
    assert said.returncode != 0
    assert not (repository.root / "site" / "zh" / "raises").exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("snippets/bad/raises.py:breaks (line 7)", "RuntimeError"),
        ("snippets/bad/quiet.py:promises (line 1)", "should raise ValueError and raises nothing"),
        ("snippets/bad/endless.py:sleeps (line 1)", "still runs after 5 seconds"),
        ("snippets/bad/killed.py:dies (line 1)", "exit code 3"),
        ("snippets/bad/crashed.py:dies (line 1)", "SIGSEGV"),
        ("snippets/bad/loud.py:shouts (line 1)", "printed more than 10 MiB"),
        ("snippets/bad/warned.py:warns (line 1)", "warns=FutureWarning"),
        ("snippets/bad/unwarned.py:calm (line 1)", "should warn with UserWarning"),
        ("snippets/bad/leaves.py:exits (line 4)", "SystemExit"),
        ("snippets/bad/exercise.py:check (line 5)", "passes with the stub"),
        ("snippets/bad/reads.py:reads (line 3)", "SyntaxError: invalid syntax"),
        ("snippets/bad/separated.py:a (line 2)", "ValueError: one"),
        ("snippets/bad/broken.py (line 2)", "SyntaxError"),
        ("docs/zh/lopsided.md (line 8)", "cell a of snippets/bad/lopsided.py assigns nothing to"),
        ("snippets/bad/twice.py:a (line 3)", "stands on line 1 already"),
        ("snippets/bad/random.py (line 1)", "shadows a library"),
        ("snippets/bad/busy.py (line 3)", "on import"),
        ("snippets/bad/unshown.py:nobody (line 1)", "no page in docs/zh and docs/en"),
        ("snippets/bad/halfshown.py:some (line 1)", "no page in docs/en"),
        ("docs/zh/nothing.md (line 8)", "no module snippets/bad/nothing.py"),
        ("docs/en/nocell.md (line 8)", "no cell 'nothing'; it has fine, breaks"),
        ("docs/zh/notes.md (line 8)", "0 notes for 1 markers"),
        ("docs/zh/notes.md (line 11)", "2 notes for 1 markers"),
        ("docs/zh/notes.md (line 16)", "unknown option colour"),
        ("docs/en/half.md", "missing"),
        ("docs/zh/literal.md (line 8)", "literal"),
        ("docs/zh/literal.md (line 14)", "literal"),
        ("docs/en/literal.md (line 20)", "literal"),
    ],
)
def test_each_mistake_is_told_with_its_place_and_what_it_is(paragraphs, place, words):
    assert words in paragraph(paragraphs, place)


def test_a_failing_cell_shows_its_trimmed_traceback_and_its_pages(paragraphs):
    text = paragraph(paragraphs, "snippets/bad/raises.py:breaks")
    assert 'File "snippets/bad/raises.py", line 7' in text
    assert "scripts/loader.py" not in text
    assert "shown on: docs/zh/raises.md, docs/en/raises.md" in text


def test_the_children_of_an_endless_cell_end_with_it(said, heartbeat):
    size = heartbeat.stat().st_size
    time.sleep(0.3)
    assert heartbeat.stat().st_size == size


def test_all_problems_are_counted_at_the_end(paragraphs):
    assert any(re.search(r"^\d+ problems$", text, re.MULTILINE) for text in paragraphs)


def test_on_github_the_same_problems_are_annotations(said, repository):
    again = repository.build("-q", GITHUB_ACTIONS="true")
    output = again.stdout + again.stderr
    assert re.search(r"^::error file=snippets/bad/raises.py,line=7,title=", output, re.MULTILINE)
    assert re.search(r"^::error file=docs/zh/nothing.md,line=8", output, re.MULTILINE)
