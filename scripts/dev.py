"""The door: sets up what is missing, then builds, serves or tests the site.

This file says so when Python is too old, so it must parse there: no newer syntax here.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This project needs Python 3.11 or newer, and %s is Python %d.%d. Install a newer one "
        "(python.org, or your system's packages) and run the command with it: "
        "`python3.11 scripts/dev.py ...` (Windows: `py -3.11 scripts/dev.py ...`)."
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )

import os

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:]))
