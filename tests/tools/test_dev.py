"""The door: what scripts/dev.py says and runs."""

import ast
import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from scripts import commands, environment, paths

DEV = paths.ROOT / "scripts" / "dev.py"


@pytest.fixture(autouse=True)
def environment_stands(monkeypatch):
    """Every test finds the environment set up, as the Python that runs the tests."""
    monkeypatch.setattr(environment, "python_of", lambda: sys.executable)
    monkeypatch.setattr(signal, "signal", lambda *_: None)


@pytest.fixture
def started(monkeypatch):
    """The `-m` arguments of the programs that the door starts, which are not run."""
    calls = []

    def module(*fixed):
        return lambda arguments: calls.append([*fixed, *arguments]) or 0

    monkeypatch.setattr(commands, "module", module)
    return calls


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **options)


def test_help_lists_every_command_from_any_folder_without_any_package(tmp_path):
    told = run(sys.executable, "-S", DEV, "--help", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert re.findall(r"^  (\w+)", told.stdout, re.M) == list(commands.COMMANDS)


def test_an_old_python_is_told_which_one_to_use():
    ast.parse(DEV.read_text("utf-8"), feature_version=(3, 6))
    pretend = "import runpy, sys; sys.version_info = (3, 6, 9); runpy.run_path(sys.argv[1])"
    told = run(sys.executable, "-c", pretend, DEV)
    assert told.returncode == 1
    assert "needs Python 3.11 or newer" in told.stderr
    assert "is Python 3.6" in told.stderr
    assert "python3.11 scripts/dev.py" in told.stderr


def test_an_unknown_command_is_answered_with_those_there_are(capsys):
    assert commands.main(["sevre"]) == 2
    told = capsys.readouterr().err
    assert "'sevre'" in told and "serve" in told


COMMANDS_SOURCE = (paths.ROOT / "scripts" / "commands.py").read_text("utf-8")


@pytest.mark.parametrize("name", re.findall(r'"(scripts\.\w+)"', COMMANDS_SOURCE))
def test_every_command_leads_to_a_module(name):
    assert importlib.util.find_spec(name)


def test_a_setup_error_is_a_sentence_and_not_a_traceback(monkeypatch, capsys):
    def fails():
        raise environment.SetupError("The disk is full. Make room.")

    monkeypatch.setattr(environment, "python_of", fails)
    assert commands.main(["test"]) == 1
    assert capsys.readouterr().err.strip() == "The disk is full. Make room."


def test_an_interrupted_setup_says_that_it_can_go_on(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "python_of", interrupted)
    assert commands.main(["test"]) == 130
    assert "same command goes on" in capsys.readouterr().err


def test_the_exit_code_and_the_arguments_are_handed_on(tmp_path):
    wrong = tmp_path / "not.json"
    wrong.write_text("{")
    assert commands.module("json.tool")([str(wrong)]) == 1
    wrong.write_text("{}")
    assert commands.module("json.tool")([str(wrong)]) == 0


def test_tools_run_at_the_root_with_utf8(capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = commands.module("timeit", "-n1", "-r1", "-s", "import os, sys")(
        ["print(os.getcwd(), sys.flags.utf8_mode, os.environ['NO_MKDOCS_2_WARNING'])"]
    )
    assert code == 0
    assert f"{paths.ROOT} 1 1" in capfd.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows hands Ctrl-C to a whole console")
def test_ctrl_c_lets_the_tool_end_by_itself():
    tool = (
        "try:\n    print(1, flush=True)\n    time.sleep(30)\n"
        "except KeyboardInterrupt:\n    print('put in order')"
    )
    door = (
        # A shell starts background jobs with Ctrl-C ignored, and everything below inherits that.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "import sys; from scripts import commands, environment; "
        "environment.python_of = lambda: sys.executable; "
        f"commands.module('timeit', '-n1', '-r1', '-s', 'import time')([{tool!r}])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", door],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while process.stdout.readline().strip() != "1":
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        assert "put in order" in process.stdout.read()
    assert process.returncode == 0


def test_serve_tells_the_address_and_hands_it_to_mkdocs(started, capsys):
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    assert commands.main(["serve", "-a", address]) == 0
    assert started == [["mkdocs", "serve", "--dev-addr", address]]
    assert f"http://{address}/" in capsys.readouterr().out


def test_serve_says_when_its_port_is_taken(started, capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(SystemExit):
            commands.main(["serve", "-a", address])
    assert f"already answers at {address}" in capsys.readouterr().err
    assert not started


@pytest.mark.parametrize("address", ["8000", "localhost:", "localhost:http"])
def test_serve_refuses_an_address_that_is_none(address, started, capsys):
    with pytest.raises(SystemExit):
        commands.main(["serve", "-a", address])
    assert "is not HOST:PORT" in capsys.readouterr().err


def test_build_is_strict_and_says_where_the_site_is(started, capsys):
    assert commands.main(["build"]) == 0
    assert started == [["mkdocs", "build", "--strict"]]
    assert str(paths.ROOT / "site" / "index.html") in capsys.readouterr().out


def test_build_asked_for_help_builds_nothing(started, capsys):
    with pytest.raises(SystemExit):
        commands.main(["build", "--help"])
    assert "--quiet" in capsys.readouterr().out
    assert not started


def test_a_failed_build_names_no_site(monkeypatch, capsys):
    monkeypatch.setattr(commands, "module", lambda *_: lambda _: 1)
    assert commands.main(["build"]) == 1
    assert "index.html" not in capsys.readouterr().out


def test_clean_removes_the_site_and_the_cache_and_nothing_else(tree, monkeypatch, capsys):
    monkeypatch.setattr(paths, "CACHE", tree.root / ".cache" / "pytorch-notes")
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    site = tree.write("site/index.html", "").parent
    cache = tree.write(".cache/pytorch-notes/a.json", "").parent
    page = tree.write("docs/zh/index.md", "")
    assert commands.main(["clean"]) == 0
    assert not site.exists() and not cache.exists() and page.exists()
    told = capsys.readouterr().out
    assert f"Removed {site}" in told and f"Removed {cache}" in told
    assert commands.main(["clean"]) == 0
    assert "Removed" not in capsys.readouterr().out


def test_clean_leaves_alone_what_a_reader_named_as_the_cache(tree, monkeypatch, capsys):
    theirs = tree.write("elsewhere/photo.jpg", "")
    monkeypatch.setattr(paths, "CACHE", theirs.parent)
    monkeypatch.setenv(paths.VARIABLE, str(theirs.parent))
    assert commands.main(["clean"]) == 0
    assert theirs.exists()
    assert f"{paths.VARIABLE} names {theirs.parent}" in capsys.readouterr().out


def test_clean_with_words_it_does_not_know_removes_nothing(tree, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tree.root / ".cache")
    tree.write(".cache/kept", "")
    with pytest.raises(SystemExit):
        commands.main(["clean", "--help"])
    with pytest.raises(SystemExit):
        commands.main(["clean", "everything"])
    assert (tree.root / ".cache/kept").exists()


@pytest.mark.parametrize(
    "name", [n for n in commands.COMMANDS if n not in ("clean", "serve", "build", "test")]
)
def test_a_tool_asked_for_help_tells_its_arguments_and_does_nothing_else(name, capfd):
    assert commands.main([name, "--help"]) == 0
    told = capfd.readouterr().out
    assert "usage:" in told and "--help" in told
