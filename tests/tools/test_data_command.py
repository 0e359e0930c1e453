"""`dev.py data`: it says what is where and whole, and lays data out without touching a reader's."""

import gzip
import hashlib
import io
import os
import sys
import tarfile

import pytest
from torchvision.datasets import CIFAR10, MNIST

from scripts import data, data_download, datasets
from scripts.data_download import Failed
from scripts.data_mirrors import ARCHIVES, Archive


def md5(content):
    return hashlib.md5(content).hexdigest()


def tar(files):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


DIGITS = {f"MNIST/{part}": part.encode() for part in datasets.MNIST.parts}
PHOTOS = {f"cifar-10-batches-py/{part}": part.encode() for part in datasets.PICKLES.parts}
GIVEN = {f"{path.rpartition('/')[2]}.gz": gzip.compress(c) for path, c in DIGITS.items()}
GIVEN["cifar-10-python.tar.gz"] = tar(PHOTOS)


def small(archive):
    content = GIVEN[archive.name]
    holds = {path: md5((DIGITS | PHOTOS)[path]) for path in archive.holds}
    return Archive(archive.name, len(content), md5(content), ("https://mirror.invalid/x",), holds)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty data folder, and mirrors that give small archives."""
    sets = {name: tuple(map(small, archives)) for name, archives in ARCHIVES.items()}

    def fetch(archive, folder, say):
        (folder / archive.name).write_bytes(GIVEN[archive.name])
        return folder / archive.name

    monkeypatch.setattr(data, "ARCHIVES", sets)
    monkeypatch.setattr(data_download, "fetch", fetch)
    monkeypatch.setattr(data_download, "probe", lambda archive, mirror: "answers 404")
    monkeypatch.setenv(datasets.VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def run(monkeypatch, capsys, *arguments):
    """(exit code, what is said)"""
    monkeypatch.setattr(sys, "argv", ["data", *arguments])
    code = data.main()
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.fixture
def call(place, monkeypatch, capsys):
    return lambda *arguments: run(monkeypatch, capsys, *arguments)


def contents(place):
    files = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def test_all_data_sets_are_laid_out_as_torchvision_wants_them_and_nothing_else(call, place):
    code, said = call("get")
    assert code == 0
    assert "MNIST is here, and whole." in said and "CIFAR-10 is here, and whole." in said
    assert contents(place) == DIGITS | PHOTOS
    assert not (place / ".download").exists()


def test_one_data_set_can_be_named_and_what_is_here_is_not_fetched(call, place, monkeypatch):
    assert call("get", "mnist")[0] == 0
    assert contents(place) == DIGITS
    monkeypatch.setattr(data_download, "fetch", None)
    assert call("get", "mnist") == (
        0,
        f"Downloading into {place}\nMNIST is here already, and whole.\n",
    )


def test_into_a_folder_that_is_there_in_part_only_the_missing_goes(call, place):
    mine = place / "MNIST/raw/train-labels-idx1-ubyte"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"a reader's own")
    own = {"MNIST/raw/train-labels-idx1-ubyte": b"a reader's own"}
    for _ in range(2):  # what came now does not make the rest right
        code, said = call("get", "mnist")
        assert code == 1 and "not the published file" in said and "move it away" in said
        assert contents(place) == DIGITS | own


def test_what_a_killed_process_had_unpacked_is_cleared_away(call, place):
    left = place / ".download/unpacked/MNIST/raw/train-labels-idx1-ubyte"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half of it")
    assert call("get", "mnist")[0] == 0
    assert contents(place) == DIGITS


def test_when_no_mirror_helps_nothing_is_laid_out(call, place, monkeypatch):
    def fetch(archive, folder, say):
        (folder / f"{archive.name}.part").write_bytes(b"half")
        raise Failed("no mirror gives it")

    monkeypatch.setattr(data_download, "fetch", fetch)
    code, said = call("get", "cifar10")
    assert code == 1 and "CIFAR-10 is not downloaded: no mirror gives it." in said
    assert set(contents(place)) == {".download/cifar-10-python.tar.gz.part", ".download/lock"}


def test_interrupted_it_says_that_it_goes_on(call, monkeypatch):
    def fetch(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(data_download, "fetch", fetch)
    code, said = call("get")
    assert code == 130 and "the same command goes on" in said


def test_two_at_once_do_not_disturb_each_other(call, monkeypatch):
    codes = []

    def fetch(archive, folder, say, real=data_download.fetch):
        if not codes:
            codes.append(call("get", "mnist"))
        return real(archive, folder, say)

    monkeypatch.setattr(data_download, "fetch", fetch)
    assert call("get", "mnist")[0] == 0
    assert codes[0][0] == 1 and "at work there" in codes[0][1]


def test_a_folder_that_cannot_be_made_is_a_sentence(call, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(datasets.VARIABLE, str(tmp_path / "file" / "data"))
    code, said = call("get")
    assert code == 1 and str(tmp_path / "file") in said and "Traceback" not in said


def test_where_standin_data_is_wanted_nothing_is_downloaded(call, monkeypatch):
    monkeypatch.setenv(datasets.VARIABLE, "")
    code, said = call("get")
    assert code == 1 and "is empty: stand-in data is wanted." in said
    assert call()[1].startswith(f"{datasets.VARIABLE} is empty")


def test_an_unknown_name_is_answered_with_those_there_are(call, capsys):
    with pytest.raises(SystemExit):
        call("get", "cifar100")
    assert "there are mnist, cifar10" in capsys.readouterr().err


def test_the_doctor_says_what_is_here_what_is_not_and_what_mirrors_answer(call, place):
    call("get", "mnist")
    code, said = call()
    assert code == 0
    assert f"looked for in {place} ({datasets.VARIABLE} names it)" in said
    assert f"whole: official files in {place / 'MNIST'}" in said
    assert "not here: pages show stand-in data instead (drawn shapes)" in said
    assert said.count("mirror.invalid answers 404") == 2


def test_the_doctor_names_each_file_that_is_missing_or_damaged(call, place):
    call("get")
    (place / "MNIST/raw/train-labels-idx1-ubyte").unlink()
    (place / "cifar-10-batches-py/data_batch_3").write_bytes(b"rotten")
    code, said = call()
    assert code == 1 and said.count("NOT whole") == 2
    assert "MNIST/raw/train-labels-idx1-ubyte: missing" in said
    assert "cifar-10-batches-py/data_batch_3: not the published file" in said


def test_the_doctor_counts_the_images_of_an_image_folder(call, place, monkeypatch):
    monkeypatch.setattr(data, "COUNTS", {"train": 2, "test": 1})
    for part in datasets.IMAGES.parts:
        (place / "cifar10" / part).mkdir(parents=True)
        for number in range(2 if part.startswith("train") else 1):
            (place / "cifar10" / part / f"{number}.png").write_bytes(b"")
    assert "whole: image files in" in call()[1]
    os.remove(place / "cifar10/test/ship/0.png")
    code, said = call()
    assert code == 1 and "test/ship: 0 images, should be 1" in said


def test_the_archives_are_those_that_torchvision_knows():
    digits = {archive.name: archive.md5 for archive in ARCHIVES["mnist"]}
    assert digits == dict(MNIST.resources)
    for archive in ARCHIVES["mnist"]:
        assert {f"{mirror}{archive.name}" for mirror in MNIST.mirrors} <= set(archive.mirrors)
    (photos,) = ARCHIVES["cifar10"]
    assert (photos.name, photos.md5) == (CIFAR10.filename, CIFAR10.tgz_md5)
    assert CIFAR10.url in photos.mirrors
    known = [*CIFAR10.train_list, *CIFAR10.test_list, CIFAR10.meta.values()]
    files = {f"{CIFAR10.base_folder}/{[*entry][0]}": [*entry][-1] for entry in known}
    assert photos.holds == files


def test_the_parts_by_which_a_set_is_known_whole_are_those_that_archives_hold():
    held = {path for archives in ARCHIVES.values() for a in archives for path in a.holds}
    assert held == set(DIGITS | PHOTOS)
