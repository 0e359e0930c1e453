"""Whether the languages of a page still say the same.

Each page carries, as `reconciled` in its front matter, the digest of the body its counterpart had
when someone last made sure that both say the same.

    python -m scripts.freshness list
    python scripts/dev.py reconcile tensors/broadcasting
    python scripts/dev.py reconcile --all
"""

import argparse
import hashlib
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

from scripts import pages, parity, paths
from scripts.problems import Problem, Problems, report


def digest(body: str) -> str:
    """Twelve hex digits of the body; white space does not count, lines can be wrapped anew."""
    return hashlib.sha256("".join(body.split()).encode()).hexdigest()[:12]


def stale(ref: str) -> list[Problem]:
    """What to say where a page changed after its counterpart was last reconciled with it."""
    problems = []
    for file, other in _both_ways(ref):
        front, _, _ = pages.front_matter(file)
        _, body, _ = pages.front_matter(other)
        if str(front.get("reconciled")) != digest(body):
            message = (
                f"does not know the present state of {paths.shown(other)}: make both say the same, "
                f"then run `python scripts/dev.py reconcile {ref}`"
            )
            problems.append(Problem(paths.shown(file), 1, message))
    return problems


def changes(ref: str) -> str:
    """Both languages as diffs from what was last reconciled, whole where that is not known."""
    parts = []
    for file, other in _both_ways(ref):
        known = str(pages.front_matter(file)[0].get("reconciled"))
        _, body, _ = pages.front_matter(other)
        name = paths.shown(other)
        if known == digest(body):
            parts.append(f"{name}: unchanged\n")
            continue
        before = _earlier_body(other, known)
        if before is None:
            parts.append(f"{name}: no reconciled state is known, this is all of it\n")
        old, new = (text.splitlines(keepends=True) for text in (before or "", body))
        parts.append("".join(unified_diff(old, new, f"{name} (reconciled)", f"{name} (now)")))
    return "\n".join(parts)


def reconcile(ref: str) -> None:
    """Write into both languages that they say the same.

    Raises:
        Problems: their skeletons part.
    """
    if problems := parity.differences(ref):
        raise Problems(problems)
    for file, other in _both_ways(ref):
        _write(file, digest(pages.front_matter(other)[1]))


def _both_ways(ref: str) -> list[tuple[Path, Path]]:
    one, other = (pages.page_path(language, ref) for language in paths.LANGUAGES)
    return [(one, other), (other, one)]


def _write(file: Path, value: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    entry = f'reconciled: "{value}"'  # quoted: 1234e5678901 is a number to YAML
    if lines[:1] != ["---"]:
        lines = ["---", entry, "---", "", *lines]
    else:
        end = lines.index("---", 1)
        kept = [line for line in lines[1:end] if not line.startswith("reconciled:")]
        lines = ["---", *kept, entry, *lines[end:]]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _earlier_body(file: Path, known: str) -> str | None:
    """The body with that digest, from the history of the repository."""
    name = paths.shown(file)
    for commit in _git("log", "--format=%H", "--", name).split():
        body = pages.split_front_matter(_git("show", f"{commit}:{name}"))[1]
        if digest(body) == known:
            return body
    return None


def _git(*arguments: str) -> str:
    """What git answers; nothing where there is no git, no repository or no such file."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.freshness", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the pages whose languages may no longer say the same")
    command = commands.add_parser("reconcile", help="show what changed and note that both agree")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("page", nargs="?", metavar="TOPIC/PAGE")
    which.add_argument("--all", action="store_true", help="every page")
    options = parser.parse_args(arguments)
    try:
        return _list() if options.command == "list" else _reconcile(options)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1


def _list() -> int:
    problems = [problem for ref in parity.refs() for problem in parity.missing(ref) or stale(ref)]
    print(report(problems) if problems else "Both languages of every page are reconciled.")
    return 1 if problems else 0


def _reconcile(options: argparse.Namespace) -> int:
    refs = parity.refs()
    if not options.all and options.page not in refs:
        print(f"There is no page {options.page}; pages: {', '.join(refs)}", file=sys.stderr)
        return 1
    problems = []
    for ref in refs if options.all else [options.page]:
        try:
            shown = "" if parity.missing(ref) else changes(ref)
            reconcile(ref)
            print(shown)
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)
    return 0


if __name__ == "__main__":
    sys.exit(main())
