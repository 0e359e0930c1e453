"""A Markdown extension that puts in the place of a snippet fence its code, its notes and its
output.

The extension rewrites the text of a page before any other block is read, so that what it puts
there is ordinary Markdown: code fences that Material annotates and copies, note lists whose links
are checked, one conversion a page. Outputs are HTML, stashed, so that they stand anywhere a fence
can stand.
"""

import html
import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from scripts import cells, pages, pasted, prepare, receipt, shown
from scripts.cells import Module
from scripts.pages import Fence
from scripts.problems import Problem, Problems
from scripts.transcript import Transcript

WORDS = {
    "zh": {
        "output": "输出",
        "figure": "上面的代码画出的图",
        "head": ("要做的事", "NumPy", "PyTorch", "结果"),
    },
    "en": {
        "output": "Output",
        "figure": "The figure drawn by the code above",
        "head": ("what", "NumPy", "PyTorch", "result"),
    },
}


class SnippetExtension(Extension):
    """`language` says in which of our languages the words around an output are."""

    def __init__(self, **options):
        self.config = {"language": ["en", "the language of the page"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        expander = Expander(md, self.getConfig("language"))
        md.preprocessors.register(expander, "snippets", 28)  # before superfences, after white space


def makeExtension(**options) -> SnippetExtension:
    return SnippetExtension(**options)


class Expander(Preprocessor):
    def __init__(self, md: Markdown, language: str):
        super().__init__(md)
        self._language = language

    def run(self, lines: list[str]) -> list[str]:
        fences, _, problems = pages.split("page", "\n".join(lines), 1)
        if problems:
            raise Problems(problems)
        counts: dict[str, int] = {}
        ours = [fence for fence in fences if shown.is_ours(fence)]
        for fence in ours:
            _check(fence)
        codes = pasted.codes(ours)
        for fence in reversed(ours):
            end = fence.line + fence.body.count("\n") + 1
            block = "\n".join(self._expand(fence, codes, counts)).split("\n")
            indent = " " * fence.indent
            lines[fence.line - 1 : end] = [indent + text if text else "" for text in block]
        return lines

    def _expand(self, fence: Fence, codes: dict[int, str], counts: dict[str, int]) -> list[str]:
        ref, name = shown.target(fence)
        module = cells.parse(ref)
        counts[fence.options["snippet"]] = counts.get(fence.options["snippet"], 0) + 1
        prefix = re.sub(r"\W", "-", f"{ref}-{name}-{counts[fence.options['snippet']]}")
        if fence.language == "figure":
            return self._figure(fence, module, name, prefix)
        if fence.language == "twins":
            return self._twins(fence, module)
        return self._cell(fence, codes[fence.line], module, name, prefix)

    def _cell(self, fence: Fence, code: str, module: Module, name: str, prefix: str) -> list[str]:
        show = fence.options.get("show")
        parts = []
        if show != "output":
            title = f' title="{fence.options["title"]}"' if "title" in fence.options else ""
            parts += [f"````````python{title}", code, "````````", ""]
            parts += [fence.body.rstrip("\n"), ""] if fence.body.strip() else []
        if show != "code" and not module.is_definitions:
            output = self._output(prepare.transcript(module.ref), name, prefix)
            parts += ["", self._stash(output), ""] if output else []
        return parts

    def _output(self, transcript: Transcript, name: str, prefix: str) -> str:
        """What a cell showed, as HTML; empty if it showed nothing."""
        words, result = WORDS[self._language], transcript.cells[name]
        texts = (("stdout", result.stdout), ("stderr", result.stderr), ("error", result.error))
        parts = [
            f'<pre class="{kind}"><code>{_escape(text.rstrip())}</code></pre>'
            for kind, text in texts
            if text.strip()
        ]
        parts += [
            f'<figure class="plot">{picture(svg, f"{prefix}-{n}", words["figure"])}</figure>'
            for n, svg in enumerate(result.figures)
        ]
        if not parts:
            return ""
        standins = receipt.standins(transcript.receipt, self._language)
        parts += [f'<p class="standin">{_escape(text)}</p>' for text in standins]
        label = words["output"]
        return f'<div class="output" role="group" aria-label="{label}">{"".join(parts)}</div>'

    def _figure(self, fence: Fence, module: Module, name: str, prefix: str) -> list[str]:
        words = shown.labels(fence)
        pictures = prepare.transcript(module.ref).cells[name].figures
        drawn = "".join(
            picture(with_words(svg, words), f"{prefix}-{n}", words["alt"])
            for n, svg in enumerate(pictures)
        )
        caption = words.get("caption")
        below = f"<figcaption>{_escape(caption)}</figcaption>" if caption else ""
        return ["", self._stash(f'<figure class="diagram">{drawn}{below}</figure>'), ""]

    def _twins(self, fence: Fence, module: Module) -> list[str]:
        results = prepare.transcript(module.ref).cells
        head = WORDS[self._language]["head"]
        rows = [head, ("---",) * len(head)]
        for name, label in shown.labels(fence).items():
            sides = shown.sides(module.cells[name].code)
            codes = [_code_span(sides[side]) for side in shown.SIDES]
            rows.append((label, *codes, results[name].stdout.strip()))
        table = ["| " + " | ".join(row) + " |" for row in rows]
        return ['<div class="twins" markdown="1">', "", *table, "", "</div>"]

    def _stash(self, text: str) -> str:
        return self.md.htmlStash.store(text)


def _check(fence: Fence) -> None:
    ref, _ = shown.target(fence)
    if not ref or not cells.exists(ref):
        raise Problems([Problem(fence.path, fence.line, f"there is no module {ref!r}")])


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def picture(svg: str, prefix: str, alt: str) -> str:
    """The figure for one page: ids of its own, its width for the style sheet, and a name for those
    who cannot see it."""
    svg = ID.sub(rf"\g<1>{prefix}-\g<2>", svg)
    width = WIDTH.search(svg)
    style = f' style="--width: {width[1]}"' if width else ""
    return svg.replace("<svg", f'<svg role="img" aria-label="{html.escape(alt)}"{style}', 1)


WIDTH = re.compile(r'<svg[^>]* width="([\d.]+pt)"')
ID = re.compile(r'(\bid="|href="#|url\(#)([^")]+)')


def with_words(svg: str, words: dict[str, str]) -> str:
    return shown.LABEL.sub(lambda m: _escape(words.get(m[1], m[0])), svg)


def _code_span(code: str) -> str:
    return f"`#!python {' '.join(code.split())}`"
