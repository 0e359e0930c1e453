"""Copies of the repository for the benchmark, and copies with more pages."""

import re
import shutil
from pathlib import Path

from mkdocs.utils import yaml_load

from scripts import paths

FOLDERS = ("docs", "snippets", "scripts", "overrides", "tests/transcripts")
FILES = ("mkdocs.yml", "mkdocs.en.yml")


def repository(target: Path) -> Path:
    """What a build reads, copied from the working tree as it is now; no cache, no site."""
    for folder in FOLDERS:
        ignored = shutil.ignore_patterns("__pycache__")
        if (paths.ROOT / folder).is_dir():
            shutil.copytree(paths.ROOT / folder, target / folder, ignore=ignored)
    for name in FILES:
        shutil.copy(paths.ROOT / name, target / name)
    return target


def pages(root: Path, language: str = "zh") -> int:
    return sum(1 for _ in (root / "docs" / language).rglob("*.md"))


def multiply(root: Path, times: int) -> None:
    """Add copies of every topic under other names until there are `times` as many of them."""
    topics = sorted(p.name for p in (root / "docs" / "zh").iterdir() if p.is_dir())
    copies = [(topic, f"{topic}_{n}") for n in range(2, times + 1) for topic in topics]
    for topic, name in copies:
        for place in ("docs/zh", "docs/en", "snippets", "tests/transcripts"):
            if (root / place / topic).is_dir():
                shutil.copytree(root / place / topic, root / place / name)
        for file in [*root.glob(f"docs/*/{name}/**/*.md"), *root.glob(f"snippets/{name}/**/*.py")]:
            file.write_text(renamed(file.read_text("utf-8"), topic, name), encoding="utf-8")
    _into_nav(root / "mkdocs.yml", copies)


def renamed(text: str, topic: str, name: str) -> str:
    """A page or module that refers to modules and pages of `name` instead of `topic`."""
    text = text.replace(f'snippet="{topic}/', f'snippet="{name}/')
    text = text.replace(f"snippets.{topic}.", f"snippets.{name}.")
    return re.sub(r"(?m)^needs: .*$", lambda needs: needs[0].replace(f"{topic}/", f"{name}/"), text)


def _into_nav(config: Path, copies: list[tuple[str, str]]) -> None:
    with config.open(encoding="utf-8") as file:
        nav = yaml_load(file).get("nav", [])
    sections = [value for entry in nav if isinstance(entry, dict) for value in entry.values()]
    lines = []
    for topic, name in copies:
        own = [p for section in sections for p in section if str(p).startswith(f"{topic}/")]
        lines += [f"  - {name}:", *(f"      - {name}/{p.partition('/')[2]}" for p in own)]
    text = config.read_text("utf-8")
    added = "".join(f"{line}\n" for line in lines)
    config.write_text(re.sub(r"(?m)^nav:\n", f"nav:\n{added}", text), encoding="utf-8")


def edit_cell(module: Path, name: str, text: str) -> None:
    """Let the cell `name` print `text` at its end, in the place of what an earlier edit added."""
    lines = [line for line in module.read_text("utf-8").splitlines() if line[-7:] != "# bench"]
    start = next(n for n, line in enumerate(lines) if re.match(rf"# %% {name}(\s|$)", line))
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("# %%")), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    lines.insert(end, f'print("{text}")  # bench')
    module.write_text("\n".join(lines) + "\n", encoding="utf-8")


def edit_prose(page: Path, number: int) -> None:
    """End the page with a word, in the place of the one that an earlier edit put there."""
    text = page.read_text("utf-8").partition("\n\nword-")[0].rstrip()
    page.write_text(f"{text}\n\nword-{number}\n", encoding="utf-8")
