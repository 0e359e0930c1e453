"""Recording experiments: what is kept when it is stopped, killed, repeated, or refused."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
import torch

from scripts import paths

WALKS = '''"""Experiments whose parts are a walk of random steps."""

import time

import torch


class Walk:
    """A Run that adds random steps."""

    def __init__(self, seed, pause=0, parts=4):
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
    return Walk(seed)


def slow(seed):
    """A walk with time to break it off."""
    return Walk(seed, pause=0.3)
'''
TROUBLES = '''"""Experiments of which one fails."""

from snippets.examples.walk_runs import Walk


def falling(seed):
    """A walk that falls."""
    raise ValueError("this one fell")


def steady(seed):
    """A walk that does not."""
    return Walk(seed)
'''
PICTURES = '''"""Experiments on images."""

from dataclasses import replace

import torch

from snippets.datasets.images import Images
from snippets.examples.walk_runs import Walk


def made(source, standin):
    images = torch.zeros(2, 1, 4, 4, dtype=torch.uint8)
    return Images(images, torch.zeros(2).long(), ("a", "b"), source, standin)


def drawn(seed):
    """A walk on data that are not the real ones."""
    made("drawings", standin=True)
    return Walk(seed)


def taken(seed):
    """A walk on data of which the receipt tells, and on one of them that its seed draws."""
    data = made("photographs", standin=False)
    replace(data, images=data.images + seed).first(1)
    return Walk(seed)
'''


@pytest.fixture
def walks(repository):
    """The repository with experiments and no records."""
    for name, code in (("walk", WALKS), ("trouble", TROUBLES), ("pictures", PICTURES)):
        repository.write(f"snippets/examples/{name}_runs.py", code)
    images = (paths.ROOT / "snippets/datasets/images.py").read_text("utf-8")
    repository.write("snippets/datasets/images.py", images)
    for kept in ("docs/records", ".cache"):
        shutil.rmtree(repository.root / kept, ignore_errors=True)
    return repository


def record(walks, *arguments):
    return walks.python("-m", "scripts.record", *arguments)


def lines(walks, name):
    file = walks.root / f"docs/records/{name}.jsonl"
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


def test_a_seed_becomes_a_line_with_its_receipt(walks):
    done = record(walks, "pictures/taken", "--seeds", "1")
    assert done.returncode == 0, done.stderr
    assert "pictures/taken seed 0: recorded" in done.stdout
    (line,) = lines(walks, "pictures/taken")
    assert len(line["curve"]) == 4
    assert line["result"]["test_accuracy"] == line["curve"][-1]["at"]
    assert line["seconds"].keys() == {"cpu", "wall"}
    receipt = line["receipt"]
    assert receipt["command"] == "python scripts/dev.py record pictures/taken --seeds 1"
    assert receipt["device"] == "cpu" and receipt["machine"]["cores"] == os.cpu_count()
    assert [data["source"] for data in receipt["data"]] == ["photographs"]
    assert str(walks.root) not in json.dumps(line)
    kinds = [
        (walks.root / p).stat().st_mode for p in ("docs/records/pictures/taken.jsonl", "mkdocs.yml")
    ]
    assert kinds[0] == kinds[1]  # no less readable than other files


def test_seeds_that_draw_different_images_of_the_same_data_go_together(walks):
    done = record(walks, "pictures/taken", "--seeds", "2")
    assert done.returncode == 0, done.stdout
    first, second = (line["receipt"]["data"] for line in lines(walks, "pictures/taken"))
    assert first == second and len(first) == 1


def test_standin_data_is_not_recorded(walks):
    done = record(walks, "pictures/drawn", "--seeds", "1")
    assert done.returncode == 1
    assert "stand-in data (drawings)" in done.stdout and "dev.py data" in done.stdout
    assert not (walks.root / "docs/records/pictures/drawn.jsonl").exists()


def test_a_page_names_all_its_experiments_and_one_that_fails_stops_no_other(walks):
    done = record(walks, "trouble", "--seeds", "1")
    assert done.returncode == 1
    assert "trouble/falling seed 0: FAILED" in done.stdout
    assert "ValueError: this one fell" in done.stdout and "trouble_runs.py" in done.stdout
    assert "Failed: trouble/falling seed 0" in done.stderr
    assert [line["seed"] for line in lines(walks, "trouble/steady")] == [0]
    assert not (walks.root / "docs/records/trouble/falling.jsonl").exists()


def test_recorded_seeds_are_passed_over_and_changed_code_is_refused_until_again_is_said(walks):
    record(walks, "walk/quick", "--seeds", "1")
    walks.write("snippets/examples/walk_runs.py", "# a comment\n" + WALKS)
    repeated = record(walks, "walk/quick", "--seeds", "1")
    assert repeated.returncode == 0
    assert "1 of 1 seeds are recorded already" in repeated.stdout

    changed = WALKS.replace("torch.randn(())", "torch.rand(())")
    walks.write("snippets/examples/walk_runs.py", changed)
    before = lines(walks, "walk/quick")
    refused = record(walks, "walk/quick", "--seeds", "1")
    assert refused.returncode == 1
    assert "docs/records/walk/quick.jsonl was recorded with other code" in refused.stderr
    assert "walk/quick --seeds 1 --again" in refused.stderr
    assert lines(walks, "walk/quick") == before

    done = record(walks, "walk/quick", "--seeds", "1", "--again")
    assert "1 records of other code or device are dropped" in done.stdout
    (after,) = lines(walks, "walk/quick")
    assert after["receipt"]["digest"] != before[0]["receipt"]["digest"]
    assert after["result"] != before[0]["result"]


def test_a_damaged_line_is_named(walks):
    walks.write("docs/records/walk/quick.jsonl", '{"seed": 0, "res\n{"seed": 1, "res')
    done = record(walks, "walk/quick", "--seeds", "1")
    assert done.returncode == 1
    assert "docs/records/walk/quick.jsonl:1 is not a record" in done.stderr
    assert "delete the line" in done.stderr and "walk/quick --seeds 2`" in done.stderr


def test_an_unknown_name_is_told_with_those_there_are(walks):
    done = record(walks, "walk/run")
    assert done.returncode == 1
    assert "no experiment 'walk/run'" in done.stderr and "walk/quick, walk/slow" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_what_is_killed_or_stopped_goes_on_where_it_was(walks):
    record(walks, "walk/quick", "--seeds", "1")
    with start(walks, "walk/slow", "--seeds", "1") as process:
        wait_for(process, "part 1 of 4")
        process.kill()
    if sys.platform.startswith("linux"):
        until(lambda: not workers(walks))  # they end with the recorder, however that ended
    with start(walks, "walk/slow", "--seeds", "1") as process:
        wait_for(process, "goes on after part 1 of 4")
        wait_for(process, "part 2 of 4")
        process.send_signal(signal.SIGINT)
        assert "Stopped. What was done is kept" in process.stdout.read()
    assert process.returncode == 130
    assert not (walks.root / "docs/records/walk/slow.jsonl").exists()

    done = record(walks, "walk/slow", "--seeds", "1")
    assert done.returncode == 0, done.stderr
    assert "goes on after part 2 of 4" in done.stdout
    (slow,), (quick,) = lines(walks, "walk/slow"), lines(walks, "walk/quick")
    assert (slow["result"], slow["curve"]) == (quick["result"], quick["curve"])
    assert not list((walks.root / ".cache").rglob("*.pt"))


def test_a_checkpoint_that_does_not_fit_is_named(walks):
    with start(walks, "walk/slow", "--seeds", "1") as process:
        wait_for(process, "part 1 of 4")
        process.send_signal(signal.SIGINT)
    (checkpoint,) = (walks.root / ".cache").rglob("*.pt")
    torch.save(torch.load(checkpoint) | {"data": ["other images"]}, checkpoint)
    done = record(walks, "walk/slow", "--seeds", "1")
    assert done.returncode == 1
    assert f"{checkpoint.name} was begun on other data" in done.stdout

    checkpoint.write_bytes(checkpoint.read_bytes()[:300])
    done = record(walks, "walk/slow", "--seeds", "1")
    assert done.returncode == 1
    assert f"{checkpoint.name} cannot be read" in done.stdout and "delete it" in done.stdout


def test_two_recorders_at_once_share_the_seeds(walks):
    arguments = ("walk/slow", "--seeds", "3")
    with start(walks, *arguments) as one, start(walks, *arguments) as two:
        said = one.stdout.read() + two.stdout.read()
    assert (one.returncode, two.returncode) == (0, 0)
    assert [line["seed"] for line in lines(walks, "walk/slow")] == [0, 1, 2]
    assert said.count(": recorded after") == 3
