"""The words of the site: read docs/glossary.yml, and find the forms that prose must not use."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts import paths, prose, settings
from scripts.pages import Page
from scripts.problems import Problem, Problems

TEXTS = ("id", "zh", "en", "zh_note", "en_note")
LISTS = ("forbidden", "not_in")


@dataclass(frozen=True)
class Term:
    id: str
    words: dict[str, str]
    notes: dict[str, str]
    forbidden: dict[str, list[str]]
    not_in: dict[str, list[str]]  # longer words and phrases in which the word means something else


def load(path: Path | None = None) -> list[Term]:
    """All terms, in the order of the file.

    Raises:
        Problems: entries that lack something or share an id.
    """
    path = path or paths.DOCS / "glossary.yml"
    text = path.read_text(encoding="utf-8")
    try:
        entries = settings.load(text) or []
    except yaml.YAMLError as error:
        problem = Problem(paths.shown(path), 0, "the glossary is not YAML", detail=str(error))
        raise Problems([problem]) from None
    problems = []
    for number, entry in enumerate(entries):
        if wrong := _wrong(entry, [earlier.get("id") for earlier in entries[:number]]):
            name = entry.get("id", f"number {number + 1}")
            line = prose.line_at(text, max(0, text.find(f"id: {name}\n")))
            problems.append(Problem(paths.shown(path), line, f"the entry {name}: {wrong}"))
    if problems:
        raise Problems(problems)
    return [_term(entry) for entry in entries]


def lint(page: Page, language: str, terms: list[Term]) -> list[Problem]:
    """Forbidden forms in the prose of a page, each with the right word."""
    text = prose.words(page)
    problems = []
    for term in terms:
        for form in term.forbidden[language]:
            for match in _pattern(form, language).finditer(text):
                message = f"the glossary forbids {match[0]}: write {term.words[language]}"
                line = prose.line_at(text, match.start())
                problems.append(Problem(page.path, line, message))
    return sorted(problems)


def _wrong(entry: dict, earlier: list[str]) -> str | None:
    expected = {*TEXTS, "forbidden"}
    if set(entry) - {"not_in"} != expected:
        return f"has the keys {', '.join(sorted(entry))}, not {', '.join(sorted(expected))}"
    if not all(isinstance(entry[key], str) and entry[key].strip() for key in TEXTS):
        return f"{', '.join(TEXTS)} must be texts, and not empty"
    if any("\n" in entry[key] for key in TEXTS):
        return "an explanation is one line"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", entry["id"]):
        return "an id is written in lower-case words and hyphens"
    if entry["id"] in earlier:
        return "the id is taken by an earlier entry"
    for key in LISTS:
        if key in entry and set(entry[key]) != set(paths.LANGUAGES):
            return f"{key} has one list for each language"
    for language in paths.LANGUAGES:
        for phrase in entry.get("not_in", {}).get(language, ()):
            if entry[language].lower() not in phrase.lower():
                return f"not_in has {phrase}, of which {entry[language]} is no part"
        for form in entry["forbidden"][language]:
            if form.lower() in entry[language].lower():
                return f"forbids {form}, which is part of the right word {entry[language]}"
    return None


def _term(entry: dict) -> Term:
    words = {language: entry[language] for language in paths.LANGUAGES}
    notes = {language: entry[f"{language}_note"] for language in paths.LANGUAGES}
    not_in = entry.get("not_in", {language: [] for language in paths.LANGUAGES})
    return Term(entry["id"], words, notes, entry["forbidden"], not_in)


def _pattern(form: str, language: str) -> re.Pattern:
    """A form anywhere in Chinese, which has no word boundaries; as a word of its own in English."""
    pattern = r"\s+".join(map(re.escape, form.split()))
    if language == "en":
        pattern = rf"(?<![\w-]){pattern}(?![\w-])"
    return re.compile(pattern, re.I)
