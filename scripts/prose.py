"""Lints over what people wrote: words, punctuation, and what a page must not fetch or hold.

`words` takes from a page all that is no prose (code, formulas, targets of links, marks of Markdown)
and keeps every line in its place, so that a lint can name it.
"""

import re
import unicodedata
from collections.abc import Iterator

from scripts.pages import Fence, Page
from scripts.problems import Problem

CODE = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ ]*\n).)+?)(?<!`)\1(?!`)", re.S)
FORMULA = re.compile(
    r"\$\$(?P<display>.+?)\$\$|(?<![\\$\w])\$(?P<inline>[^\s$](?:[^$\n]*[^\s$])?)\$(?![\d$])", re.S
)
PLACEHOLDER = "\ufffc"  # stands for a piece of code or a formula in the midst of prose
TARGET = r"[^\s()]*(?:\([^()]*\)[^\s()]*)*"
UNSPOKEN = [
    (re.compile(r"<!--.*?-->", re.S), ""),
    (CODE, PLACEHOLDER),
    (FORMULA, PLACEHOLDER),
    (re.compile(rf"!?(\[[^\]]*\])\({TARGET}\)"), r"\1"),
    (re.compile(rf"!?(\[[^\]]*\])\({TARGET}\s+\"([^\"]*)\"\)"), r"\1 \2"),
    (re.compile(r"(?m)^[ >]*\[[^\]]+\]:.*$"), ""),
    (re.compile(r"<[^<>]+>"), ""),
    (re.compile(r"(?m)^[ ]*(?:!!!|\?\?\?\+?)[^\"\n]*(?:\"([^\n]*)\")?"), r"\1"),
    (re.compile(r"(?m)^[ ]*===[+!]?[ ]*\"([^\n]*)\""), r"\1"),
    (re.compile(r"\{:?[ ]*[#.][^{}\n]*\}"), ""),
    (re.compile(r"(?m)^([ ]*[\w-]+:) [\"'](.*)[\"']$"), r"\1 \2"),
    (re.compile(r"([。！？])\*\* "), r"\1"),  # a bold sentence that serves as a heading
    (re.compile(r"[*\[\]]"), ""),
]

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
CHINESE = [
    (
        rf"[{HAN}{PLACEHOLDER}]['\"”’)]? ?[,;:!?]|[,;:!?](?=[{HAN}“])",
        "half-width punctuation in Chinese: use ，；：！？",
    ),
    (rf"[{HAN}]\.(?!\w)|[{HAN}]\.\.\.", "half-width full stop in Chinese: use 。 or ……"),
    (
        rf"[{HAN}][()]|[()][{HAN}]|[{HAN}] ?\([A-Za-z]{{2}}|[A-Za-z]{{2}}\) ?[{HAN}]",
        "half-width brackets in Chinese: use （）",
    ),
    (r"[\"「」『』]", "quotation marks in Chinese are “”, inside them ‘’"),
    (
        rf"[{HAN}][A-Za-z0-9{PLACEHOLDER}]|[A-Za-z0-9{PLACEHOLDER}%][{HAN}]",
        "put a space between Chinese and Latin letters, digits, code or formulas",
    ),
    (r" [，。；：！？、（）“”]|[，。；：！？、（）] \S", "no space beside full-width punctuation"),
]
ENGLISH = [
    (r"[\u3000-\u303f\uff01-\uffee]", "full-width punctuation in English"),
    (r"[“”‘’]", "quotation marks and apostrophes in English are straight"),
]
STYLE = {"zh": CHINESE, "en": ENGLISH}

LOOK_ALIKES = re.compile(r"[\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff]")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\ue000-\uf8ff]")
FETCHED = re.compile(
    r"!\[[^\]]*\]\(\s*<?(?:https?:)?//"
    r"|<(?:img|script|link|iframe|source|video|audio|embed|object)\b[^>]*"
    r"\b(?:src|href|data)\s*=\s*[\"']?(?:https?:)?//",
    re.I,
)
INSECURE = re.compile(r"\bhttp://[^\s)>\"]+", re.I)
PYTHON = {"python", "python2", "python3", "py", "py2", "py3", "pycon", "ipython", "ipython3"}
FOREIGN_IMPORT = re.compile(r"^\s*(?:import|from)\s+(?!scripts\b)", re.M)


def lines(page: Page, notes: bool = False) -> str:
    """The page line by line as in its file, fences blanked; with `notes`, their words kept."""
    kept = dict(page.prose)
    for fence in page.fences if notes else ():
        if holds_words(fence):
            kept.update(enumerate(fence.body.splitlines(), fence.line + 1))
    return "\n".join(kept.get(n, "") for n in range(1, max(kept, default=0) + 1))


def holds_words(fence: Fence) -> bool:
    """Whether the body is prose: notes on code, the words of a diagram, the labels of a table."""
    return "snippet" in fence.options


def words(page: Page) -> str:
    """What a reader reads as language, each line where it stands in the file."""
    text = lines(page, notes=True)
    for pattern, spoken in UNSPOKEN:
        text = pattern.sub(lambda match, spoken=spoken: _keep_lines(match, spoken), text)
    return text


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def lint(page: Page, language: str) -> list[Problem]:
    """All lints that need no other page."""
    text = lines(page, notes=True)
    shown = CODE.sub(lambda match: _keep_lines(match, ""), text)
    problems = list(literal_code(page))
    problems += _found(page, shown, FETCHED, "a page fetches nothing from elsewhere")
    problems += _found(page, shown, INSECURE, "links to other sites begin with https")
    problems += _found(page, text, INVISIBLE, "an invisible or private character")
    for match in LOOK_ALIKES.finditer(text):
        line = line_at(text, match.start())
        problems.append(Problem(page.path, line, _look_alike(match[0])))
    spoken = words(page)
    for pattern, message in STYLE[language]:
        problems += _found(page, spoken, re.compile(pattern), message)
    return sorted(problems)


def literal_code(page: Page) -> Iterator[Problem]:
    """Python fences that are tested nowhere."""
    for fence in page.fences:
        if fence.language.lower() not in PYTHON or fence.options.get("snippet"):
            continue
        if fence.options.get("exec") != "on":
            message = (
                'Python in a page comes from a module: give the fence snippet="topic/module:cell"'
            )
            yield Problem(page.path, fence.line, message)
        elif FOREIGN_IMPORT.search(fence.body):
            message = 'a fence with exec="on" calls a function of scripts and imports nothing else'
            yield Problem(page.path, fence.line, message)


def _look_alike(character: str) -> str:
    name = f"{character} (U+{ord(character):04X}, {unicodedata.name(character, 'unnamed')})"
    right = unicodedata.normalize("NFKC", character)
    wanted = right if right != character else "the character itself"
    return f"{name} only looks like a character: type {wanted}"


def _found(page: Page, text: str, pattern: re.Pattern, message: str) -> list[Problem]:
    problems = []
    for match in pattern.finditer(text):
        line = line_at(text, match.start())
        nearby = text[max(0, match.start() - 8) : match.end() + 8].replace(PLACEHOLDER, "`…`")
        excerpt = " ".join(nearby.split())
        problems.append(Problem(page.path, line, f"{message}: … {excerpt} …"))
    return problems


def _keep_lines(match: re.Match, spoken: str) -> str:
    return match.expand(spoken) + "\n" * match[0].count("\n")
