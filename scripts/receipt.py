"""Receipts: where an output comes from, so that a reader can check it."""

import datetime
import importlib.metadata
import platform
from functools import cache

from scripts import datasets
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
        "data": datasets.of(module),
        "device": "cpu",
        "seed": 0,
        "seconds": round(sum(result.seconds for result in results.values()), 3),
        "date": datetime.date.today().isoformat(),
        "command": f"python scripts/dev.py run {module.ref}",
    }


WORDS = {
    "zh": {
        "title": "票据：本页的输出从哪里来",
        "intro": "下面的模块在{device}上真实运行过，随机种子 {seed}，单线程；{versions}。",
        "cpu": " CPU ",
        "head": ("模块", "代码摘要", "用时", "日期", "重现命令"),
        "seconds": "秒",
        "comma": "，",
        "data": "数据：",
        "digest": "摘要",
        "standin": "替身数据，不是 {name}：{source}",
        "sources": {
            "official files": "原始文件",
            "image files": "图像文件",
            "JPEG copies, not the original pixels": "JPEG 副本，像素与原始数据不同",
            "scikit-learn's digits, enlarged": "放大后的 scikit-learn 手写数字",
            "drawn shapes": "画出来的图形",
        },
    },
    "en": {
        "title": "Receipt: where the outputs of this page come from",
        "intro": "These modules really ran on {device}, seed {seed}, one thread; {versions}.",
        "cpu": "a CPU",
        "head": ("module", "code digest", "time", "date", "reproduce"),
        "seconds": "s",
        "comma": ", ",
        "data": "Data: ",
        "digest": "digest",
        "standin": "stand-in data, not {name}: {source}",
        "sources": {},
    },
}


def footer(transcripts: list[Transcript], language: str) -> str:
    """The receipts of a page as HTML, folded; what all its runs have in common is said once."""
    words = WORDS[language]
    head = "".join(f"<th>{title}</th>" for title in words["head"])
    rows = "".join(f"<tr>{_row(t.receipt, words['seconds'])}</tr>" for t in transcripts)
    common = transcripts[0].receipt
    intro = words["intro"].format(
        device=words[common["device"]],
        seed=common["seed"],
        versions=words["comma"].join(f"{name} {n}" for name, n in common["versions"].items()),
    )
    data = {d["name"]: d for t in transcripts for d in t.receipt.get("data", ())}
    said = "".join(f"<p>{words['data']}{_data(d, words)}</p>" for d in data.values())
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<details class="receipt"><summary>{words["title"]}</summary>'
        f"<p>{intro}</p>{said}{table}</details>"
    )


def standins(receipt: dict, language: str) -> list[str]:
    """What to say beside the outputs of a run on stand-in data; nothing for one on real data."""
    words = WORDS[language]
    return [_named(data, words) for data in receipt.get("data", ()) if data["standin"]]


def _data(data: dict, words: dict) -> str:
    return f"{_named(data, words)} ({words['digest']} <code>{data['digest']}</code>)"


def _named(data: dict, words: dict) -> str:
    source = words["sources"].get(data["source"], data["source"])
    if data["standin"]:
        return words["standin"].format(name=data["name"], source=source)
    return f"{data['name']}{words['comma']}{source}"


def _row(receipt: dict, unit: str) -> str:
    values = (
        f"<code>{receipt['module']}</code>",
        f"<code>{receipt['digest']}</code>",
        f"{receipt['seconds']:.2f} {unit}",
        receipt["date"],
        f"<code>{receipt['command']}</code>",
    )
    return "".join(f"<td>{value}</td>" for value in values)
