"""Whether the two languages of a page have the same skeleton, and where they part."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

import yaml

from scripts import pages, paths, prose, settings
from scripts.pages import Fence, Page
from scripts.problems import Problem, Problems

HEADING = re.compile(r"^[ >]*(?P<marks>#{1,6})[ ]+(?P<title>.*?)[ ]*#*$", re.M)
IDENTIFIER = re.compile(r"\{:?[ ]*#(?P<id>[a-z][a-z0-9-]*)\b[^{}]*\}$")
UNDERLINED = re.compile(r"^(?![ ]*[|>#-])[ ]*\S.*\n(?:=+|-+)[ ]*$", re.M)
TABLE = re.compile(
    r"^[ >]*(?P<rule>\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?)[ ]*$(?P<rows>(?:\n.*\|.*)*)", re.M
)
LINK = re.compile(
    r"(?P<image>!?)\[[^\]]*\]\([ ]*<?(?P<target>[^\s()]*(?:\([^()]*\)[^\s()]*)*)[^)]*\)"
)
PLAIN = {
    "admonition": re.compile(r"^[ >]*(?P<value>(?:!!!|\?\?\?\+?)[ ]*[\w -]*\w)", re.M),
    "tab": re.compile(r"^[ >]*(?P<value>===[+!]?)[ ]+\"", re.M),
    "item": re.compile(r"^[ >]*(?P<value>[-*+]|\d+\.)[ ]+(?=\S)", re.M),
    "link": re.compile(r"^[ ]*\[[^\]^]+\]:[ ]*(?P<value>\S+)|<(?P<url>https?:[^<>]+)>", re.M),
}
INLINE = {"formula", "link"}  # two languages may order these otherwise inside a paragraph
LANGUAGE_LABEL = re.compile(r"zh|en|cn|(?:zh|en)[-_](?:cn|hans|us|gb|latest)", re.I)


@dataclass(frozen=True)
class Piece:
    line: int
    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


def refs() -> list[str]:
    """References of all pages, whatever their languages."""
    return sorted({ref for language in paths.LANGUAGES for ref in pages.page_refs(language)})


def missing(ref: str) -> list[Problem]:
    """A page that stands in one language only."""
    files = [pages.page_path(language, ref) for language in paths.LANGUAGES]
    there = [paths.shown(file) for file in files if file.exists()]
    return [
        Problem(paths.shown(file), 0, f"is missing: {', '.join(there)} is there")
        for file in files
        if not file.exists()
    ]


def differences(ref: str) -> list[Problem]:
    """Where the languages of a page part, and what is wrong with the headings of either."""
    if problems := missing(ref):
        return problems
    read, problems = {}, []
    for language in paths.LANGUAGES:
        try:
            read[language] = pages.read(pages.page_path(language, ref))
            problems += headings(read[language])
        except Problems as unreadable:
            problems += unreadable.problems
    if len(read) == len(paths.LANGUAGES):
        problems += _compare(*read.values())
    return problems


def headings(page: Page) -> list[Problem]:
    """Headings without an id of their own, ids used twice, headings made by underlining."""
    text = _without_code(page)
    problems, seen = [], {}
    for match in HEADING.finditer(text):
        line, found = prose.line_at(text, match.start()), IDENTIFIER.search(match["title"])
        if not found:
            message = f"the heading needs an ASCII id, `{{#like-this}}`: {match['title']}"
            problems.append(Problem(page.path, line, message))
        elif seen.setdefault(found["id"], line) != line:
            message = f"the id {found['id']} is taken by the heading in line {seen[found['id']]}"
            problems.append(Problem(page.path, line, message))
    for match in UNDERLINED.finditer(text):
        message = "a line underlined becomes a heading: begin headings with #"
        problems.append(Problem(page.path, prose.line_at(text, match.start()), message))
    return problems


def skeleton(page: Page) -> list[Piece]:
    """What both languages must have alike, in order."""
    text = _without_code(page)
    found = [(0, Piece(1, "front matter", value)) for value in _front(page.front)]
    found += [(_offset(text, fence.line), _fence(fence)) for fence in page.fences]

    def add(match: re.Match, kind: str, value: str):
        found.append((match.start(), Piece(prose.line_at(text, match.start()), kind, value)))

    for match in prose.FORMULA.finditer(text):
        kind = "display formula" if match["display"] else "formula"
        add(match, kind, _formula(match["display"] or match["inline"]))
    text = prose.FORMULA.sub(_blank, text)
    for match in HEADING.finditer(text):
        identifier = IDENTIFIER.search(match["title"])
        add(match, "heading", f"{match['marks']} {{#{identifier['id'] if identifier else ''}}}")
    for match in TABLE.finditer(text):
        columns = match["rule"].strip("|").count("|") + 1
        add(match, "table", f"of {columns} columns and {match['rows'].count(chr(10))} rows")
    for match in LINK.finditer(text):
        add(match, "image" if match["image"] else "link", _target(match["target"]))
    for kind, pattern in PLAIN.items():
        for match in pattern.finditer(text):
            value = next(filter(None, match.groups()))
            add(match, kind, _target(value) if kind == "link" else re.sub(r"\d+", "1", value))
    return _in_order([piece for _, piece in sorted(found, key=lambda pair: pair[0])])


def _without_code(page: Page) -> str:
    return prose.CODE.sub(_blank, prose.lines(page))


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\n]", "\x00", match[0])


def _offset(text: str, line: int) -> int:
    return sum(len(row) + 1 for row in text.split("\n")[: line - 1])


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """Links and formulas sorted between two pieces that are neither."""
    ordered, inline = [], []
    for piece in pieces:
        if piece.kind in INLINE:
            inline.append(piece)
        else:
            ordered += [*sorted(inline, key=str), piece]
            inline = []
    return ordered + sorted(inline, key=str)


def _front(front: dict) -> list[str]:
    """The front matter but for digests; of texts, which may be in the page's language, the key."""
    known = {key: value for key, value in front.items() if key != "reconciled"}
    return [
        key if isinstance(value, str) else f"{key}: {value}" for key, value in sorted(known.items())
    ]


def _fence(fence: Fence) -> Piece:
    options = [f'{key}="{value}"' for key, value in fence.options.items()]
    value = " ".join([fence.language, *options])
    if fence.language in ("figure", "twins"):
        value += f" with the keys {', '.join(_keys(fence))}"
    elif "snippet" in fence.options:
        value += f" with {len(re.findall(r'(?m)^[0-9]+[.] ', fence.body))} notes"
    return Piece(fence.line, "fence", value)


def _keys(fence: Fence) -> list[str]:
    try:
        body = settings.load(fence.body) or {}
    except yaml.YAMLError:
        return ["(not YAML)"]
    return sorted(map(str, body)) if isinstance(body, dict) else ["(not `key: words` lines)"]


def _formula(text: str) -> str:
    """A formula without white space and without the words in it."""
    return re.sub(r"\s+", "", re.sub(r"\\text\{[^{}]*\}", r"\\text{}", text))


def _target(target: str) -> str:
    """Where a link leads; in links to other sites, labels of languages do not count."""
    parts = urlsplit(target)
    if not parts.netloc:
        return target
    host = [part for part in parts.netloc.split(".") if not LANGUAGE_LABEL.fullmatch(part)]
    path = [part for part in parts.path.split("/") if part and not LANGUAGE_LABEL.fullmatch(part)]
    return "/".join([".".join(host), *path])


def _compare(left: Page, right: Page) -> list[Problem]:
    ours, theirs = skeleton(left), skeleton(right)
    problems = []
    for tag, i, j, k, m in _matched(ours, theirs, lambda piece: (piece.kind, piece.value)):
        if tag != "equal":
            # Of what differs, pieces of one kind are held against each other.
            for same, a, b, c, d in _matched(ours[i:j], theirs[k:m], lambda piece: piece.kind):
                a, b, c, d = i + a, i + b, k + c, k + d
                if same == "equal":
                    pairs = zip(ours[a:b], theirs[c:d], strict=True)
                    problems += [_differ(left, one, right, other) for one, other in pairs]
                else:
                    problems += [_alone(left, piece, right) for piece in ours[a:b]]
                    problems += [_alone(right, piece, left) for piece in theirs[c:d]]
    return problems


def _matched(left: list[Piece], right: list[Piece], key) -> list[tuple]:
    keys = [list(map(key, pieces)) for pieces in (left, right)]
    return SequenceMatcher(None, *keys, autojunk=False).get_opcodes()


def _differ(left: Page, one: Piece, right: Page, other: Piece) -> Problem:
    return Problem(left.path, one.line, f"{one} ≠ {right.path}:{other.line} {other}")


def _alone(page: Page, piece: Piece, other: Page) -> Problem:
    return Problem(page.path, piece.line, f"{piece} has no counterpart in {other.path}")
