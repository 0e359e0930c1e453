"""Pictures and tables of a page in a form that stands alone: no script, no style sheet."""

import base64
import contextlib
import html
import io
import re

from scripts import fence, shown
from scripts.pages import Fence
from scripts.problems import Problem, Problems
from snippets.drawing import palette

COLOURS = {variable: colour for colour, variable in palette.VARIABLES.items()}
VARIABLE = re.compile(r"var\((--[\w-]+)\)")
TAG = re.compile(r"<svg\b|</svg>")
KEY = re.compile(r'<span class="key s([0-5])">')
# What is of no use without scripts
ACTIVE = re.compile(
    r'<(script|style|form|noscript)\b.*?</\1>|<div class="your-number".*?</div>', re.S
)
SERIES = "".join(f".s{n}{{color:{colour}}}" for n, colour in enumerate(palette.CYCLE))
# The part of the site's style sheet that pictures of recorded runs need
STYLE = (
    f"text{{fill:{palette.INK};font-size:12px}}.grid{{stroke:{palette.FAINT}}}"
    f"circle{{fill:currentColor;fill-opacity:.8}}.label{{font-weight:600}}"
    f"line.mean{{stroke:{palette.INK};stroke-width:1.5}}"
    "polyline{fill:none;stroke:currentColor;stroke-width:2.5;vector-effect:non-scaling-stroke}"
    f"polyline.single{{stroke-opacity:.4;stroke-width:1}}{SERIES}"
)


def image(svg: str, alt: str) -> str:
    """The drawing as a picture that any viewer shows, on white paper."""
    head, rest = svg.split(">", 1)
    head = re.sub(r' (style|aria-\w+)="[^"]*"', "", head)
    if 'width="100%"' in head:
        head, rest = head.replace("100%", "640"), f"<style>{STYLE}</style>{rest}"
    if "xmlns=" not in head:
        head += ' xmlns="http://www.w3.org/2000/svg"'
    whole = f'{head} style="background:#fff;font-family:sans-serif">{rest}'
    data = base64.b64encode(_fixed(whole).encode()).decode()
    return f'<img alt="{html.escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def _fixed(text: str) -> str:
    """Colours as they are in light; those that are not of drawings are left out."""
    return VARIABLE.sub(lambda m: COLOURS.get(m[1], "currentColor"), text)


def figure(drawing: Fence, pictures: list[str]) -> str:
    """A drawn diagram with its words and its caption, as Markdown."""
    words = shown.labels(drawing)
    drawn = [image(fence.with_words(svg, words), words["alt"]) for svg in pictures]
    caption = [f"*{words['caption']}*"] if "caption" in words else []
    return "\n\n".join([*drawn, *caption])


def result(block: Fence) -> str:
    """What the code of a fence with `exec` prints, without what needs scripts."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(block.body, block.path, "exec"), {"__name__": "notebook"})
    except Problems:
        raise
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        raise Problems([Problem(block.path, block.line, message)]) from error
    return static(printed.getvalue().strip("\n"))


def static(text: str) -> str:
    text = KEY.sub(
        lambda m: f'<span style="color:{palette.CYCLE[int(m[1])]}">● ', ACTIVE.sub("", text)
    )
    parts, depth, start, end = [], 0, 0, 0
    for tag in TAG.finditer(text):
        depth += 1 if tag[0] == "<svg" else -1
        if depth == 1 and tag[0] == "<svg":
            parts.append(text[end : tag.start()])
            start = tag.start()
        elif depth == 0:
            end = tag.end()
            told = re.search(r'aria-label="([^"]*)"[^<]*$', parts[-1])
            parts.append(image(text[start:end], html.unescape(told[1]) if told else ""))
    return "".join([*parts, text[end:]])
