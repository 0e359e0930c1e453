"""Nothing of the notes is lost: every id leads to a section that shows it."""

from collections import Counter

import pytest

from scripts import notes_map, paths
from scripts.problems import report

COUNTS = {"X": 10, "T": 61, "A": 22, "N": 37, "D": 20, "O": 16, "V": 5, "C": 11}
COUNTS |= {"R": 5, "S": 6, "G": 5, "F": 2, "W": 16, "E": 171}
CHECKED_AND_RIGHT = {
    f"K-{n:02d}" for n in range(1, 13)
}  # what the notes had right may be named too
EVERY = {f"{letter}-{n:02d}" for letter, count in COUNTS.items() for n in range(1, count + 1)}


def test_every_id_is_mapped():
    mapped = {entry.id for entry in notes_map.load()}
    assert sorted(EVERY - mapped) == []
    further = {i for i in mapped if i.startswith("gap ")} | CHECKED_AND_RIGHT
    assert sorted(mapped - EVERY - further) == []


def test_few_ids_are_taught_by_prose_alone():
    prose = [entry.id for entry in notes_map.load() if not entry.api]
    assert len(prose) < 0.1 * len(EVERY), Counter(prose)


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_each_section_shows_a_cell_with_the_name(language, transcripts):
    problems = notes_map.problems(language)
    if problems:
        pytest.fail(report(problems), pytrace=False)
