"""Where data sets are looked for."""

import os
from pathlib import Path


def folder():
    """What PYTORCH_NOTES_DATA names, or else `data` in the working folder.

    An empty PYTORCH_NOTES_DATA asks for stand-in data: nothing lies there.
    """
    named = os.environ.get("PYTORCH_NOTES_DATA", "data")
    return Path(named or os.devnull)
