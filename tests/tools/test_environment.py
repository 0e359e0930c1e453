"""Setting up .venv: what gets installed, what is repaired, what is said when it cannot be."""

import errno
import importlib.metadata
import importlib.util
import json
import shutil
import sys
import tempfile
import threading
from types import SimpleNamespace

import pytest

from scripts import environment, pip_errors
from scripts.environment import SetupError

LOCKED = {"torch": "torch==2.15.0\n", "site": "mkdocs==1.6.1\n", "test": "pytest==9.2.0\n"}


class Clone:
    """A repository with small locks; making .venv and calling pip are noted and not done."""

    def __init__(self, tree, monkeypatch):
        self.root, self.tree = tree.root, tree
        self.venv = tree.root / ".venv"
        self.done, self.own = [], ""
        for name, pin in LOCKED.items():
            tree.write(f"requirements/{name}.in", pin)
            tree.write(f"requirements/{name}.txt", pin)
        monkeypatch.setattr(environment, "create", self.create)
        monkeypatch.setattr(environment, "install", self.install)
        monkeypatch.setattr(environment, "own_torch", lambda _: self.own)
        monkeypatch.setattr(importlib.metadata, "version", self.version)

    def version(self, name):
        raise importlib.metadata.PackageNotFoundError(name)

    def create(self, venv):
        self.done.append("create")
        for name in ("bin/python", "Scripts/python.exe"):
            self.tree.write(f".venv/{name}", "")

    def install(self, python, lock, repair):
        self.done.append(("repair " if repair else "") + lock.stem)

    def set_up(self):
        """What one run of the door does here."""
        self.done.clear()
        environment.python_of()
        return self.done


@pytest.fixture
def clone(tree, monkeypatch):
    return Clone(tree, monkeypatch)


def test_a_fresh_clone_gets_an_environment_and_the_second_run_finds_it(clone):
    assert clone.set_up() == ["create", "torch", "site", "test"]
    assert clone.set_up() == []


def test_only_a_lock_that_changed_is_installed_again(clone):
    clone.set_up()
    clone.tree.write("requirements/site.txt", "mkdocs==1.6.2\n")
    assert clone.set_up() == ["site"]
    assert clone.set_up() == []


def test_an_interrupted_install_is_repaired_and_what_was_done_is_kept(clone, monkeypatch):
    def interrupted(python, lock, repair):
        if lock.stem == "site":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            clone.set_up()
    assert clone.set_up() == ["repair site", "test"]
    assert clone.set_up() == []


def test_an_environment_cut_off_while_it_was_made_is_made_anew(clone):
    clone.create(clone.venv)
    assert clone.set_up() == ["create", "torch", "site", "test"]


def test_an_environment_whose_python_is_gone_is_made_anew(clone):
    clone.set_up()
    shutil.rmtree(clone.venv / "bin")
    shutil.rmtree(clone.venv / "Scripts")
    assert clone.set_up() == ["create", "torch", "site", "test"]


def test_a_stamp_cut_off_while_it_was_written_is_repaired(clone):
    clone.set_up()
    (clone.venv / environment.STAMP).write_text('{"torch": "ab')
    assert clone.set_up() == ["repair torch", "repair site", "repair test"]


def test_a_second_setup_waits_for_the_first_and_then_has_nothing_to_do(clone, monkeypatch, capsys):
    second = threading.Thread(target=environment.python_of)

    def first(python, lock, repair):
        if not second.is_alive() and lock.stem == "torch":
            second.start()
            second.join(0.3)
            assert second.is_alive()
        clone.done.append(lock.stem)

    monkeypatch.setattr(environment, "install", first)
    environment.python_of()
    second.join()
    assert clone.done == ["create", "torch", "site", "test"]
    assert "Waiting for another set-up" in capsys.readouterr().out


def test_a_torch_that_the_reader_installed_is_kept_and_named(clone, capsys):
    clone.create(clone.venv)
    clone.own = "torch 2.15.0+cpu, torchvision 0.29.2+cpu"
    assert clone.set_up() == ["site", "test"]
    assert f"Keeping the torch that is in .venv: {clone.own}" in capsys.readouterr().out
    clone.tree.write("requirements/torch.txt", "torch==2.16.0\n")
    assert clone.set_up() == []


def test_a_reader_inside_an_empty_environment_keeps_it(clone, monkeypatch):
    clone.create(clone.venv)
    monkeypatch.setattr(sys, "prefix", str(clone.venv))
    assert clone.set_up() == ["torch", "site", "test"]


def test_a_python_that_holds_everything_is_used_as_it_is(clone, monkeypatch):
    have = {"torch": "2.15.0+cpu", "mkdocs": "1.6.1", "pytest": "9.2.0"}
    monkeypatch.setattr(importlib.metadata, "version", have.__getitem__)
    assert environment.python_of() == sys.executable
    have["mkdocs"] = "1.6.0"
    assert environment.python_of() != sys.executable


def test_torch_without_torchvision_is_refused(monkeypatch):
    monkeypatch.setattr(
        environment.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout="torch 2.15.0+cpu\n")
    )
    with pytest.raises(SetupError, match="install the other one from there too"):
        environment.own_torch("python")


def test_torch_is_seen_without_importing_it():
    assert environment.own_torch(sys.executable).startswith("torch ")


def test_too_little_disk_is_said_before_anything_is_downloaded(clone, monkeypatch):
    usage = SimpleNamespace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(SetupError, match=r"needs \d+\.\d GB .* 0\.0 GB are free\. Make room"):
        clone.set_up()
    assert clone.done == []


def test_a_small_temporary_disk_is_named(clone, monkeypatch, tmp_path):
    small = SimpleNamespace(stat=lambda: SimpleNamespace(st_dev=-1), name="/small")
    monkeypatch.setattr(environment, "Path", lambda _: small)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda disk: SimpleNamespace(free=0 if disk is small else 1e12)
    )
    with pytest.raises(SetupError, match="TMPDIR"):
        environment.check_space(clone.root, ["torch"])


def test_a_folder_that_cannot_be_written_is_said(clone, monkeypatch):
    def refused(**_):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    with pytest.raises(SetupError, match=r"Cannot write in .*Read-only file system.* folder of"):
        clone.set_up()
    assert clone.done == []


@pytest.mark.parametrize("absent", ["ensurepip", "venv"])
def test_a_python_without_ensurepip_names_the_package_to_install(absent, monkeypatch, tmp_path):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == absent else found(name)
    )
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    with pytest.raises(SetupError, match=f"sudo apt install {package}"):
        environment.create(tmp_path / ".venv")


def test_a_venv_that_fails_is_told_with_its_command(monkeypatch, tmp_path):
    monkeypatch.setattr(
        environment.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=3)
    )
    with pytest.raises(SetupError, match="-m venv .* exit code 3"):
        environment.create(tmp_path / ".venv")


@pytest.fixture
def pip(monkeypatch, tmp_path):
    """`pip` becomes a program that notes its arguments, writes to stderr and ends with a code."""

    def becomes(stderr, code):
        (tmp_path / "pip.py").write_text(
            f"import json, sys; json.dump(sys.argv[1:], open({str(tmp_path / 'args')!r}, 'w'))\n"
            f"sys.stderr.write({stderr!r}); sys.exit({code})",
            encoding="utf-8",
        )
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return lambda: json.loads((tmp_path / "args").read_text())

    return becomes


@pytest.mark.parametrize("repair", [False, True])
def test_pip_checks_hashes_and_a_repair_trusts_nothing_that_is_there(pip, repair, tmp_path):
    arguments = pip("", 0)
    environment.install(sys.executable, tmp_path / "site.txt", repair)
    assert "--require-hashes" in arguments()
    assert ("--ignore-installed" in arguments()) == repair


def test_what_pip_complains_about_is_shown_and_explained(pip, tmp_path, capsys):
    pip("ERROR: Could not install packages: [Errno 28] No space left on device\n", 1)
    with pytest.raises(SetupError, match="The disk is full"):
        environment.install(sys.executable, tmp_path / "site.txt", False)
    assert "[Errno 28]" in capsys.readouterr().err


NO_VERSION = """ERROR: Could not find a version that satisfies the requirement torch==2.15.0 ({})
ERROR: No matching distribution found for torch==2.15.0
"""


@pytest.mark.parametrize(
    ("stderr", "told"),
    [
        (
            "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by "
            "'NewConnectionError(... Failed to establish a new connection: [Errno 111]')\n"
            + NO_VERSION.format("from versions: none"),
            "cannot be reached. Connect to the network",
        ),
        ("ERROR: HTTP error 403 while getting torch-2.15.0.whl", "refuses to answer"),
        (NO_VERSION.format("from versions: none"), "or refuses to hand it out"),
        (NO_VERSION.format("from versions: 2.2.1, 2.2.2"), "has no build for Python"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "other bytes than the lock",
        ),
        ("ERROR: Could not install: [WinError 5] Access is denied: 'ruff.exe'", "Close the prog"),
        ("python: No module named pip", "ensurepip"),
        ("ERROR: something never seen before", "exit code 2; the lines above say why"),
    ],
)
def test_each_complaint_of_pip_is_a_sentence_with_what_to_do(stderr, told):
    assert told in pip_errors.explain(stderr, 2)
