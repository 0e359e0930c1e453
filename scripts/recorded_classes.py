"""Which classes recorded runs never answer: called beside `distribution`, which has the receipt."""

from scripts import records

WORDS = {
    "zh": {
        "seed": "种子",
        "lost": "从未被答出的类别",
        "none": "{n} 个种子，每个类别都至少被答出过一次。",
        "rest": "其余 {n} 个种子，每个类别都至少被答出过一次。",
    },
    "en": {
        "seed": "seed",
        "lost": "classes never answered",
        "none": "With all {n} seeds every class is answered at least once.",
        "rest": "With the other {n} seeds every class is answered at least once.",
    },
}


def never_answered(name: str, language: str) -> str:
    """A row for each seed whose answers leave out classes; nothing if nothing is recorded."""
    found = {record.seed: _missing(record.result["confusion"]) for record in records.read(name)}
    lost = {seed: classes for seed, classes in found.items() if classes}
    if not found:
        return ""
    words = WORDS[language]
    if not lost:
        return f"<p>{words['none'].format(n=len(found))}</p>\n"
    rows = "".join(
        f"<tr><td>{seed}</td><td>{', '.join(map(str, classes))}</td></tr>"
        for seed, classes in lost.items()
    )
    unhurt = len(found) - len(lost)
    rest = f"<p>{words['rest'].format(n=unhurt)}</p>\n" if unhurt else ""
    return (
        f"<table><thead><tr><th>{words['seed']}</th><th>{words['lost']}</th>"
        f"</tr></thead><tbody>{rows}</tbody></table>\n{rest}"
    )


def _missing(confusion: list[list[int]]) -> list[int]:
    """Classes that are no image's answer: the empty columns."""
    return [k for k, column in enumerate(zip(*confusion, strict=True)) if not any(column)]
