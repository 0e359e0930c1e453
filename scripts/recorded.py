"""What pages show of recorded runs: called in their `python exec="on"` fences.

Experiments are given by name, `["lenet/lenet"]`, or with what the page calls them,
`{"lenet/lenet": "LeNet"}`. All functions return HTML for a page in `language`. What is not
recorded yet is said in a sentence; records of other code than now are an error.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from statistics import fmean, stdev

from scripts import experiments, recorded_pictures, records
from scripts.experiments import Experiment
from scripts.recorded_scale import Scale
from scripts.recorded_words import WORDS, called, duration, number, spread
from scripts.records import Record, RecordError

Names = Iterable[str] | Mapping[str, str]


@dataclass(frozen=True)
class Shown:
    """The records of one experiment and what the page calls it."""

    name: str
    label: str
    records: list[Record]

    def values(self, value: str) -> list[tuple[int, float]]:
        """(seed, number), without runs that came to none."""
        if value not in self.records[0].result:
            known = ", ".join(self.records[0].result)
            raise RecordError(f"The records of {self.name} have no {value!r}; they have: {known}.")
        found = [(r.seed, r.result[value]) for r in self.records]
        return [(seed, number) for seed, number in found if number is not None]


def distribution(names: Names, language: str, value: str = "test_accuracy", what: str = "") -> str:
    """A dot for every seed, the numbers as a table, and the receipt."""
    shown, missing = _find(names, language)
    what = what or called(value, language)
    drawn = [s for s in shown if s.values(value)]
    picture = ""
    if drawn:
        rows = [(s.label, _dots(s, value, language), _mean(s, value)) for s in drawn]
        told = ". ".join(_summary(s, value, language) for s in drawn)
        scale = Scale.of([number for _, dots, _ in rows for _, number in dots], value)
        svg = recorded_pictures.strip(rows, scale, scale.labels(value, language))
        caption = WORDS[language]["strip"].format(what=what) + _how(scale, language)
        picture = _figure(svg, told, caption)
    return picture + _table(shown, language, value) + receipt(shown, language) + missing


def curves(
    names: Names, language: str, value: str = "test_accuracy", what: str = "", parts: str = ""
) -> str:
    """A number over the parts of the runs, usually epochs: a line for every seed, and the mean."""
    words = WORDS[language]
    shown, missing = _find(names, language)
    lines = [(s, [[p[value] for p in r.curve] for r in s.records]) for s in shown]
    series = [(s, some, _mean_line(some)) for s, some in lines if any(map(any_number, some))]
    if not series:
        return missing
    what, parts = what or called(value, language), parts or words["parts"]
    told = ". ".join(
        words["end"].format(label=s.label, n=len(some), value=number(mean[-1], value, language))
        for s, some, mean in series
        if mean[-1] is not None
    )
    keys = "".join(
        f'<span class="key s{n % 6}">{escape(s.label)}</span>' for n, (s, *_) in enumerate(series)
    )
    numbers = [v for _, some, _ in series for line in some for v in line if v is not None]
    scale = Scale.of(numbers, value)
    caption = f"{_capital(what)}{words['colon']}{words['curves'].format(parts=parts)}"
    caption += _how(scale, language)
    drawn = [(some, mean) for _, some, mean in series]
    svg = recorded_pictures.lines(drawn, scale, scale.labels(value, language))
    label = f"{words['curves_label'].format(what=what, parts=parts)}{words['colon']}{told}"
    return _figure(svg, label, caption, f'<div class="keys">{keys}</div>') + missing


def _how(scale: Scale, language: str) -> str:
    return WORDS[language]["log"] if scale.logarithmic else ""


def any_number(line: list) -> bool:
    return any(value is not None for value in line)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def table(names: Names, language: str, value: str = "test_accuracy") -> str:
    """How many runs, mean, deviation, lowest, highest, and the time of a run."""
    shown, missing = _find(names, language)
    return _table(shown, language, value) + missing


def your_number(name: str, language: str, value: str = "test_accuracy", what: str = "") -> str:
    """A box: the reader enters an accuracy and learns where it lies among the recorded ones."""
    words = WORDS[language]
    shown, missing = _find([name], language)
    if missing:
        return missing
    values = [number for _, number in shown[0].values(value)]
    what = what or called(value, language)
    data = {"values": values, "percent": words["percent"], "words": words["box"]}
    low, high = (number(v, value, language) for v in (min(values), max(values)))
    place = f"your-number-{name.replace('/', '-')}"
    return (
        f'<div class="your-number" data-recorded="{escape(json.dumps(data))}">'
        f'<label for="{place}">{words["ask"].format(what=what, name=name)}</label>'
        f'<input id="{place}" type="text" inputmode="decimal" autocomplete="off" '
        f'aria-describedby="{place}-hint"><small id="{place}-hint">{words["hint"]}</small>'
        f'<p role="status" aria-live="polite"></p>'
        f"<noscript>{words['no_script'].format(n=len(values), low=low, high=high)}</noscript></div>"
    )


def ledger(language: str) -> str:
    """All experiments: the status page shows them."""
    words = WORDS[language]
    head = ["experiment", "values", "runs", "mean", "lowest", "highest", "time", "machine", "date"]
    rows = []
    for experiment in experiments.everything():
        found = _records(experiment)
        name = f"<code>{experiment.name}</code>"
        if not found:
            missing = words["not_recorded"] + words["colon"]
            cell = f"{missing}<code>{records.command(experiment.name)}</code>"
            rows.append(f'<tr><td>{name}</td><td colspan="{len(head) - 1}">{cell}</td></tr>')
            continue
        value = _main_value(found[0])
        row = _numbers(Shown(experiment.name, "", found), value, language)
        machines = {
            r.receipt["machine"].get("accelerator", r.receipt["machine"]["cpu"]) for r in found
        }
        cells = [
            name,
            escape(called(value, language)),
            *(row[key] for key in ("runs", "mean", "lowest", "highest", "time")),
            escape(", ".join(sorted(machines))),
            max(r.receipt["date"] for r in found),
        ]
        rows.append(_row(cells))
    return _html_table([words[key] for key in head], rows, "recorded-numbers")


def not_recorded() -> list[str]:
    """Names of the experiments that the ledger says are not recorded."""
    return [e.name for e in experiments.everything() if not records.read(e.name)]


def _main_value(record: Record) -> str:
    numbers = [k for k, v in record.result.items() if not isinstance(v, list | dict | str)]
    return "test_accuracy" if "test_accuracy" in numbers else numbers[0]


def _find(names: Names, language: str) -> tuple[list[Shown], str]:
    """What is recorded, and the sentence on what is not."""
    labels = names if isinstance(names, Mapping) else {n: n.partition("/")[2] for n in names}
    shown, missing = [], []
    for name, label in labels.items():
        (experiment,) = experiments.named(name)
        if found := _records(experiment):
            shown.append(Shown(name, label, found))
        else:
            missing.append(f"<code>{records.command(name)}</code>")
    if not missing:
        return shown, ""
    said = WORDS[language]["missing"]
    return shown, f'<p class="not-recorded">{said} {"; ".join(missing)}</p>\n'


def _records(experiment: Experiment) -> list[Record]:
    """Raises RecordError if other code made them."""
    found = records.read(experiment.name)
    if found:
        terms = {"digest": experiment.digest(), "device": found[0].receipt["device"]}
        records.check_same(experiment.name, found, terms)
    return found


def _dots(shown: Shown, value: str, language: str) -> list[tuple[str, float]]:
    title = WORDS[language]["seed"]
    return [
        (title.format(seed=seed, value=number(found, value, language)), found)
        for seed, found in shown.values(value)
    ]


def _mean(shown: Shown, value: str) -> float:
    return fmean(number for _, number in shown.values(value))


def _mean_line(lines: list[list]) -> list:
    """The mean of each part over the runs that have a number there."""
    columns = zip(*lines, strict=True)
    known = [[v for v in column if v is not None] for column in columns]
    return [fmean(column) if column else None for column in known]


def _summary(shown: Shown, value: str, language: str) -> str:
    values = [number for _, number in shown.values(value)]
    low, high, mean = (
        number(v, value, language) for v in (min(values), max(values), fmean(values))
    )
    words = WORDS[language]["summary" if len(values) > 1 else "one"]
    return words.format(label=shown.label, n=len(values), low=low, high=high, mean=mean)


def _numbers(shown: Shown, value: str, language: str) -> dict[str, str]:
    """The cells of a table, by the name of their column."""
    words = WORDS[language]
    values = [number for _, number in shown.values(value)]
    n, lost = len(values), len(shown.records) - len(values)
    time = duration(fmean(r.seconds["cpu"] for r in shown.records), language)
    if not values:
        empty = dict.fromkeys(("mean", "deviation", "lowest", "highest"), "–")
        return {"runs": words["nothing"].format(n=lost), **empty, "time": time}
    runs = words["without"].format(n=n, lost=lost) if lost else words["of_runs"].format(n=n)
    return {
        "runs": runs,
        "mean": number(fmean(values), value, language),
        "deviation": spread(stdev(values) if n > 1 else None, value, language),
        "lowest": number(min(values), value, language),
        "highest": number(max(values), value, language),
        "time": time,
    }


def _table(shown: list[Shown], language: str, value: str) -> str:
    if not shown:
        return ""
    words = WORDS[language]
    columns = ("runs", "mean", "deviation", "lowest", "highest", "time")
    rows = []
    for one in shown:
        cells = _numbers(one, value, language)
        rows.append(_row([escape(one.label), *(cells[column] for column in columns)]))
    return _html_table([words[key] for key in ("experiment", *columns)], rows, "recorded-numbers")


def _row(cells: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _html_table(head: list[str], rows: list[str], name: str) -> str:
    titles = "".join(f"<th>{title}</th>" for title in head)
    return (
        f'<div class="{name}"><table><thead><tr>{titles}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _figure(svg: str, told: str, caption: str, keys: str = "") -> str:
    return (
        f'<figure class="recorded"><div role="img" aria-label="{escape(told)}">{svg}</div>{keys}'
        f"<figcaption>{escape(caption)}</figcaption></figure>\n"
    )


def receipt(shown: list[Shown], language: str) -> str:
    """What the records have in common and what not, folded."""
    if not shown:
        return ""
    words = WORDS[language]
    receipts = [r.receipt for s in shown for r in s.records]
    data = [words["data_of"].format(**d) for r in receipts for d in r["data"]]
    lines = {
        "data": data or [words["no_data"]],
        "machine": [words["machine_of"].format(**r["machine"]) for r in receipts],
        "device": [r["machine"].get("accelerator", r["device"]) for r in receipts],
        "versions": [
            words["comma"].join(f"{k} {v}" for k, v in r["versions"].items()) for r in receipts
        ],
        "date": [r["date"] for r in receipts],
    }
    said = "".join(
        f"<dt>{words[key]}</dt><dd>{'<br>'.join(escape(v) for v in dict.fromkeys(some))}</dd>"
        for key, some in lines.items()
    )
    rows = "".join(
        f"<dt>{escape(s.label)}</dt><dd>{words['digest']} "
        f"<code>{last.receipt['digest']}</code><br><code>"
        f"{records.command(s.name, last.seed + 1, last.receipt['device'])}</code></dd>"
        for s in shown
        for last in s.records[-1:]
    )
    return (
        f'<details class="recorded-receipt"><summary>{words["receipt"]}</summary>'
        f"<dl>{said}{rows}</dl></details>\n"
    )
