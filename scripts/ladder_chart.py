"""The ladder: accuracy against the time it costs, from the records.

Called in `python exec="on"` fences like scripts.recorded, whose table and receipt go with it.
"""

from collections.abc import Mapping
from html import escape
from math import log
from statistics import fmean

from scripts import recorded, records
from scripts.recorded_scale import Scale
from scripts.recorded_words import WORDS as COMMON
from scripts.recorded_words import number
from scripts.records import Record

WORDS = {
    "zh": {
        "caption": "每个点是一次运行，数字是它的级，标在该级均值旁边；横轴是一次运行的 CPU 秒数。"
        "时间和错误率都是对数刻度：往上同样高的一步，错误减少同样的比例。",
        "rung": "第 {n} 级，{label}：均值 {mean}，每次 {seconds} 秒",
        "first_steps": "不到 {seconds} 秒的画在左边缘。",
    },
    "en": {
        "caption": "Each dot is a run, the number its rung, beside the mean of that rung; along "
        "the bottom the CPU seconds of a run. Time and share of errors are on logarithmic scales: "
        "steps up of the same height lose the same proportion of the errors.",
        "rung": "Rung {n}, {label}: mean {mean}, {seconds} s a run",
        "first_steps": " Less than {seconds} s is drawn at the left edge.",
    },
}
VALUE = "test_accuracy"
TIMES = (10, 30, 100, 300, 1000, 3000, 10_000, 30_000)
ACCURACIES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
LEFT, RIGHT, TOP, PLOT, BOTTOM = 12, 95, 14, 360, 26  # percent of the width; pixels
NEAR, LINE = 5, 13  # names nearer than this, percent and pixels, would cover each other


def chart(rungs: Mapping[str, str], language: str) -> str:
    """`rungs`: experiments from the bottom up, and what the page calls them."""
    numbered = {name: f"{n}: {label}" for n, (name, label) in enumerate(rungs.items())}
    table = recorded.table(numbered, language)  # an error if other code made the records
    shown = [
        (n, recorded.Shown(name, label, found))
        for n, (name, label) in enumerate(rungs.items())
        if (found := records.read(name))
    ]
    if not shown:
        return table
    words = WORDS[language]
    first = _marks(shown)[0]
    caption = words["caption"]
    if any(_seconds(r) < first for _, s in shown for r in s.records):
        caption += words["first_steps"].format(seconds=first)
    told = COMMON[language]["stop"].join(
        words["rung"].format(
            n=n, label=s.label, mean=number(_mean(s), VALUE, language), seconds=f"{_time(s):.0f}"
        )
        for n, s in shown
    )
    figure = (
        f'<figure class="recorded"><div role="img" aria-label="{escape(told)}">'
        f"{_svg(shown, language)}</div><figcaption>{escape(caption)}</figcaption></figure>\n"
    )
    return figure + table + recorded.receipt([s for _, s in shown], language)


def _seconds(record: Record) -> float:
    return record.seconds["cpu"]


def _time(shown: recorded.Shown) -> float:
    return fmean(map(_seconds, shown.records))


def _mean(shown: recorded.Shown) -> float:
    return fmean(found for _, found in shown.values(VALUE))


def _marks(shown: list[tuple[int, recorded.Shown]]) -> tuple[int, ...]:
    """The times along the bottom, as many as are needed."""
    longest = max(_seconds(r) for _, s in shown for r in s.records)
    last = next((n for n, time in enumerate(TIMES) if time >= longest), len(TIMES) - 1)
    return TIMES[: max(last, 1) + 1]


def _svg(shown: list[tuple[int, recorded.Shown]], language: str) -> str:
    times = Scale(tuple(map(float, _marks(shown))), logarithmic=True)
    best = max(v for _, s in shown for _, v in s.values(VALUE))
    heights = ACCURACIES[: sum(mark < best for mark in ACCURACIES) + 1]
    bottom = TOP + PLOT

    def x(seconds: float) -> float:
        return LEFT + (RIGHT - LEFT) * times.share(max(seconds, times.marks[0]))

    def y(accuracy: float) -> float:
        least = 1 - heights[-1]
        return bottom - PLOT * log(max(1 - accuracy, least)) / log(least)

    parts = []
    for mark in heights:
        at, label = f"{y(mark):.1f}", COMMON[language]["percent"].format(f"{100 * mark:.0f}")
        parts.append(f'<line class="grid" x1="{LEFT}%" x2="100%" y1="{at}" y2="{at}"/>')
        parts.append(_text(LEFT - 1, y(mark) + 4, label, "end"))
    for mark in times.marks:
        at = f"{x(mark):.2f}%"
        parts.append(f'<line class="grid" x1="{at}" x2="{at}" y1="{TOP}" y2="{bottom}"/>')
        parts.append(_text(x(mark), bottom + 18, f"{mark:.0f}", "middle"))
    for n, one in shown:
        for record in one.records:
            found = record.result[VALUE]
            title = f"{n}: {one.label}, {number(found, VALUE, language)}, {_seconds(record):.0f} s"
            parts.append(
                f'<circle class="s{n % 6}" cx="{x(_seconds(record)):.2f}%" cy="{y(found):.1f}" '
                f'r="3.5"><title>{escape(title)}</title></circle>'
            )
    names = {n: (x(max(map(_seconds, s.records))), y(_mean(s))) for n, s in shown}
    for n, (across, down) in _apart(names).items():
        parts.append(
            f'<text class="label s{n % 6}" style="fill:var(--own)" x="{across:.2f}%" '
            f'y="{down + 4:.1f}" dx="7">{n}</text>'
        )
    height = bottom + BOTTOM
    return (
        f'<svg width="100%" height="{height}" style="height:{height}px" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )


def _apart(places: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """Names moved up where they would cover another, the lowest first."""
    moved: dict[int, tuple[float, float]] = {}
    for n, (across, down) in sorted(places.items(), key=lambda item: -item[1][1]):
        near = [y for x, y in moved.values() if abs(x - across) < NEAR]
        moved[n] = across, min([down, *(y - LINE for y in near if y - LINE < down)])
    return moved


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text class="tick" x="{x:.2f}%" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )
