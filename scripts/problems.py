"""What is wrong, said so that its author can go there and mend it."""

import os
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    path: str  # from the root of the repository, with forward slashes
    line: int  # 0: the file as a whole
    message: str
    cell: str = ""
    detail: str = ""  # a trimmed traceback
    pages: tuple[str, ...] = ()  # the pages that show the cell

    @property
    def place(self) -> str:
        name = f"{self.path}:{self.cell}" if self.cell else self.path
        return f"{name} (line {self.line})" if self.line else name

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Problems(Exception):
    """Everything found wrong at once, never only the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return report(self.problems)


def report(problems: Iterable[Problem]) -> str:
    """The problems as paragraphs and a count; under GitHub Actions as annotations too."""
    problems = sorted(set(problems))
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    parts = ["\n\n".join([*map(_paragraph, problems), count])]
    if os.environ.get("GITHUB_ACTIONS") == "true":
        parts.append("\n".join(map(_annotation, problems)))
    return "\n\n".join(parts)


def _paragraph(problem: Problem) -> str:
    lines = [str(problem)]
    if problem.detail:
        lines.append(textwrap.indent(problem.detail.rstrip("\n"), "    "))
    if problem.pages:
        lines.append(f"    shown on: {', '.join(problem.pages)}")
    return "\n".join(lines)


def _annotation(problem: Problem) -> str:
    message = f"{problem.message}\n{problem.detail}".rstrip("\n")
    line = f",line={problem.line}" if problem.line else ""
    title = _property(problem.place)
    return f"::error file={_property(problem.path)}{line},title={title}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
