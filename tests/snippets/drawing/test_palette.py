"""The colours that the site puts variables in the place of."""

import re

from snippets.drawing import palette


def test_every_colour_has_a_variable_of_its_own():
    named = [value for name, value in vars(palette).items() if name.isupper() and name[0] != "V"]
    colours = [c for value in named for c in (value if isinstance(value, list) else [value])]
    assert sorted(colours) == sorted(palette.VARIABLES)
    assert len(set(palette.VARIABLES.values())) == len(colours)


def test_colours_are_written_as_matplotlib_writes_them():
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in palette.VARIABLES)
