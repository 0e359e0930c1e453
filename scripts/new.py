"""Make a page ready to fill: both languages, its module, its test."""

import argparse
import keyword
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from scripts import freshness, pages, paths

MODULE = '''\
"""{title}: what the page is about, in one line."""

# %% import
import torch

# %% first
numbers = torch.arange(3)  # (1)!
print(numbers)


# %% doubled-stub
def doubled(x):
    """Each number twice as large."""
    return x


# %% doubled-solution
def doubled(x):
    """Each number twice as large."""
    return 2 * x


# %% doubled-check fails-with=doubled-stub
assert doubled(numbers).tolist() == [0, 2, 4]
'''

TEST = '''\
"""Facts that the page {ref} tells its reader; `page` is the namespace of its module."""


def test_arange_begins_at_zero_and_leaves_out_its_end(page):
    assert page.numbers.tolist() == [0, 1, 2]
'''

WORDS = {
    "zh": {
        "intro": "两三句话：这一页讲什么，什么时候用得上。",
        "first": "第一个要点",
        "note": "代码自己说不出来的话，写在这里。",
        "pitfalls": "容易踩的坑",
        "pitfall": "先写不报错却算错的那一种。",
        "exercises": "练习",
        "exercise": "翻倍",
        "task": "写出 `doubled`，把每个数变成两倍。",
        "solution": "解答",
        "check": "检查：",
    },
    "en": {
        "intro": "Two or three sentences: what this page is about and when it is of use.",
        "first": "The first thing to know",
        "note": "What the code cannot say itself stands here.",
        "pitfalls": "Pitfalls",
        "pitfall": "Begin with the mistake that raises nothing.",
        "exercises": "Exercises",
        "exercise": "Twice as large",
        "task": "Write `doubled`, which makes each number twice as large.",
        "solution": "Solution",
        "check": "Check it:",
    },
}

PAGE = """\
---
minutes: 5
needs: []
---

# {title} {{#{identifier}}}

{intro}

```python snippet="{ref}:import"
```

## {first} {{#first}}

```python snippet="{ref}:first"
1. {note}
```

## {pitfalls} {{#pitfalls}}

{pitfall}

## {exercises} {{#exercises}}

### 1. {exercise} {{#exercise-doubled}}

{task}

```python snippet="{ref}:doubled-stub"
```

??? success "{solution}"

    ```python snippet="{ref}:doubled-solution"
    ```

{check}

```python snippet="{ref}:doubled-check"
```
"""

NEXT = """
Next:
1. Fill the module, the two pages and the test; what they hold now only shows the form.
2. Add {ref}.md to `nav` in mkdocs.yml; the English site takes it from there.
3. `python scripts/dev.py serve` shows it; read what its cells print, then
   `python scripts/dev.py approve {ref}`
4. When both languages say the same: `python scripts/dev.py reconcile {ref}`
5. `python scripts/dev.py test`
"""


def refusal(ref: str) -> str | None:
    """Why a page cannot be called that, or None."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*", ref):
        return f"{ref!r} is not TOPIC/PAGE, both in lower-case letters, digits and underscores"
    taken = sys.stdlib_module_names | set(packages_distributions())
    for name in ref.split("/"):
        if keyword.iskeyword(name):
            return f"{name} is a word of Python itself: choose another name"
        if name in taken:
            return f"{name} shadows a module of that name that Python can import: choose another"
    there = [paths.shown(file) for file in contents(ref) if file.exists()]
    return f"{', '.join(there)} exists already" if there else None


def contents(ref: str) -> dict[Path, str]:
    """The files of a new page and what they hold."""
    topic, name = ref.split("/")
    title = name.replace("_", " ").capitalize()
    values = {"ref": ref, "title": title, "identifier": name.replace("_", "-")}
    files = {
        paths.SNIPPETS / f"{ref}.py": MODULE.format(**values),
        paths.ROOT / "tests" / "snippets" / topic / f"test_{name}.py": TEST.format(**values),
    }
    for language in paths.LANGUAGES:
        words = WORDS[language] | values
        files[pages.page_path(language, ref)] = PAGE.format(**words)
    return files


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python scripts/dev.py new", description=__doc__)
    parser.add_argument("page", metavar="TOPIC/PAGE", help="for example tensors/sorting")
    ref = parser.parse_args(arguments).page
    if reason := refusal(ref):
        print(reason, file=sys.stderr)
        return 1
    for file, text in contents(ref).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        print(f"made {paths.shown(file)}")
    freshness.reconcile(ref)
    print(NEXT.format(ref=ref))
    return 0


if __name__ == "__main__":
    sys.exit(main())
