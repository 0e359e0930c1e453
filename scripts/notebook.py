"""A page as an executed notebook: it runs from top to bottom, without this repository.

Definitions that its cells import from snippets/ stand in one cell at the top, notes are comments in
the page's language, outputs are those of the transcripts.
"""

import ast
import html
import json
import re
from dataclasses import dataclass, field

from scripts import (
    cells,
    definitions,
    notebook_names,
    notebook_order,
    notebook_static,
    notebook_text,
    pages,
    prepare,
    receipt,
    shown,
)
from scripts.cells import Cell, Module
from scripts.definitions import Statement
from scripts.imports import Import, imported
from scripts.pages import Fence
from scripts.problems import Problem, Problems
from scripts.transcript import Transcript

HIDDEN = {"tags": ["hide-input"], "jupyter": {"source_hidden": True}}
WORDS = {
    "zh": {
        "made": "*这个笔记本由[网页]({url})生成，其中的输出由这些代码真实运行得到（{versions}）。*",
        "data": "*数据在环境变量 `PYTORCH_NOTES_DATA` 所指的文件夹里找（没有设置时是旁边的 "
        "`data`），"
        "布局与 torchvision 的一样；没有就用程序自己生成的替身数据。*",
        "definitions": "# 后面的单元用到的定义，以及让数字可以重现的设置。",
        "alone": "# 下面的单元在网页上单独运行：它们的名称和随机数不影响后文。",
        "figure": "上面的代码画出的图",
    },
    "en": {
        "made": "*This notebook was made from [a page]({url}); its outputs come from a real run of "
        "this code ({versions}).*",
        "data": "*Data is looked for in the folder that the environment variable "
        "`PYTORCH_NOTES_DATA` names (if it is not set, `data` beside the notebook), as torchvision "
        "lays it out; without it, the program makes stand-in data of its own.*",
        "definitions": "# What the cells below use, and settings that make numbers reproducible.",
        "alone": "# The next cells ran by themselves: their names and dice change nothing below.",
        "figure": "The figure drawn by the code above",
    },
}
SEEDS = """random.seed(0)
numpy.random.seed(0)
torch.manual_seed(0)
torch.set_num_threads(1)"""
ALONE = """
def _now():
    names = {name: value for name, value in globals().items() if name[0] != "_"}
    return names, torch.get_rng_state()


def _back(state):
    globals().update(state[0])
    torch.set_rng_state(state[1])


"""
SETTINGS = [Import(name, name, "", "", 0) for name in ("random", "numpy", "torch")]
PLACE = "datasets/place"  # the definitions that look for data
H1 = re.compile(r"(?m)^# .*$")


def cell_id(ref: str, name: str) -> str:
    """The id of the cell that holds a cell or definition of a module."""
    found = f"{_stem(ref)}-{name}"
    return found if len(found) <= 64 else f"{found[:55]}-{cells.digest(found)[:8]}"


def _stem(ref: str) -> str:
    return ref.rpartition("/")[2]


def code_cell(identifier: str, source: str, outputs=(), metadata=None, count=None) -> dict:
    return {
        "cell_type": "code",
        "execution_count": count,
        "id": identifier,
        "metadata": metadata or {},
        "outputs": list(outputs),
        "source": source,
    }


def wrap(found: list[dict], **metadata: str) -> dict:
    """A notebook of these cells."""
    return {
        "cells": found,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            **metadata,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def dumps(made: dict) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def outputs(transcript: Transcript, name: str, language: str) -> list[dict]:
    """What a cell printed, raised and drew, as a notebook has it."""
    result, found = transcript.cells[name], []
    for stream, text in (("stdout", result.stdout), ("stderr", result.stderr)):
        if text.strip():
            found.append({"output_type": "stream", "name": stream, "text": text})
    if result.error:
        kind, _, value = result.error.partition(": ")
        trace = [result.error]
        found.append({"output_type": "error", "ename": kind, "evalue": value, "traceback": trace})
    words = WORDS[language]["figure"]
    found += [_shown(notebook_static.image(svg, words), words, "figure") for svg in result.figures]
    if found:
        standins = receipt.standins(transcript.receipt, language)
        found += [_shown(f"<small>{html.escape(s)}</small>", s, "standin") for s in standins]
    return found


def _shown(markup: str, plain: str, kind: str) -> dict:
    data = {"text/html": markup, "text/plain": plain}
    return {"output_type": "display_data", "data": data, "metadata": {"kind": kind}}


def build(language: str, ref: str, address: str) -> dict:
    """The notebook of a page; `address` is where the site of this language stands.

    Raises:
        Problems: what keeps the page from being a notebook that runs.
    """
    page = pages.read(pages.page_path(language, ref))
    made = Program(language, ref, page.path)
    text = []
    for part in notebook_text.pieces(page):
        if isinstance(part, str):
            text.append(notebook_text.portable(part, ref, address))
        elif part.language == "figure":
            target, name = shown.target(part)
            drawn = prepare.transcript(target).cells[name].figures
            text.append(notebook_static.figure(part, drawn))
        elif "exec" in part.options:
            text.append(notebook_static.result(part))
        elif part.language == "twins":
            raise Problems([Problem(part.path, part.line, "a notebook has no table of twins")])
        else:
            made.text("\n\n".join(text))
            text = []
            made.show(part)
    made.text("\n\n".join(text))
    return made.notebook(f"{address}{ref}/")


@dataclass
class Program:
    """The cells of a notebook in the making."""

    language: str
    ref: str
    path: str
    found: list[dict] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)  # (module ref, cell)
    wanted: dict[tuple[str, str], None] = field(default_factory=dict)  # definitions
    shown: dict[tuple[str, str], int] = field(default_factory=dict)  # definitions, and where
    uses: list[tuple[int, frozenset[str]]] = field(default_factory=list)  # where which names
    code: list[tuple[Module, Cell]] = field(default_factory=list)
    alone: str = ""  # the module of the last cell, if it was not the page's own
    texts: int = 0

    def text(self, source: str) -> None:
        if source.strip():
            self.texts += 1
            cell = {"cell_type": "markdown", "id": f"text-{self.texts}", "metadata": {}}
            self.found.append(cell | {"source": source})

    def show(self, fence: Fence) -> None:
        ref, name = shown.target(fence)
        module = cells.parse(ref)
        if (ref, name) in self.done:
            return
        if module.is_definitions:
            self.wanted[ref, name] = None
            self.done.append((ref, name))
            self.shown[ref, name] = len(self.found)
            self.found.append(code_cell(cell_id(ref, name), module.definition(name)))
            return
        self._stand_alone(ref)
        for cell in list(module.cells.values())[: list(module.cells).index(name)]:
            if (ref, cell.name) not in self.done:
                self._check_order(fence, module, cell)
                self._add(module, cell, self._inlined(module, cell, cell.code), HIDDEN)
        cell = module.cells[name]
        code = cell.code
        if fence.options.get("show") != "output" and fence.body.strip():
            code = notebook_text.commented(code, fence)
        hidden = HIDDEN if fence.options.get("show") == "output" else {}
        self._add(module, cell, self._inlined(module, cell, code), hidden)

    def _stand_alone(self, ref: str) -> None:
        """Around cells of other modules, which ran in processes of their own: put back names and
        dice."""
        alone = "" if ref == self.ref else ref
        if alone == self.alone:
            return
        lines = []
        if self.alone:
            lines += [f"_{_stem(self.alone)} = _now()", "_back(_page)"]
        if alone:
            known = any(module.ref == alone for module, _ in self.code)
            before = f"_back(_{_stem(alone)})" if known else "torch.manual_seed(0)"
            lines += [WORDS[self.language]["alone"], "_page = _now()", before]
        number = sum(cell["id"].startswith("alone-") for cell in self.found) + 1
        self.found.append(code_cell(f"alone-{number}", "\n".join(lines), metadata=HIDDEN))
        self.alone = alone

    def _check_order(self, fence: Fence, module: Module, cell: Cell) -> None:
        page = pages.read(pages.page_path(self.language, self.ref))
        if (module.ref, cell.name) in [shown.target(f) for f in page.fences]:
            message = f"{cell.name} stands before this cell in {module.shown_path}: show it first"
            raise Problems([Problem(self.path, fence.line, message)])

    def _inlined(self, module: Module, cell: Cell, code: str) -> str:
        """The code without its imports from snippets; what they name is then wanted."""
        lines = code.splitlines()
        for node in ast.parse(code).body:
            if not isinstance(node, (ast.Import, ast.ImportFrom)):
                continue
            for entry in imported(node, module.ref):
                if entry.module.startswith(definitions.PREFIX):
                    self._want(module, cell, entry)
                    lines[node.lineno - 1 : node.end_lineno] = [None] * (
                        node.end_lineno - node.lineno + 1
                    )
        return "\n".join(line for line in lines if line is not None).strip("\n")

    def _want(self, module: Module, cell: Cell, entry: Import) -> None:
        ref = entry.module.removeprefix(definitions.PREFIX).replace(".", "/")
        if entry.name != entry.target or cells.exists(f"{ref}/{entry.target}"):
            message = f"of {entry.thing}, import what is used, under its own name"
            raise Problems([Problem(module.shown_path, cell.line, message, cell=cell.name)])
        if cells.parse(ref).is_definitions:
            self.wanted[ref, entry.name] = None

    def _add(self, module: Module, cell: Cell, code: str, metadata: dict) -> None:
        self.done.append((module.ref, cell.name))
        self.code.append((module, cell))
        if not ast.parse(code).body:
            return
        self.uses.append((len(self.found), definitions.global_names(code)))
        if "raises" in cell.options:
            metadata = metadata | {"tags": [*metadata.get("tags", []), "raises-exception"]}
        shown_outputs = outputs(prepare.transcript(module.ref), cell.name, self.language)
        self.found.append(code_cell(cell_id(module.ref, cell.name), code, shown_outputs, metadata))

    def notebook(self, url: str) -> dict:
        """All of it, with what the cells need at the top."""
        statements, imports = definitions.gather(self.wanted, besides=SETTINGS)
        notebook_names.check(self.code, statements, imports)
        self._say_where_it_comes_from(url, any(s.ref == PLACE for s in statements))
        top = definitions.source(self._at_top(statements), imports)
        helpers = ALONE if any(cell["id"] == "alone-1" for cell in self.found) else ""
        source = f"{WORDS[self.language]['definitions']}\n{top}\n{helpers}{SEEDS}"
        self.found.insert(1, code_cell("definitions", source, metadata=HIDDEN))
        for count, cell in enumerate((c for c in self.found if c["cell_type"] == "code"), 1):
            cell["execution_count"] = count
        return wrap(self.found)

    def _say_where_it_comes_from(self, url: str, data: bool) -> None:
        words = WORDS[self.language]
        versions = ", ".join(f"{name} {number}" for name, number in receipt.versions().items())
        said = [words["made"].format(url=url, versions=versions), *[words["data"]][:data]]
        first = self.found[0]
        first["source"] = H1.sub(lambda m: "\n\n".join([m[0], *said]), first["source"], count=1)

    def _at_top(self, statements: list[Statement]) -> list[Statement]:
        places = {
            s: self.shown[s.ref, name]
            for s in statements
            for name in s.names
            if (s.ref, name) in self.shown
        }
        return notebook_order.at_top(statements, places, self.uses)
