"""The data sets of the examples: `python scripts/dev.py data` looks, `… data get` downloads.

Without arguments it says for each data set what is where, whether it is whole, and what each mirror
answers. `get [mnist] [cifar10]` downloads those that are not there; what breaks off goes on next
time. Nothing that was there before is changed or removed.
"""

import argparse
import contextlib
import gzip
import os
import shutil
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts import data_download, datasets, file_lock
from scripts.data_download import Failed, md5
from scripts.data_mirrors import ARCHIVES, Archive
from scripts.datasets import DATA_SETS, IMAGES, Layout

COUNTS = {"train": 5000, "test": 1000}  # images of a class in an image folder


def main() -> int:
    parser = argparse.ArgumentParser("dev.py data", description=__doc__.partition("\n")[0])
    parser.add_argument("action", nargs="?", choices=["get"], help="download what is not there")
    parser.add_argument("names", nargs="*", help=f"{', '.join(ARCHIVES)}; all if none is named")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(ARCHIVES):
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(ARCHIVES)}")
    try:
        return get(chosen.names or list(ARCHIVES)) if chosen.action else doctor()
    except KeyboardInterrupt:
        print("\nInterrupted. What has arrived is kept; the same command goes on.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"{error.filename or datasets.folder()}: {error.strerror}", file=sys.stderr)
        return 1


def doctor() -> int:
    print(where())
    broken = 0
    with ThreadPoolExecutor() as pool:
        asked = {name: ask(name, pool) for name in ARCHIVES}
        for name, data in DATA_SETS.items():
            print(f"\n{data.title}")
            lies = datasets.found(name)
            if not lies:
                print(f"  not here: pages show stand-in data instead ({data.standin})")
            else:
                wrong = flaws(name, *lies)
                broken += bool(wrong)
                print(
                    f"  {'NOT whole' if wrong else 'whole'}: {datasets.source(*lies)} in {lies[0]}"
                )
                for flaw in wrong:
                    print(f"    {flaw}")
            print(f"  Mirrors, asked for {ARCHIVES[name][0].name}:")
            for host, answer in asked[name]:
                print(f"    {host} {answer.result()}")
    print("\n`python scripts/dev.py data get` downloads what is not here.")
    return bool(broken)


def where() -> str:
    if datasets.folder() == Path(os.devnull).absolute():
        return f"{datasets.VARIABLE} is empty: stand-in data is wanted."
    named = f"{datasets.VARIABLE} names it" if datasets.VARIABLE in os.environ else "the default"
    return f"Data sets are looked for in {datasets.folder()} ({named})."


def ask(name: str, pool: ThreadPoolExecutor) -> list:
    archive = ARCHIVES[name][0]
    return [
        (data_download.host(mirror), pool.submit(data_download.probe, archive, mirror))
        for mirror in archive.mirrors
    ]


def flaws(name: str, place: Path, layout: Layout) -> list[str]:
    """What is wrong with a data set that is there, file by file."""
    if layout is IMAGES:
        return [
            f"{part}: {count} images, should be {due}"
            for part in layout.parts
            if (count := _images(place / part)) != (due := COUNTS[part.partition("/")[0]])
        ]
    found = []
    for archive in ARCHIVES[name]:
        for path, due in archive.holds.items():
            file = place.parent / path
            if not file.exists():
                found.append(f"{path}: missing")
            elif (md5_ := md5(file)) != due:
                found.append(f"{path}: not the published file (md5 {md5_}, not {due})")
    return found


def _images(folder: Path) -> int:
    return sum(1 for file in folder.iterdir() if file.is_file()) if folder.is_dir() else 0


def get(names: list[str]) -> int:
    place = datasets.folder()
    if place == Path(os.devnull).absolute():
        print(f"{where()} To download data, unset it or let it name a folder.", file=sys.stderr)
        return 1
    print(f"Downloading into {place}")
    with _at_work(place / ".download") as folder:
        if folder is None:
            print("Another `dev.py data get` is at work there.", file=sys.stderr)
            return 1
        return max([_get(name, place, folder) for name in names])


@contextlib.contextmanager
def _at_work(folder: Path) -> Iterator[Path | None]:
    """The folder for what is under way, ours alone; None if another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        if not file_lock.taken(file):
            yield None
            return
        yield folder
    with contextlib.suppress(OSError):  # parts of an archive are kept for the next time
        if [path.name for path in folder.iterdir()] == ["lock"]:
            shutil.rmtree(folder)


def _get(name: str, place: Path, folder: Path) -> int:
    title, archives = DATA_SETS[name].title, ARCHIVES[name]
    missing = [a for a in archives if any(not (place / path).exists() for path in a.holds)]
    if not missing:
        return _told(name, place, "here already")
    try:
        fetched = [(a, data_download.fetch(a, folder, _say)) for a in missing]
    except Failed as failure:
        print(f"{title} is not downloaded: {failure}.", file=sys.stderr)
        return 1
    scratch = folder / "unpacked"
    shutil.rmtree(scratch, ignore_errors=True)  # of a process that was killed
    try:
        for archive, file in fetched:
            unpack(archive, file, scratch)
        _move_in(scratch, place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for _, file in fetched:
        file.unlink()
    return _told(name, place, "here")


def _told(name: str, place: Path, where: str) -> int:
    layout = DATA_SETS[name].layouts[0]
    wrong = flaws(name, place / layout.folder, layout)
    for flaw in wrong:
        print(f"{flaw}: move it away, and get {name} again", file=sys.stderr)
    if not wrong:
        print(f"{DATA_SETS[name].title} is {where}, and whole.")
    return bool(wrong)


def _say(message: str) -> None:
    print(f"  {message}", file=sys.stderr, flush=True)


def unpack(archive: Archive, file: Path, target: Path) -> None:
    """Write the files that the archive holds below `target`."""
    if file.suffixes[-2:] == [".tar", ".gz"]:
        with tarfile.open(file) as tar:
            for path in archive.holds:
                _write(tar.extractfile(path), target / path)
        return
    (path,) = archive.holds
    with gzip.open(file) as content:
        _write(content, target / path)


def _write(content, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file)


def _move_in(source: Path, place: Path) -> None:
    """Move each data set as one; into a folder that is there, only the files that it has not."""
    for folder in source.iterdir():
        if not (place / folder.name).exists():
            os.replace(folder, place / folder.name)
            continue
        for file in (path for path in folder.rglob("*") if path.is_file()):
            target = place / file.relative_to(source)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(file, target)


if __name__ == "__main__":
    sys.exit(main())
