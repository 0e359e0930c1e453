"""The status page: every module, how its last run went and what it opted out of."""

from scripts import approve, cells, prepare
from scripts.cells import Module

WORDS = {
    "zh": {
        "head": ("模块", "单元", "结果", "用时（秒）", "版本", "日期", "例外"),
        "passed": "通过",
        "unapproved": "输出未核准",
        "versions": "与上一行相同",
        "sum": "共 {modules} 个模块，{cells} 个单元，运行 {seconds:.1f} 秒；"
        "{out} 个单元不逐位比较。",
    },
    "en": {
        "head": ("module", "cells", "result", "seconds", "versions", "date", "opt-outs"),
        "passed": "passed",
        "unapproved": "output not approved",
        "versions": "as above",
        "sum": "{modules} modules, {cells} cells, {seconds:.1f} seconds to run; "
        "the digits of {out} cells are not compared.",
    },
}


def table(language: str) -> str:
    """A Markdown table with a row for every cells module, and a line of totals above it.

    There is no row for a failure: a site with one is not built.
    """
    words = WORDS[language]
    modules = [module for module in map(cells.parse, cells.refs()) if module.cells]
    rows, seconds, versions = [], 0.0, None
    for module in modules:
        receipt = prepare.transcript(module.ref).receipt
        shown = ", ".join(f"{name} {number}" for name, number in receipt["versions"].items())
        seconds += receipt["seconds"]
        rows.append(
            (
                f"`{module.shown_path}`",
                str(len(module.cells)),
                _result(module, words),
                f"{receipt['seconds']:.2f}",
                words["versions"] if shown == versions else shown,
                receipt["date"],
                "；".join(_opt_outs(module)) if language == "zh" else "; ".join(_opt_outs(module)),
            )
        )
        versions = shown
    lines = [words["head"], ("---",) * len(words["head"]), *rows]
    total = words["sum"].format(
        modules=len(modules),
        cells=sum(len(module.cells) for module in modules),
        seconds=seconds,
        out=sum(len(_opt_outs(module)) for module in modules),
    )
    return "\n".join([total, "", *("| " + " | ".join(line) + " |" for line in lines)])


def _result(module: Module, words: dict) -> str:
    differing = approve.differences(module, prepare.transcript(module.ref))
    return words["unapproved"] if differing else words["passed"]


def _opt_outs(module: Module) -> list[str]:
    return [
        f"`{cell.name}`: {cell.options['varies']}"
        for cell in module.cells.values()
        if "varies" in cell.options
    ]
