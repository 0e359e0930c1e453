"""Receipts: where an output comes from, so that a reader can check it."""

import datetime
import importlib.metadata
import platform
from functools import cache

from scripts.cells import Module, code_digest
from scripts.transcript import Result, Transcript

LIBRARIES = ("torch", "torchvision", "numpy", "matplotlib")


@cache
def versions() -> dict[str, str]:
    """Python and the libraries that outputs depend on; nothing is imported for it."""
    found = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return {"python": platform.python_version(), **found}


def of_run(module: Module, results: dict[str, Result]) -> dict[str, object]:
    """The receipt of a run that just ended."""
    return {
        "module": module.shown_path,
        "digest": code_digest(module)[:12],
        "versions": versions(),
        "device": "cpu",
        "seed": 0,
        "seconds": round(sum(result.seconds for result in results.values()), 3),
        "date": datetime.date.today().isoformat(),
        "command": f"python scripts/dev.py run {module.ref}",
    }


WORDS = {
    "zh": {
        "title": "票据",
        "intro": "本页的输出由下列模块在构建网站时真实运行得到。",
        "head": ("模块", "代码摘要", "版本", "设备", "随机种子", "用时", "日期", "重现命令"),
        "seconds": "秒",
    },
    "en": {
        "title": "Receipt",
        "intro": "These modules really ran when the site was built and gave the outputs on this page.",
        "head": (
            "module",
            "code digest",
            "versions",
            "device",
            "seed",
            "time",
            "date",
            "reproduce",
        ),
        "seconds": "s",
    },
}


def footer(transcripts: list[Transcript], language: str) -> str:
    """The receipts of a page as HTML, folded."""
    words = WORDS[language]
    head = "".join(f"<th>{title}</th>" for title in words["head"])
    rows = "".join(f"<tr>{_row(t.receipt, words['seconds'])}</tr>" for t in transcripts)
    return (
        f'<details class="receipt"><summary>{words["title"]}</summary><p>{words["intro"]}</p>'
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        "</details>"
    )


def _row(receipt: dict, unit: str) -> str:
    shown = " · ".join(f"{name} {number}" for name, number in receipt["versions"].items())
    values = (
        f"<code>{receipt['module']}</code>",
        f"<code>{receipt['digest']}</code>",
        shown,
        receipt["device"],
        receipt["seed"],
        f"{receipt['seconds']:.2f} {unit}",
        receipt["date"],
        f"<code>{receipt['command']}</code>",
    )
    return "".join(f"<td>{value}</td>" for value in values)
