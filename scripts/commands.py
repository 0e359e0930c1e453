"""The commands of scripts/dev.py. Standard library only: each runs its tool in the environment."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from scripts import environment, paths

USAGE = """usage: python scripts/dev.py COMMAND [ARGUMENTS]

Sets up .venv when it is missing or a lock file changed, then runs the command in it.
"""


@dataclass(frozen=True)
class Command:
    arguments: str
    help: str
    run: Callable[[list[str]], int]


def main(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(USAGE)
        usages = {f"{name} {command.arguments}": command.help for name, command in COMMANDS.items()}
        width = max(map(len, usages))
        for usage, said in usages.items():
            print(f"  {usage:{width}}  {said}")
        return 0
    if words[0] not in COMMANDS:
        print(
            f"There is no command {words[0]!r}; there are: {', '.join(COMMANDS)}.", file=sys.stderr
        )
        return 2
    try:
        return COMMANDS[words[0]].run(words[1:])
    except environment.SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on where this one stopped.", file=sys.stderr)
        return 130


def module(*fixed: str) -> Callable[[list[str]], int]:
    """A command that is `python -m …` in the environment, its arguments handed on as they are."""

    def run(arguments: list[str]) -> int:
        python = environment.python_of()
        if not python.startswith(str(paths.ROOT)):
            print(f"Using the environment of {python}", flush=True)
        settings = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        with subprocess.Popen(
            [python, "-m", *fixed, *arguments], cwd=paths.ROOT, env=settings
        ) as child:
            signal.signal(signal.SIGTERM, lambda *_: child.terminate())
            while True:
                try:
                    return child.wait()
                except KeyboardInterrupt:  # the child heard it too, and puts its things in order
                    continue

    return run


def serve(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("dev.py serve", description=COMMANDS["serve"].help)
    parser.add_argument("-a", metavar="HOST:PORT", dest="address", default="127.0.0.1:8000")
    address = parser.parse_args(arguments).address
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        parser.error(f"{address!r} is not HOST:PORT, as in 127.0.0.1:8001")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        pass
    else:
        parser.error(f"something already answers at {address}: choose another port with -a")
    print(f"Building the site; it will be at http://{address}/", flush=True)
    return module("mkdocs", "serve", "--dev-addr", address)([])


def build(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("dev.py build", description=COMMANDS["build"].help)
    parser.add_argument("-q", "--quiet", action="store_true", help="say what is wrong and no more")
    quiet = parser.parse_args(arguments).quiet
    code = module("mkdocs", "build", "--strict")(["--quiet"] * quiet)
    if code == 0:
        print(f"The site is built: {paths.ROOT / 'site' / 'index.html'}")
    return code


def test(arguments: list[str]) -> int:
    """All tests in several processes, or in one what the arguments ask for."""
    processes = str(min(4, os.cpu_count() or 1))
    return module("pytest")(
        arguments or ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    )


def clean(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("dev.py clean", description=COMMANDS["clean"].help)
    parser.parse_args(arguments)  # whoever asks for help does not want it done
    folders = [paths.ROOT / "site", paths.CACHE]
    if os.environ.get(paths.VARIABLE):
        print(f"{paths.VARIABLE} names {folders.pop()}: remove yourself what is not to stay there")
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)
            print(f"Removed {folder}")
        else:
            print(f"Nothing to remove at {folder}")
    return 0


COMMANDS = {
    "serve": Command("[-a HOST:PORT]", "build the site and serve it, reloading on changes", serve),
    "build": Command("[-q]", "build the site into site/, all warnings being errors", build),
    "test": Command("[PYTEST ARGUMENTS]", "run all tests, or those named", test),
    "run": Command(
        "TOPIC/PAGE ...", "run modules and print what each cell shows", module("scripts.run")
    ),
    "new": Command("TOPIC/PAGE", "make the files of a new page", module("scripts.new")),
    "approve": Command(
        "[TOPIC/PAGE ...]", "approve the outputs of modules that changed", module("scripts.approve")
    ),
    "reconcile": Command(
        "TOPIC/PAGE",
        "record that both languages of a page agree again",
        module("scripts.freshness", "reconcile"),
    ),
    "data": Command(
        "[get [NAME ...]]", "say what data sets are where, or download them", module("scripts.data")
    ),
    "record": Command(
        "PAGE[/FUNCTION]",
        "run an experiment over many seeds and keep the results (--seeds N)",
        module("scripts.record"),
    ),
    "lock": Command(
        "[--upgrade]", "write requirements/*.txt anew from the *.in files", module("scripts.locks")
    ),
    "bench": Command(
        "[PART ...]", "time this site's builds against plain ones", module("scripts.bench")
    ),
    "mutate": Command(
        "[CELLS] [SEED] [TOPIC ...]",
        "show that tests fail when a cell changes",
        module("scripts.mutate"),
    ),
    "clean": Command("", "remove the built site and the cache of outputs", clean),
}
