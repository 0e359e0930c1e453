"""All that knows mkdocs-jupyter: example pages are notebooks, made here and rendered by it.

A page under examples/ is read and its text converted like that of any other page; its cells and
their outputs are those of a notebook of this build, which mkdocs-jupyter converts. What it made
is kept in the cache folder until the notebook changes. The notebook that readers download stands
beside the page.
"""

import atexit
import contextlib
import functools
import html
import importlib.metadata
import re
import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

# MkDocs forgets after each hook what that hook made importable.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import (  # noqa: E402
    cells,
    fence,
    keep,
    notebook,
    pages,
    pasted,
    paths,
    prepare,
    shown,
)
from scripts.problems import Problems  # noqa: E402
from scripts.unchanged import unchanged  # noqa: E402

FOLDER = "examples/"
PLUGIN = "mkdocs-jupyter"
TEMPLATES = Path(__file__).parent / "notebook_templates"
CELL = re.compile(r"<!--cell ([\w-]+)-->(.*?)<!--outputs-->(.*?)<!--/cell-->", re.S)
CODE = re.compile(r"<pre>(.*?)\n?</pre>", re.S)
PLACE = re.compile(r"<!--(code|outputs) (\d+)-->")
DOWNLOAD = {"zh": "下载本页的笔记本（.ipynb）", "en": "Download this page as a notebook (.ipynb)"}
_serving = False


def is_notebook(file: File) -> bool:
    """Whether a page of the site is a notebook too."""
    return file.src_uri.startswith(FOLDER) and re.search(r"(?<!/index)\.md$", file.src_uri)


def on_startup(command, dirty):
    from mkdocs_jupyter.config import settings

    global _serving
    _serving = command == "serve"
    settings.templates_dir = str(TEMPLATES)


@event_priority(-100)  # mkdocs-jupyter must not take the download for a page
def on_files(files, config):
    """Make the notebooks: one to be rendered, one to be downloaded."""
    language = config.theme["language"]
    for file in [f for f in files.documentation_pages() if is_notebook(f)]:
        ref = file.src_uri.removesuffix(".md")
        make = functools.partial(_make, language, ref, config.site_url)
        made, to_render = unchanged.notebook(language, ref, make) if _serving else make()
        _write(_rendered_from(language, ref), to_render)
        name = f"{ref}/{ref.rpartition('/')[2]}.ipynb"
        _write(_folder(language) / name, made)
        files.append(File(name, str(_folder(language)), config.site_dir, config.use_directory_urls))
    return files


def _make(language: str, ref: str, address: str) -> tuple[str, str]:
    """The notebook to be downloaded and the one to be rendered."""
    try:
        made = notebook.build(language, ref, address), _to_render(language, ref)
    except Problems as problems:
        raise Abort(str(problems)) from None
    return notebook.dumps(made[0]), notebook.dumps(made[1])


@functools.cache
def _root() -> Path:
    """Of this build alone: another one at the same time may have another address."""
    place = Path(tempfile.mkdtemp(prefix="pytorch-notes-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


def _folder(language: str) -> Path:
    return _root() / language


def _rendered_from(language: str, ref: str) -> Path:
    return _folder(language) / "cells" / f"{ref}.ipynb"


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _to_render(language: str, ref: str) -> dict:
    """The cells that the page shows, with the marks of their notes."""
    found = {}
    blocks = [*filter(_is_cell, pages.fences(pages.page_path(language, ref)))]
    codes = pasted.codes(blocks)
    for block in blocks:
        target, name = shown.target(block)
        module = cells.parse(target)
        identifier = notebook.cell_id(target, name)
        outputs = []
        if not module.is_definitions:
            outputs = notebook.outputs(prepare.transcript(target), name, language)
            for output in outputs:
                output.get("data", {}).pop("text/html", None)  # put there by the page
        found[identifier] = notebook.code_cell(identifier, codes[block.line], outputs)
    label = fence.WORDS[language]["output"]
    return notebook.wrap([*found.values()], output_label=label)


@event_priority(100)
def _before_plugin(page, config, files):
    """mkdocs-jupyter knows a notebook by the file that the page is read from."""
    if is_notebook(page.file):
        page.file.abs_src_path = str(_rendered_from(*_place(page, config)))
    return page


@event_priority(-100)
def _after_plugin(page, config, files):
    if is_notebook(page.file):
        page.render = functools.partial(_render, page, page.render)
        page.file.abs_src_path = str(pages.page_path(*_place(page, config)))
    return page


on_pre_page = CombinedEvent(_before_plugin, _after_plugin)


def _place(page: Page, config) -> tuple[str, str]:
    """(language, page ref)."""
    return config.theme["language"], page.file.src_uri.removesuffix(".md")


def _render(page: Page, by_plugin, config, files) -> None:
    """Page.render for a notebook: the text like any page's, the cells from mkdocs-jupyter."""
    language, ref = _place(page, config)
    converted = _convert(page, by_plugin, config, files)
    found = {m[1]: (m[2], m[3]) for m in CELL.finditer(converted)}
    markdown, fences = page.markdown, _cells(page.markdown)
    page.markdown = _with_places(markdown, fences)
    Page.render(page, config, files)
    page.markdown = markdown
    seen: dict[str, int] = {}

    def cell(place: re.Match) -> str:
        block = fences[int(place[2])]
        target, name = shown.target(block)
        code, outputs = found[notebook.cell_id(target, name)]
        if place[1] == "code":
            return _code(code, block.options.get("title", ""))
        identifier = notebook.cell_id(target, name)
        seen[identifier] = seen.get(identifier, 0) + 1
        return _with_figures(outputs, target, name, f"{identifier}-{seen[identifier]}", language)

    page.content = PLACE.sub(cell, page.content)
    link = f'<a href="{ref.rpartition("/")[2]}.ipynb" download>{DOWNLOAD[language]}</a>'
    line = f'<p class="notebook-link" data-search-exclude>{link}</p>'
    page.content = page.content.replace("</h1>", f"</h1>{line}", 1)


def _convert(page: Page, by_plugin, config, files) -> str:
    """The notebook as HTML, from mkdocs-jupyter or as it was kept."""
    language, ref = _place(page, config)
    path = _rendered_from(language, ref)
    kept = paths.CACHE / "notebooks" / language / f"{ref}.html"
    key = cells.digest(path.read_text("utf-8") + _version())
    with contextlib.suppress(OSError, ValueError):  # not there, damaged: it is made again
        known, _, text = keep.read(kept).partition("\n")
        if known == key:
            return text
    own, page.file.abs_src_path = page.file.abs_src_path, str(path)
    by_plugin(config, files)
    page.file.abs_src_path = own
    text = page.content.rpartition("<style>")[0]
    with contextlib.suppress(OSError):  # a folder that cannot be written: the next build makes it
        keep.write(kept, f"{key}\n{text}")
    return text


@functools.cache
def _version() -> str:
    """What the HTML depends on beside the notebook."""
    versions = [importlib.metadata.version(name) for name in (PLUGIN, "nbconvert", "pygments")]
    templates = [path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.j2"))]
    return "\n".join([*versions, *templates])


def _is_cell(block: pages.Fence) -> bool:
    return block.language == "python" and "snippet" in block.options


def _cells(markdown: str) -> list[pages.Fence]:
    return [block for block in pages.split("", markdown, 1)[0] if _is_cell(block)]


def _with_places(markdown: str, fences: list[pages.Fence]) -> str:
    """The page's text with a mark where code and outputs go, and notes between the two."""
    lines = markdown.expandtabs(4).split("\n")
    for number, block in reversed([*enumerate(fences)]):
        show = block.options.get("show")
        parts = [] if show == "output" else [f"<!--code {number}-->", "", *block.body.splitlines()]
        parts += ["", ""] + ([] if show == "code" else [f"<!--outputs {number}-->", ""])
        end = block.line + block.body.count("\n") + 1
        lines[block.line - 1 : end] = [" " * block.indent + part if part else "" for part in parts]
    return "\n".join(lines)


def _code(highlighted: str, title: str) -> str:
    """The code as our other pages have it."""
    code = CODE.search(highlighted)[1].removeprefix("<span></span>")
    name = f'<span class="filename">{html.escape(title)}</span>' if title else ""
    return (
        f'<div class="language-python highlight">{name}'
        f"<pre><span></span><code>{code}\n</code></pre></div>"
    )


def _with_figures(outputs: str, ref: str, name: str, prefix: str, language: str) -> str:
    pictures = enumerate(prepare.transcript(ref).cells[name].figures) if outputs else ()
    alt = fence.WORDS[language]["figure"]
    for number, svg in pictures:
        drawn = fence.picture(svg, f"{prefix}-{number}", alt)
        outputs = outputs.replace("<!--figure-->", f'<figure class="plot">{drawn}</figure>', 1)
    return outputs
