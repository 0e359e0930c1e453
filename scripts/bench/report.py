"""The table, and what it ran on."""

import importlib.metadata
import os
import platform
from dataclasses import dataclass
from datetime import date
from statistics import median

from scripts.bench.measure import Contender

HEAD = ("what", "ours", "against", "", "ratio", "from … to", "aim", "met")
TOOLS = ("torch", "mkdocs", "mkdocs-material", "markdown-exec", "mkdocs-jupyter")


@dataclass(frozen=True)
class Row:
    """One comparison: our seconds and theirs, turn by turn, and what ours/theirs is to be."""

    what: str
    ours: list[float]
    name: str
    theirs: list[float]
    aim: float
    why: str = ""  # of an aim that is not the number alone

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.theirs)

    def cells(self) -> tuple[str, ...]:
        turns = sorted(a / b for a, b in zip(self.ours, self.theirs, strict=True))
        return (
            self.what,
            f"{median(self.ours):.2f} s",
            f"{median(self.theirs):.2f} s",
            self.name,
            f"{self.ratio:.2f}",
            f"{turns[0]:.2f} … {turns[-1]:.2f}",
            f"<= {self.aim:.2f}{self.why}",
            "yes" if self.ratio <= self.aim else "NO",
        )


def compared(what: str, ours: Contender, name: str, theirs: Contender, aim: float, why="") -> Row:
    return Row(what, ours.seconds, name, theirs.seconds, aim, why)


def table(rows: list[Row]) -> str:
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    texts = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join([texts[0], "-" * max(map(len, texts)), *texts[1:]])


def machine() -> str:
    tools = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in TOOLS)
    return (
        f"{date.today().isoformat()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores{_load()}\nPython {platform.python_version()}, {tools}"
    )


def _load() -> str:
    """How busy the machine is with other things, where the system tells."""
    return f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
