"""The lock files: exact, hashed, in agreement, and free of where they were made."""

import re
import subprocess

import pytest

from scripts import environment, locks, paths

FOLDER = paths.ROOT / "requirements"
TEXTS = {name: (FOLDER / f"{name}.txt").read_text("utf-8") for name in environment.LOCKS}
PIN = re.compile(r"^([\w.-]+)==(\S+)(.*)$", re.M)


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_is_a_pin_or_a_hash(name):
    for line in TEXTS[name].splitlines():
        assert re.fullmatch(
            r"[\w.-]+==[\w.+]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line
        ), f"requirements/{name}.txt: {line}"


@pytest.mark.parametrize("name", TEXTS)
def test_a_lock_has_what_its_in_file_asks_for(name):
    locked = {package: version for package, version, _ in PIN.findall(TEXTS[name])}
    asked = re.findall(
        r"^([\w.-]+)(?:\[\w+\])?(?:==(\S+))?$", (FOLDER / f"{name}.in").read_text("utf-8"), re.M
    )
    assert asked
    for package, version in asked:
        assert package in locked, f"{package} is not in {name}.txt: python scripts/dev.py lock"
        assert locked[package] == (version or locked[package]), "python scripts/dev.py lock"


def test_what_locks_share_has_one_version():
    versions = {}
    for text in TEXTS.values():
        for package, version, _ in PIN.findall(text):
            versions.setdefault(package, set()).add(version)
    assert {package: v for package, v in versions.items() if len(v) > 1} == {}


def test_the_torch_pair_is_in_no_other_lock():
    for name in ("site", "test"):
        assert not re.search(r"^(torch|torchvision|triton|nvidia-)", TEXTS[name], re.M)


@pytest.mark.parametrize("upgrade", [False, True])
def test_locking_keeps_the_versions_there_are_unless_asked(upgrade, tree, monkeypatch):
    for name in environment.LOCKS:
        tree.write(f"{name}.txt", "numpy==2.4.6 \\\n    --hash=sha256:ab\n")
    known = []

    def uv(command, **_):
        target = command[command.index("-o") + 1]
        if target.name == "all.txt":
            known.append(target.read_text("utf-8") if target.exists() else "")
        target.write_text("new\n")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(locks.subprocess, "run", uv)
    locks.lock(tree.root, upgrade)
    assert known == ["" if upgrade else "numpy==2.4.6"]
    assert {(tree.root / f"{name}.txt").read_text() for name in environment.LOCKS} == {"new\n"}


def test_a_failed_resolution_leaves_every_lock_as_it_was(tree, monkeypatch):
    for name in environment.LOCKS:
        tree.write(f"{name}.txt", "old\n")
    calls = []

    def uv(command, **_):
        calls.append(command)
        command[command.index("-o") + 1].write_text("new\n")
        return subprocess.CompletedProcess(command, int(len(calls) == 3))

    monkeypatch.setattr(locks.subprocess, "run", uv)
    with pytest.raises(SystemExit, match="unchanged"):
        locks.lock(tree.root, upgrade=False)
    assert {(tree.root / f"{name}.txt").read_text() for name in environment.LOCKS} == {"old\n"}
