"""The glossary on the pages: explained on hover where a page first uses a term, and as a table."""

import html
import re
from functools import cache

from scripts import glossary
from scripts.glossary import Term
from scripts.languages import WORDS

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z0-9]+)")
# Where no explanation belongs: code, headings, links, drawings, formulas, what has one already.
CLOSED = {"a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "label", "math"}
CLOSED |= {"pre", "script", "style", "summary", "svg", "th"}


def explain(page: str, terms: list[Term], language: str) -> str:
    """The page's HTML with each term explained (<abbr title>) where it first stands in prose."""
    notes = {term.words[language].lower(): term.notes[language] for term in terms}
    other = [phrase for term in terms for phrase in term.not_in[language]]
    pattern = _pattern((*notes, *other), language)
    waiting = set(notes)

    def mark(found: re.Match) -> str:
        name = found[1].lower()
        if name not in waiting:
            return found[0]
        waiting.discard(name)
        return f'<abbr title="{html.escape(notes[name])}">{found[0]}</abbr>'

    parts, closed = TAG.split(page), 0
    for n, part in enumerate(parts):
        if n % 2 == 0:
            if not closed and not part.isspace():
                parts[n] = pattern.sub(mark, part)
        elif (name := NAME.match(part)) and name[1] in CLOSED and not part.endswith("/>"):
            closed += -1 if part.startswith("</") else 1
    return "".join(parts)


@cache
def _pattern(names: tuple[str, ...], language: str) -> re.Pattern:
    """Any of the terms, the longest first: whole words in English (or their plural), where Chinese
    has no marks between words."""
    anyone = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    if language == "en":
        return re.compile(rf"(?<![\w-])({anyone})s?(?![\w-])", re.IGNORECASE)
    return re.compile(f"({anyone})", re.IGNORECASE)


def table(language: str) -> str:
    """The glossary as a Markdown table; each term can be linked to by its id."""
    words = WORDS[language]
    other = "en" if language == "zh" else "zh"
    head = f"| {words['term']} | {words['other']} | {words['meaning']} |\n| --- | --- | --- |"
    rows = [
        f'| <span id="{term.id}">{term.words[language]}</span> '
        f"| {term.words[other]} | {term.notes[language]} |"
        for term in glossary.load()
    ]
    return "\n".join([head, *rows])
