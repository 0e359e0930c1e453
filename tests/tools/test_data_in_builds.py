"""Real data or stand-ins: a build knows which, says it, and runs again only what that changes."""

import os
import shutil
import struct

import pytest

from scripts import cells, datasets, paths, prepare, receipt
from scripts.cells import parse
from scripts.transcript import Transcript

DIGITS = """# %% _data
from snippets.datasets.mnist import load_mnist

# %% look
test = load_mnist(train=False)
print(len(test))
"""
THROUGH = "from snippets.datasets.mnist import load_mnist\n\n\ndef run():\n    return load_mnist\n"


@pytest.fixture(scope="module")
def site(repository):
    """A repository with one module that asks for MNIST and one that does not."""
    shutil.copytree(paths.ROOT / "snippets" / "datasets", repository.root / "snippets/datasets")
    repository.write("snippets/topic/digits.py", DIGITS)
    repository.write("snippets/topic/plain.py", "# %% one\nprint(1)\n")
    repository.page("topic/digits", '```python snippet="topic/digits:look"\n```')
    repository.page("topic/plain", '```python snippet="topic/plain:one"\n```')
    return repository


def lay_mnist(folder, value):
    """A tiny MNIST of ten images a split."""
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for split in ("train", "t10k"):
        images = struct.pack(">IIII", 2051, 10, 28, 28) + bytes([value]) * (10 * 28 * 28)
        (raw / f"{split}-images-idx3-ubyte").write_bytes(images)
        (raw / f"{split}-labels-idx1-ubyte").write_bytes(
            struct.pack(">II", 2049, 10) + bytes(range(10))
        )


def html(site, language, ref="topic/digits"):
    return (site.root / "site" / language / ref / "index.html").read_text("utf-8")


def test_outputs_say_what_data_they_were_made_on(site, monkeypatch):
    built = site.build(**{datasets.VARIABLE: ""})
    assert built.returncode == 0, built.stderr
    assert html(site, "en").count("stand-in data, not MNIST") == 2, "at the output and at the foot"
    assert html(site, "zh").count("替身数据，不是 MNIST") == 2
    assert '<p class="standin">' in html(site, "en")
    assert "stand-in" not in html(site, "en", "topic/plain")
    monkeypatch.delenv(datasets.VARIABLE, raising=False)
    lay_mnist(site.root / "data", 7)
    built = site.build()
    shutil.rmtree(site.root / "data")
    assert "running 1 module" in built.stderr and "1/1 topic/digits" in built.stderr
    assert "stand-in" not in html(site, "en")
    assert "MNIST, official files" in html(site, "en")


def test_approving_runs_on_standin_data_whatever_there_is(site, tmp_path):
    lay_mnist(tmp_path, 1)
    approved = site.python(
        "-m", "scripts.approve", "topic/digits", **{datasets.VARIABLE: str(tmp_path)}
    )
    assert approved.returncode == 0, approved.stderr
    text = (site.root / "tests/transcripts/topic/digits.txt").read_text("utf-8")
    assert text == "=== _data\n=== look\n297\n"


@pytest.fixture
def through(tree, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tree.root / "cache")
    tree.write("snippets/drawing/palette.py", "X = 1\n")
    tree.write("snippets/datasets/mnist.py", "X = 1\n")
    tree.write("snippets/datasets/standin.py", "X = 1\n")
    tree.write("snippets/examples/runs.py", THROUGH)
    tree.write(
        "snippets/examples/page.py",
        "# %% _data\nfrom snippets.examples.runs import run\n\n# %% go\nrun()\n",
    )
    return tree


class Runner:
    """Notes what is run, and runs nothing."""

    def run(self, modules, done):
        made = {m.ref: Transcript(m.ref, {}, receipt.of_run(m, {})) for m in modules}
        for module in modules:
            done(module, made[module.ref])
        return made, []


def ran(monkeypatch, capsys, place):
    monkeypatch.setenv(datasets.VARIABLE, str(place))
    _, problems = prepare.run([parse("examples/page")], Runner())
    assert not problems
    return "1/1 examples/page" in capsys.readouterr().err


def test_going_back_to_standin_data_costs_nothing_and_other_data_runs_again(
    through, tmp_path, monkeypatch, capsys
):
    lay_mnist(tmp_path, 1)
    assert ran(monkeypatch, capsys, "")
    assert ran(monkeypatch, capsys, tmp_path)
    assert not ran(monkeypatch, capsys, "")
    assert not ran(monkeypatch, capsys, tmp_path)
    lay_mnist(tmp_path, 2)
    os.utime(tmp_path / "MNIST/raw/train-images-idx3-ubyte", (1, 1))
    assert ran(monkeypatch, capsys, tmp_path)


def test_a_data_set_that_is_there_in_part_is_a_problem_that_says_what_to_do(through, monkeypatch):
    monkeypatch.setenv(datasets.VARIABLE, str(through.root))
    lay_mnist(through.root, 1)
    (through.root / "MNIST/raw/t10k-labels-idx1-ubyte").unlink()
    transcripts, problems = prepare.run([parse("examples/page")])
    assert transcripts == {}
    assert "raw/t10k-labels-idx1-ubyte missing" in str(problems[0])
    assert "python scripts/dev.py data get mnist" in str(problems[0])


def test_a_module_asks_for_a_data_set_through_others_too(through):
    assert datasets.asked_for(parse("examples/page")) == ["mnist"]
    assert datasets.asked_for(parse("examples/runs")) == [], "definitions show nothing"


def test_the_digest_of_a_data_set_is_of_its_content_and_read_once(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    digests = []
    for number in range(2):
        lay_mnist(tmp_path / str(number), 5)
        digests.append(datasets.content_digest(tmp_path / str(number) / "MNIST", datasets.MNIST))
    assert digests[0] == digests[1], "where it lies is no part of it"
    monkeypatch.setattr(datasets, "files", None)
    assert datasets.content_digest(tmp_path / "0" / "MNIST", datasets.MNIST) == digests[0]


def test_the_image_folder_is_told_from_the_official_files_which_come_first(tmp_path, monkeypatch):
    monkeypatch.setenv(datasets.VARIABLE, str(tmp_path))
    assert datasets.found("cifar10") is None
    for part in datasets.IMAGES.parts:
        (tmp_path / "cifar10" / part).mkdir(parents=True)
    assert datasets.found("cifar10")[1] is datasets.IMAGES
    assert datasets.source(*datasets.found("cifar10")) == "image files"
    (tmp_path / "cifar10/train/airplane/0000.jpg").write_bytes(b"")
    assert datasets.source(*datasets.found("cifar10")) == datasets.JPEG
    (tmp_path / "cifar-10-batches-py").mkdir()
    assert datasets.found("cifar10")[1] is datasets.PICKLES
    assert "data_batch_1" in datasets._problem("cifar10").message


def test_standins_are_asked_for_by_an_empty_variable_and_by_the_tools(monkeypatch, tmp_path):
    lay_mnist(tmp_path, 1)
    monkeypatch.setenv(datasets.VARIABLE, str(tmp_path))
    with datasets.only_standins():
        assert datasets.found("mnist") is None
    assert datasets.found("mnist")
    monkeypatch.setenv(datasets.VARIABLE, "")
    assert datasets.found("mnist") is None


def test_every_source_has_words_in_chinese():
    sources = {d.standin for d in datasets.DATA_SETS.values()}
    sources |= {layout.source for d in datasets.DATA_SETS.values() for layout in d.layouts}
    assert sources | {datasets.JPEG} == set(receipt.WORDS["zh"]["sources"])


def test_every_data_set_is_loaded_by_the_module_of_its_name():
    loaders = {ref for ref in cells.refs() if ref.startswith("datasets/")}
    assert {f"datasets/{name}" for name in datasets.DATA_SETS} <= loaders
