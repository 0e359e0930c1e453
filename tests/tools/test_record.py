"""Recording experiments: what is kept when it is stopped, killed, repeated, or refused."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from scripts import paths

EXPERIMENTS = '''
"""Experiments whose parts are a walk of random steps."""

import time

import torch


class Walk:
    """A Run that adds random steps."""

    def __init__(self, seed, pause, parts=4):
        self.parts, self.done, self.at = parts, 0, 0.0
        self.pause = pause
        torch.manual_seed(seed)

    def advance(self):
        time.sleep(self.pause)
        self.at += torch.randn(()).item()
        self.done += 1
        return {"at": self.at}

    def result(self):
        return {"test_accuracy": self.at}

    def state_dict(self):
        return {"done": self.done, "at": self.at, "dice": torch.get_rng_state()}

    def load_state_dict(self, state):
        self.done, self.at = state["done"], state["at"]
        torch.set_rng_state(state["dice"])


def quick(seed):
    """A walk."""
    return Walk(seed, pause=0)


def slow(seed):
    """A walk with time to break it off."""
    return Walk(seed, pause=0.3)


def stumbling(seed):
    """A walk on which seed 1 falls."""
    if seed == 1:
        raise ValueError("this one fell")
    return Walk(seed, pause=0)


def standin(seed):
    """A walk on data that are not the real ones."""
    images = torch.zeros(2, 1, 4, 4, dtype=torch.uint8)
    Images(images, torch.zeros(2).long(), ("a", "b"), "drawn", standin=True)
    return Walk(seed, pause=0)


def real(seed):
    """A walk on data of which the receipt tells."""
    images = torch.zeros(2, 1, 4, 4, dtype=torch.uint8)
    Images(images, torch.zeros(2).long(), ("a", "b"), "photographs", standin=False)
    return Walk(seed, pause=0)
'''.replace("import torch\n", "import torch\n\nfrom snippets.datasets.images import Images\n", 1)


@pytest.fixture
def walks(repository, monkeypatch):
    """The repository with experiments and no records."""
    import shutil

    shutil.copytree(
        paths.ROOT / "snippets/datasets", repository.root / "snippets/datasets", dirs_exist_ok=True
    )
    repository.write("snippets/examples/walk_runs.py", EXPERIMENTS.lstrip())
    for kept in ("docs/records", ".cache"):
        shutil.rmtree(repository.root / kept, ignore_errors=True)
    return repository


def record(walks, *arguments):
    return walks.python("-m", "scripts.record", *arguments)


def lines(walks, function):
    file = walks.root / f"docs/records/walk/{function}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def start(walks, *arguments):
    """A recorder that runs beside the test."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTORCH_NOTES_CACHE"}
    # A shell starts background jobs with Ctrl-C ignored, and everything below inherits that.
    door = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from scripts import record; sys.exit(record.main(sys.argv[1:]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", door, *arguments],
        cwd=walks.root,
        env=environment | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_for(process, text):
    for line in process.stdout:
        if text in line:
            return
    pytest.fail(f"the recorder ended and never said {text!r}")


def workers(walks):
    """The processes at work in this repository."""
    found = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout
    pids = [int(li.split()[0]) for li in found.splitlines() if "scripts.record_worker" in li]
    return [p for p in pids if os.path.realpath(f"/proc/{p}/cwd") == str(walks.root.resolve())]


def until(what, seconds=20):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_each_seed_becomes_a_line_with_its_receipt(walks):
    done = record(walks, "walk/real", "--seeds", "2")
    assert done.returncode == 0, done.stderr
    assert "walk/real seed 1: recorded" in done.stdout
    first, second = lines(walks, "real")
    assert (first["seed"], second["seed"]) == (0, 1)
    assert len(first["curve"]) == 4
    assert first["result"]["test_accuracy"] == first["curve"][-1]["at"]
    assert first["seconds"].keys() == {"cpu", "wall"}
    receipt = first["receipt"]
    assert receipt["command"] == "python scripts/dev.py record walk/real --seeds 2"
    assert receipt["device"] == "cpu" and receipt["machine"]["cores"] == os.cpu_count()
    assert [data["source"] for data in receipt["data"]] == ["photographs"]
    assert str(walks.root) not in json.dumps(first)


def test_a_page_alone_names_all_its_experiments_and_a_failing_seed_stops_no_other(walks):
    experiments = EXPERIMENTS.replace("if seed == 1", "if seed == 0")
    keep = experiments[: experiments.index("def slow")]
    stumbling = experiments[experiments.index("def stumbling") : experiments.index("def standin")]
    walks.write("snippets/examples/walk_runs.py", keep + stumbling)
    done = record(walks, "walk", "--seeds", "2")
    assert done.returncode == 1
    assert "walk/stumbling seed 0: FAILED" in done.stdout
    assert "ValueError: this one fell" in done.stdout and "walk_runs.py" in done.stdout
    assert "Failed: walk/stumbling seed 0" in done.stderr
    assert [record["seed"] for record in lines(walks, "quick")] == [0, 1]
    assert [record["seed"] for record in lines(walks, "stumbling")] == [1]


def test_the_same_seed_gives_the_same_numbers_and_recorded_ones_are_not_run_again(walks):
    record(walks, "walk/quick", "--seeds", "1")
    (once,) = lines(walks, "quick")
    assert "1 of 1 seeds are recorded already" in record(walks, "walk/quick", "--seeds", "1").stdout
    (walks.root / "docs/records/walk/quick.jsonl").unlink()
    record(walks, "walk/quick", "--seeds", "1")
    (again,) = lines(walks, "quick")
    assert (again["result"], again["curve"]) == (once["result"], once["curve"])


def test_comments_do_not_count_and_changed_code_is_refused_until_again_is_said(walks):
    record(walks, "walk/quick", "--seeds", "1")
    walks.write("snippets/examples/walk_runs.py", "# a comment\n" + EXPERIMENTS.lstrip())
    assert record(walks, "walk/quick", "--seeds", "1").returncode == 0

    changed = EXPERIMENTS.lstrip().replace("torch.randn(())", "torch.rand(())")
    walks.write("snippets/examples/walk_runs.py", changed)
    before = lines(walks, "quick")
    refused = record(walks, "walk/quick", "--seeds", "1")
    assert refused.returncode == 1
    assert "docs/records/walk/quick.jsonl was recorded with other code" in refused.stderr
    assert "--again" in refused.stderr
    assert lines(walks, "quick") == before

    done = record(walks, "walk/quick", "--seeds", "1", "--again")
    assert "1 records of other code or device are dropped" in done.stdout
    (after,) = lines(walks, "quick")
    assert after["receipt"]["digest"] != before[0]["receipt"]["digest"]
    assert after["result"] != before[0]["result"]


def test_standin_data_is_not_recorded(walks):
    done = record(walks, "walk/standin", "--seeds", "1")
    assert done.returncode == 1
    assert "stand-in data (drawn)" in done.stdout and "dev.py data" in done.stdout
    assert not (walks.root / "docs/records/walk/standin.jsonl").exists()


def test_other_data_are_not_mixed_in(walks):
    record(walks, "walk/real", "--seeds", "1")
    file = walks.root / "docs/records/walk/real.jsonl"
    text = file.read_text("utf-8")
    digest = json.loads(text)["receipt"]["data"][0]["digest"]
    file.write_text(text.replace(digest, "0" * 12), "utf-8")
    done = record(walks, "walk/real", "--seeds", "2")
    assert done.returncode == 1 and "recorded on other data" in done.stdout


def test_a_damaged_line_is_named(walks):
    walks.write("docs/records/walk/quick.jsonl", '{"seed": 0, "res')
    done = record(walks, "walk/quick", "--seeds", "1")
    assert done.returncode == 1
    assert "docs/records/walk/quick.jsonl:1 is not a record" in done.stderr
    assert "delete the line" in done.stderr


def test_an_unknown_name_is_told_with_those_there_are(walks):
    done = record(walks, "walk/run")
    assert done.returncode == 1
    assert "no experiment 'walk/run'" in done.stderr and "walk/quick, walk/slow" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_what_is_stopped_or_killed_goes_on_where_it_was(walks, how):
    record(walks, "walk/quick", "--seeds", "2")
    with start(walks, "walk/slow", "--seeds", "2") as process:
        wait_for(process, "part 2 of 4")
        process.send_signal(how)
        said = process.stdout.read()
    if how == signal.SIGINT:
        assert process.returncode == 130 and "Stopped. What was done is kept" in said
    if sys.platform.startswith("linux"):
        until(lambda: not workers(walks))  # they end with the recorder, however that ended
    else:
        time.sleep(2)
    assert not (walks.root / "docs/records/walk/slow.jsonl").exists()

    done = record(walks, "walk/slow", "--seeds", "2")
    assert done.returncode == 0, done.stderr
    assert "goes on after part 2 of 4" in done.stdout
    assert [r["curve"] for r in lines(walks, "slow")] == [r["curve"] for r in lines(walks, "quick")]
    assert not list((walks.root / ".cache").rglob("*.pt"))


def test_two_recorders_at_once_share_the_seeds(walks):
    arguments = ("walk/slow", "--seeds", "4")
    with start(walks, *arguments) as one, start(walks, *arguments) as two:
        said = one.stdout.read() + two.stdout.read()
    assert (one.returncode, two.returncode) == (0, 0)
    assert [record["seed"] for record in lines(walks, "slow")] == [0, 1, 2, 3]
    assert said.count(": recorded after") == 4
