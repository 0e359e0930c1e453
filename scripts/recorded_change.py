"""What one experiment gained over another, and how sure that is; from the records.

Called in `python exec="on"` fences like scripts.recorded.
"""

from math import sqrt
from statistics import fmean, variance

from scripts import recorded, records
from scripts.recorded_words import WORDS as COMMON
from scripts.recorded_words import number, spread

WORDS = {
    "zh": {
        "change": "<strong>记录说：</strong>均值从 {low} 到 {high}，"
        "差 {gain}（标准误 {error}）：{verdict}。",
        "times": "每次运行的 CPU 用时是比较对象的 {times} 倍。",
        "more": "更高，而且不是种子的运气",
        "less": "更低，而且不是种子的运气",
        "luck": "这么几次运行，分不清是改动还是运气",
        "unknown": "只有一次运行的一方没有散布，差别不能判断",
    },
    "en": {
        "change": "<strong>The records say:</strong> the mean goes from {low} to {high}, by {gain} "
        "(standard error {error}): {verdict}.",
        "times": " A run takes {times} times the CPU time of what it is compared with.",
        "more": "higher, and not by the luck of seeds",
        "less": "lower, and not by the luck of seeds",
        "luck": "so few runs cannot tell the change from luck",
        "unknown": "where there is one run only there is no spread to judge the difference by",
    },
}
VALUE = "test_accuracy"
SURE = 3  # standard errors


def change(below: str, above: str, language: str, before: str = VALUE, after: str = VALUE) -> str:
    """What `above` brought, with how sure that is; as one paragraph."""
    for name in (below, above):
        if not records.read(name):
            missing = f"{COMMON[language]['missing']} <code>{records.command(name)}</code>"
            return f'<p class="not-recorded">{missing}</p>\n'
    recorded.table([below, above], language)  # an error if other code made the records
    low, high = (_values(name, value) for name, value in ((below, before), (above, after)))
    words = WORDS[language]
    gain = fmean(high) - fmean(low)
    error, verdict = None, words["unknown"]
    if min(len(low), len(high)) > 1:
        error = sqrt(variance(low) / len(low) + variance(high) / len(high))
        sure = "more" if gain > 0 else "less"
        verdict = words[sure if abs(gain) > SURE * error else "luck"]
    said = words["change"].format(
        low=number(fmean(low), VALUE, language),
        high=number(fmean(high), VALUE, language),
        gain=f"{'+' if gain >= 0 else '−'}{spread(abs(gain), VALUE, language)}",
        error=spread(error, VALUE, language),
        verdict=verdict,
    )
    times = [fmean(r.seconds["cpu"] for r in records.read(name)) for name in (below, above)]
    if times[0] and below != above:  # a program that stops at once took no time to compare with
        said += words["times"].format(times=f"{times[1] / times[0]:.2g}")
    return f'<p class="recorded-change">{said}</p>\n'


def _values(name: str, value: str) -> list[float]:
    return [found for _, found in recorded.Shown(name, "", records.read(name)).values(value)]
