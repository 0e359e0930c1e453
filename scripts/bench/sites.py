"""The same pages as sites of other tools: plain Markdown, markdown-exec, mkdocs-jupyter.

`python -m scripts.bench.sites KIND FOLDER` runs in a copy of the repository whose cache is filled,
and writes into FOLDER a config and a tree of pages for each language.
"""

import contextlib
import io
import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import yaml
from mkdocs.utils import yaml_load

from scripts import cells, fence, pages, paths, shown
from scripts.pages import Fence

SAVE_FIGURES = """\
import io as _io, matplotlib.pyplot as _plt
for _number in _plt.get_fignums():
    _plt.figure(_number).savefig(_file := _io.StringIO(), format="svg")
    print(_file.getvalue()[_file.getvalue().index("<svg"):])
_plt.close("all")"""


def write(kind: str, folder: Path) -> None:
    for language in paths.LANGUAGES:
        docs = folder / "docs" / language
        shutil.copytree(paths.DOCS / "assets", docs / "assets", dirs_exist_ok=True)
        notebooks = set()
        for ref in pages.page_refs(language):
            front, body, _ = pages.split_front_matter(
                pages.page_path(language, ref).read_text("utf-8")
            )
            has_cells = any(map(shown.is_ours, pages.split(ref, body, 1)[0]))
            target = docs / f"{ref}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            if kind == "jupyter" and has_cells:
                notebooks.add(f"{ref}.md")
                target.with_suffix(".ipynb").write_text(notebook(body), encoding="utf-8")
                continue
            text = executable(body) if kind == "exec" and has_cells else expanded(body, language)
            target.write_text(f"---\n{front}---\n{text}" if front else text, encoding="utf-8")
        config = settings(language, kind, notebooks)
        (folder / f"{language}.yml").write_text(
            yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    if kind != "plain":
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(paths.SNIPPETS, folder / "snippets", dirs_exist_ok=True, ignore=ignored)


def settings(language: str, kind: str, notebooks: set[str]) -> dict:
    """The config of our own site without what is ours."""
    name = "mkdocs.yml" if language == "zh" else f"mkdocs.{language}.yml"
    with (paths.ROOT / name).open(encoding="utf-8") as file:
        config = yaml_load(file)
    del config["hooks"], config["theme"]["custom_dir"]
    config |= {"docs_dir": f"docs/{language}", "site_dir": f"site/{language}"}
    if kind == "jupyter":
        del config["plugins"]["markdown-exec"]
        config["plugins"]["mkdocs-jupyter"] = {
            "execute": True,
            "allow_errors": False,
            "include": ["*.ipynb"],
            "cache_dir": f".cache/{language}",
        }
        config["nav"] = _entries(config["nav"], notebooks)
    return config


def _entries(entry, notebooks: set[str]):
    """The navigation, notebooks in the place of the pages."""
    if isinstance(entry, list):
        return [_entries(inner, notebooks) for inner in entry]
    if isinstance(entry, dict):
        return {key: _entries(inner, notebooks) for key, inner in entry.items()}
    return re.sub(r"md$", "ipynb", entry) if entry in notebooks else entry


def expanded(body: str, language: str) -> str:
    """The page with code, notes, outputs and figures pasted in: nothing is left to execute."""
    body = replace(body, lambda f: _printed(f.body) if "exec" in f.options else None)
    paste = SimpleNamespace(htmlStash=SimpleNamespace(store=lambda text: text))
    return "\n".join(fence.Expander(paste, language).run(body.splitlines())) + "\n"


def _printed(code: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(code, {})
    return printed.getvalue()


def executable(body: str) -> str:
    """The page with its cells as fences that markdown-exec executes, a session for each module."""
    done: set[tuple[str, str]] = set()

    def make(f: Fence) -> str | None:
        if not shown.is_ours(f):
            return None
        ref, name = shown.target(f)
        module = cells.parse(ref)
        if module.is_definitions:
            return _fence("python", module.definition(name))
        lines = []
        for cell in due(f, done):
            draws = f.language == "figure" or "plt." in cell.code
            how = 'html="on"' if draws else 'result="text"'
            how += ' source="above"' if cell.name == name and f.language == "python" else ""
            code = runnable(cell) + (f"\n{SAVE_FIGURES}" if draws else "")
            lines.append(_fence(f'python exec="on" session="{ref}" {how}', code))
        return "\n\n".join([*lines, f.body if f.language == "python" else ""])

    return replace(body, make)


def _fence(info: str, code: str) -> str:
    return f"````````{info}\n{code}\n````````"


def notebook(body: str) -> str:
    """The page as a notebook: prose in Markdown cells, cells in code cells, one kernel for all.

    Its kernel is one namespace: what other modules than the first do is kept in others.
    """
    made, prose, done = [], [], set()

    def end_prose() -> None:
        if text := textwrap.dedent("\n".join(prose)).strip():
            made.append(nbformat.v4.new_markdown_cell(text))
        prose.clear()

    lines = body.split("\n")
    at, first = 0, ""
    for f in pages.split("page", body, 1)[0]:
        if not shown.is_ours(f):
            continue
        prose += lines[at : f.line - 1]
        at = f.line + f.body.count("\n") + 1
        module = cells.parse(shown.target(f)[0])
        if module.is_definitions:
            prose += _fence("python", module.definition(shown.target(f)[1])).split("\n")
            continue
        end_prose()
        first = first or module.ref
        for cell in due(f, done):
            code = runnable(cell)
            if module.ref != first:
                code = f"exec({code!r}, globals().setdefault({module.ref!r}, {{}}))"
            made.append(nbformat.v4.new_code_cell(code))
        prose += f.body.split("\n") if f.language == "python" else []
    prose += lines[at:]
    end_prose()
    for number, cell in enumerate(made):
        cell.id = f"cell-{number}"  # not drawn by lot: the same page is the same file
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.writes(
        nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel}), indent=1
    )


def due(f: Fence, done: set[tuple[str, str]]) -> list[cells.Cell]:
    """The cells to execute for a fence: those it shows, after the set-up cells above them."""
    module = cells.parse(shown.target(f)[0])
    wanted = shown.shown_cells(f)
    found = []
    for cell in module.cells.values():
        last = cell.name in wanted
        if (last or cell.hidden) and (module.ref, cell.name) not in done:
            found.append(cell)
            done.add((module.ref, cell.name))
        wanted = [name for name in wanted if name != cell.name]
        if not wanted:
            break
    return found


def runnable(cell: cells.Cell) -> str:
    """The code of a cell; one that is to raise prints its error and goes on."""
    if "raises" not in cell.options:
        return cell.code
    code = textwrap.indent(cell.code, "    ")
    return f"try:\n{code}\nexcept Exception as error:\n    print(type(error).__name__, error)"


def replace(body: str, make: Callable[[Fence], str | None]) -> str:
    """The body with each fence replaced by what `make` gives for it, None leaving it."""
    lines = body.split("\n")
    made = [(f, make(f)) for f in pages.split("page", body, 1)[0]]
    for f, text in reversed([(f, text) for f, text in made if text is not None]):
        indented = textwrap.indent(text, " " * f.indent).split("\n")
        lines[f.line - 1 : f.line + f.body.count("\n") + 1] = indented
    return "\n".join(lines)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
