"""What is kept between builds: damaged, shared, interrupted or not writable, a build goes well."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

PAGE = "keep/slow"
CODE = "# %% waits\nimport time\n\ntime.sleep(1)\nprint('ready')\n"


@pytest.fixture(scope="module")
def kept(repository):
    """A repository that was built once."""
    repository.write(f"snippets/{PAGE}.py", CODE)
    repository.page(PAGE, f'```python snippet="{PAGE}:waits"\n```')
    first = repository.build()
    assert first.returncode == 0, first.stderr
    assert f"1/1 {PAGE}" in first.stderr
    return repository


def transcripts(repository):
    return sorted((repository.root / ".cache/pytorch-notes/transcripts").glob("*.json"))


def page(repository, language="zh"):
    return (repository.root / "site" / language / PAGE / "index.html").read_text("utf-8")


def test_a_second_build_runs_nothing_and_does_not_import_torch(kept):
    built = kept.python("-X", "importtime", "-m", "mkdocs", "build", "--strict")
    assert built.returncode == 0
    assert "running" not in built.stderr.replace("Running", "")
    assert "mkdocs" in built.stderr
    assert not re.search(r"\|\s+torch$", built.stderr, re.MULTILINE)


def test_a_comment_runs_nothing_again_and_a_value_does(kept):
    kept.write(f"snippets/{PAGE}.py", CODE.replace("import time", "import time  # a clock"))
    assert PAGE not in kept.build().stderr
    kept.write(f"snippets/{PAGE}.py", CODE.replace("'ready'", "'set'"))
    assert f"1/1 {PAGE}" in kept.build().stderr
    assert "set" in page(kept)
    kept.write(f"snippets/{PAGE}.py", CODE)
    assert PAGE not in kept.build().stderr, "the way back costs nothing"


def search_index(repository):
    return (repository.root / "site/zh/search/search_index.json").read_text("utf-8")


def test_words_of_the_search_are_kept_and_made_again_where_damaged(kept):
    kept.build()
    found = search_index(kept)
    assert "ready" in found
    assert kept.build().returncode == 0
    assert search_index(kept) == found
    entries = kept.root / ".cache/pytorch-notes/search/zh.json"
    entries.write_text(entries.read_text("utf-8")[:-9], encoding="utf-8")
    built = kept.build()
    assert "damaged cache file zh.json" in built.stderr
    assert search_index(kept) == found


@pytest.mark.parametrize("damage", ["", "nonsense", "\ud7ff{}", None])
def test_a_damaged_file_is_told_and_as_good_as_none(kept, damage):
    damaged(kept, damage)
    code = f"from scripts import cells, store; print(store.load(cells.parse({PAGE!r})))"
    loaded = kept.python("-c", code)
    assert loaded.stdout == "None\n"
    assert "damaged cache file" in loaded.stderr
    assert f"snippets/{PAGE}.py runs again" in loaded.stderr


def test_what_was_damaged_is_made_again(kept):
    damaged(kept, None)
    built = kept.build()
    assert built.returncode == 0, built.stderr
    assert f"snippets/{PAGE}.py runs again" in built.stderr
    assert f"1/1 {PAGE}" in built.stderr
    assert "ready" in page(kept)


def damaged(kept, text):
    """The kept transcripts are `text` now, or half of themselves."""
    for path in transcripts(kept):
        whole = path.read_text("utf-8")
        path.write_text(whole[: len(whole) // 2] if text is None else text, encoding="utf-8")


def test_two_builds_at_once_both_go_well(kept):
    for path in transcripts(kept):
        path.unlink()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTORCH_NOTES_CACHE", None)
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", f"site-{n}"],
            cwd=kept.root,
            env=environment,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for n in range(2)
    ]
    for n, process in enumerate(builds):
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        built = kept.root / f"site-{n}" / "en" / PAGE / "index.html"
        assert "ready" in built.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill signal")
def test_a_build_killed_half_way_leaves_nothing_that_hurts_the_next(kept):
    for path in transcripts(kept):
        path.unlink()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=kept.root,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while "running" not in process.stderr.readline():
        assert process.poll() is None
    time.sleep(0.5)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    built = kept.build()
    assert built.returncode == 0, built.stderr
    assert "ready" in page(kept, "en")
    assert not list((kept.root / ".cache").rglob(".part-*"))


def test_a_cache_folder_that_cannot_be_written_is_told_once_and_the_build_goes_on(kept, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    built = kept.build(PYTORCH_NOTES_CACHE=str(blocked / "cache"))
    assert built.returncode == 0, built.stderr
    assert built.stderr.count("cannot write to the cache folder") == 1
    assert built.stderr.count(f"1/1 {PAGE}") == 1, "the English build uses the same run"
    assert "ready" in page(kept, "en")


def test_a_module_may_start_processes_that_close_its_stdin(kept):
    code = "# %% workers\nimport multiprocessing\n\nwith multiprocessing.Pool(1) as pool:\n"
    kept.write("snippets/keep/workers.py", f"{code}    print(pool.apply(abs, (-3,)))\n")
    ran = kept.python("-m", "scripts.run", "keep/workers")
    (kept.root / "snippets/keep/workers.py").unlink()
    assert ran.returncode == 0, ran.stderr
    assert "=== workers\n3\n" in ran.stdout
