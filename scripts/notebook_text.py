"""Pages in the Markdown that every notebook viewer knows, and notes as comments in their code."""

import posixpath
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator

from scripts import chinese, prose, sections, shown
from scripts.cells import MARKER
from scripts.pages import Fence, Page
from scripts.problems import Problem, Problems

CONTAINER = re.compile(
    r'^(?P<mark>!!!|\?\?\?\+?|===[+!]?)[ ]*(?P<type>[\w -]*?)[ ]*(?:"(?P<title>.*)")?$'
)
# What stands in the brackets may be code, which is taken out before links are looked for.
LINK = re.compile(r"(?P<text>\]\(|^[ ]*\[[^\]^]+\]:[ ]*)(?P<target>[^\s()]+)", re.M)
ATTRIBUTES = re.compile(r"[ ]*\{:?[ ]*[#.][^{}\n]*\}")
WRAPPER = re.compile(r"(?m)^[ ]*</?div\b[^>]*>[ ]*$\n?")
KEPT = re.compile(f"{prose.CODE.pattern}|{prose.FORMULA.pattern}", re.S)
CJK = f"{chinese.CHINESE[:-1]}]"
PIECES = re.compile(
    rf"\s+|{CJK}[，。；：？！、）”』】]*|[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+"
)
WIDTH = 78


def pieces(page: Page) -> list[str | Fence]:
    """The page in order: its Markdown, and the fences that a notebook makes cells of."""
    fences = {fence.line: fence for fence in page.fences}
    numbered = list(enumerate(page.body.expandtabs(4).splitlines(), page.first_line))
    return _joined(_pieces(numbered, fences, page.path))


def _pieces(numbered: list[tuple[int, str]], fences, path: str) -> Iterator[str | Fence]:
    """`numbered` are lines of the page, those in a container without its indent."""
    lines = iter(numbered)
    kept: list[tuple[int, str]] = []  # read too far
    while line := kept.pop() if kept else next(lines, None):
        number, text = line
        if fence := fences.get(number):
            body = [text, *(t for _, t in _take(lines, fence.body.count("\n") + 1))]
            yield _fence(fence, body, text, path)
        elif container := CONTAINER.match(text):
            inside = list(_until_outside(lines, kept))
            yield from _container(container, list(_pieces(inside, fences, path)))
        elif heading := sections.HEADING.match(text):
            yield f'<a id="{heading["id"]}"></a>\n\n{heading["level"]} {heading["title"]}'
        else:
            yield text


def _take(lines: Iterator, count: int) -> list:
    return [next(lines) for _ in range(count)]


def _fence(fence: Fence, lines: list[str], opening: str, path: str) -> str | Fence:
    if not shown.is_ours(fence) and "exec" not in fence.options:
        return "\n".join(lines)
    if opening[:1] in " >":
        message = "a notebook has no cells in lists and quotations: put the fence below"
        raise Problems([Problem(path, fence.line, message)])
    return fence


def _until_outside(lines: Iterator, kept: list) -> Iterator[tuple[int, str]]:
    for number, text in lines:
        if text.strip() and not text.startswith("    "):
            kept.append((number, text))
            return
        yield number, text[4:]


def _container(opening: re.Match, inside: list[str | Fence]) -> Iterator[str | Fence]:
    """An admonition as a quotation, a folded one folded; a heading and what is inside where there
    are cells, which neither can hold."""
    title = opening["title"]
    if title is None:
        title = opening["type"].capitalize()
    heading = f"**{title}**" if title else ""
    if opening["mark"].startswith("===") or any(isinstance(part, Fence) for part in inside):
        yield from ["", heading, "", *inside, ""]
        return
    text = "\n".join(inside).strip("\n")
    if opening["mark"].startswith("???"):
        yield f"<details><summary>{title}</summary>\n\n{text}\n\n</details>\n"
    else:
        whole = f"{heading}\n\n{text}" if heading else text
        yield textwrap.indent(whole, "> ", lambda line: True) + "\n"


def _joined(parts: Iterator[str | Fence]) -> list[str | Fence]:
    """Lines put together up to the next fence."""
    found: list[str | Fence] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += f"\n{part}"
        else:
            found.append(part)
    return [p if isinstance(p, Fence) else p.strip("\n") for p in found if not _blank(p)]


def _blank(part: str | Fence) -> bool:
    return isinstance(part, str) and not part.strip()


def portable(text: str, ref: str, address: str) -> str:
    """The text of the page `ref` with links that work anywhere; `address` is the language's."""

    def absolute(found: re.Match) -> str:
        return found["text"] + _absolute(found["target"], ref, address)

    def changed(part: str) -> str:
        plain = WRAPPER.sub("", ATTRIBUTES.sub("", part))
        return chinese.join_lines(LINK.sub(absolute, plain))

    return outside_code(text, changed)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text changed, but for code and formulas."""
    parts, end = [], 0
    for found in KEPT.finditer(text):
        parts += [change(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, change(text[end:])])


def _absolute(target: str, ref: str, address: str) -> str:
    path, mark, section = target.partition("#")
    if not path or re.match(r"[a-z]+:", path):
        return target
    path = posixpath.normpath(posixpath.join(posixpath.dirname(ref), path))
    if path.endswith(".md"):
        path = path.removesuffix(".md") + "/"
        path = "" if path == "index/" else re.sub(r"/index/$", "/", path)
    return f"{address}{path}{mark}{section}"


def commented(code: str, fence: Fence) -> str:
    """The code with the notes of its fence as comments above the lines that they are on."""
    notes = [_plain(note) for note in shown.NOTE.split(fence.body)[2::2]]
    lines = []
    for line in code.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        for number in MARKER.findall(line):
            lines += [
                f"{indent}# {part}" for part in wrapped(notes[int(number) - 1], len(indent) + 2)
            ]
        lines.append(MARKER.sub("", line).rstrip())
    return "\n".join(lines)


def _plain(note: str) -> str:
    """A note as one line without the marks of Markdown that a comment does not need."""
    text = chinese.join_lines(note.strip()) if note else ""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(text.split()))
    return re.sub(r"\$([^$]+)\$", r"\1", text.replace("**", ""))


def wrapped(text: str, indent: int) -> list[str]:
    """Lines that end before column 79, where Chinese characters take two columns."""
    lines, width = [""], 0
    for piece in PIECES.findall(text):
        columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in piece)
        if width and width + columns > WIDTH - indent:
            lines.append("")
            width, piece = 0, piece.lstrip()
        lines[-1] += piece
        width += columns
    return [line.rstrip() for line in lines]
