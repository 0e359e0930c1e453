"""The status page: every module, how its last run went and what it opted out of."""

from html import escape

from scripts import approve, cells, prepare
from scripts.cells import Module

WORDS = {
    "zh": {
        "head": ("模块", "单元", "输出", "秒", "日期", "例外"),
        "passed": "已核准",
        "unapproved": "未核准",
        "real": "真实数据，未比较",
        "sum": "共 {modules} 个模块、{cells} 个单元，全部按预期运行，共用 {seconds:.1f} 秒；"
        "其中 {out} 个单元的输出不逐位比较。",
        "versions": "版本：{versions}。",
        "comma": "，",
    },
    "en": {
        "head": ("module", "cells", "output", "seconds", "date", "exceptions"),
        "passed": "approved",
        "unapproved": "not approved",
        "real": "on real data, not compared",
        "sum": "{modules} modules with {cells} cells, all of which did what they should, in "
        "{seconds:.1f} seconds; the digits of {out} cells are not compared.",
        "versions": "Versions: {versions}.",
        "comma": ", ",
    },
}


def table(language: str) -> str:
    """Totals, versions, and a table with a row for every cells module, as HTML.

    There is no row for a failure: a site with one is not built.
    """
    words = WORDS[language]
    modules = [module for module in map(cells.parse, cells.refs()) if module.cells]
    receipts = {module.ref: prepare.transcript(module.ref).receipt for module in modules}
    total = words["sum"].format(
        modules=len(modules),
        cells=sum(len(module.cells) for module in modules),
        seconds=sum(receipt["seconds"] for receipt in receipts.values()),
        out=sum(len(_opt_outs(module)) for module in modules),
    )
    versions = dict.fromkeys(
        words["comma"].join(f"{name} {number}" for name, number in receipt["versions"].items())
        for receipt in receipts.values()
    )
    rows = [_row(module, receipts[module.ref], words) for module in modules]
    head = "".join(f"<th>{name}</th>" for name in words["head"])
    said = words["versions"].format(versions=" / ".join(versions))
    return (
        f"<p>{total}</p>\n<p>{said}</p>\n"
        f'<div class="status"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _row(module: Module, receipt: dict, words: dict) -> str:
    if any(not data["standin"] for data in receipt.get("data", ())):
        output = words["real"]
    elif approve.differences(module, prepare.transcript(module.ref)):
        output = words["unapproved"]
    else:
        output = words["passed"]
    cells = (
        f"<code>{module.ref}</code>",
        len(module.cells),
        output,
        f"{receipt['seconds']:.2f}",
        receipt["date"],
        words["comma"].join(_opt_outs(module)),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _opt_outs(module: Module) -> list[str]:
    return [
        f"<code>{cell.name}</code>: {escape(cell.options['varies'])}"
        for cell in module.cells.values()
        if "varies" in cell.options
    ]
