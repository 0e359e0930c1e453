"""The pages as text: their front matter, their fences, and the prose between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from scripts import paths, settings
from scripts.problems import Problem, Problems

# What stands before a fence: white space and the marks of block quotes.
OPENING = re.compile(r"^(?P<indent>[ >]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
OPTION = re.compile(r"""\s*([A-Za-z][\w-]*)(?:=("[^"]*"|'[^']*'))?(?=\s|$)""")


@dataclass(frozen=True)
class Fence:
    path: str
    line: int  # of the opening
    language: str
    options: dict[str, str]
    body: str
    indent: int


@dataclass(frozen=True)
class Page:
    path: str
    front: dict
    body: str
    first_line: int  # line of the file at which the body begins
    fences: tuple[Fence, ...]
    prose: tuple[tuple[int, str], ...]  # the lines outside the fences, with their numbers


def page_path(language: str, ref: str) -> Path:
    return paths.DOCS / language / f"{ref}.md"


def page_refs(language: str) -> list[str]:
    """References of all pages in a language: ["index", "tensors/broadcasting", …]."""
    root = paths.DOCS / language
    files = root.rglob("[!.]*.md")  # as MkDocs, which leaves out what editors put beside a file
    return sorted(file.relative_to(root).with_suffix("").as_posix() for file in files)


def fences(path: Path) -> list[Fence]:
    return list(read(path).fences)


def read(path: Path) -> Page:
    """The page, or Problems for front matter and fences that cannot be read."""
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@cache
def _read(path: Path, _mtime: int, _size: int) -> Page:
    front, body, first_line = front_matter(path)
    found, prose, problems = split(paths.shown(path), body, first_line)
    if problems:
        raise Problems(problems)
    return Page(paths.shown(path), front, body, first_line, tuple(found), tuple(prose))


def front_matter(path: Path) -> tuple[dict, str, int]:
    """(front matter, body, line of the file at which the body begins)."""
    front, body, first_line = split_front_matter(path.read_text(encoding="utf-8"))
    if front is None:
        raise _unreadable(path, "the front matter is not closed by a line `---`")
    try:
        values = settings.load(front) or {}
    except yaml.YAMLError as error:
        raise _unreadable(path, "the front matter is not YAML", str(error)) from None
    if not isinstance(values, dict):
        raise _unreadable(path, "the front matter must be `key: value` lines")
    return values, body, first_line


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """The same of a text, the front matter unread; None where it has no end."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return "", text, 1
    for end, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "".join(lines[1:end]), "".join(lines[end + 1 :]), end + 2
    return None, text, 1


def _unreadable(path: Path, message: str, detail: str = "") -> Problems:
    return Problems([Problem(paths.shown(path), 1, message, detail=detail)])


def split(path: str, body: str, first_line: int) -> tuple[list, list, list]:
    """The fences of the body, the lines between them, and the fences that cannot be read."""
    found, prose, problems = [], [], []
    numbered = iter(enumerate(body.expandtabs(4).splitlines(), first_line))
    for line, text in numbered:
        opening = OPENING.match(text)
        if not opening or "`" in opening["info"]:
            prose.append((line, text))
            continue
        inside = _until_closed(numbered, opening)
        parsed = _info(opening["info"])
        if inside is None:
            problems.append(Problem(path, line, f"the fence is not closed: {text.strip()}"))
        elif parsed is None:
            message = f'options of a fence are written key="value": {text.strip()}'
            problems.append(Problem(path, line, message))
        else:
            found.append(Fence(path, line, *parsed, inside, len(opening["indent"])))
    return found, prose, problems


def _until_closed(numbered: Iterator, opening: re.Match) -> str | None:
    """The body of a fence, or None where its container or the page ends before it does."""
    indent, lines = len(opening["indent"]), []
    for _, text in numbered:
        container, content = text[:indent], text[indent:]
        if content.rstrip() == opening["fence"] and not container.strip(" >"):
            return "".join(f"{line}\n" for line in lines)
        if container.strip(" >"):
            return None
        lines.append(content)
    return None


def _info(text: str) -> tuple[str, dict[str, str]] | None:
    """(language, options) of the text that follows the opening marks, or None."""
    language, _, rest = text.strip().strip("{}").strip().partition(" ")
    if "=" in language:
        return None
    options, position, rest = {}, 0, rest.strip()
    while position < len(rest):
        option = OPTION.match(rest, position)
        if not option:
            return None
        options[option[1]] = option[2][1:-1] if option[2] else ""
        position = option.end()
    return language.lstrip("."), options
