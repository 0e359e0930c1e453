"""The imports with which a page shows a definition, so that its code can be pasted as it stands."""

import ast

from scripts import cells, definitions, shown
from scripts.imports import import_lines, imported
from scripts.pages import Fence


def of(fences: list[Fence]) -> dict[int, str]:
    """By line of the fence: what the definition needs and the page does not import above it."""
    heads, known = {}, set()
    for fence in fences:
        if fence.language != "python" or fence.options.get("show") == "output":
            continue
        ref, name = shown.target(fence)
        module = cells.parse(ref)
        if module.is_definitions:
            needed = definitions.imports_of(ref, name)
            new = [i for i in needed if (i.name, i.thing) not in known]
            heads[fence.line] = f"{import_lines(new)}\n\n\n" if new else ""
        else:
            nodes = ast.walk(ast.parse(module.cells[name].code))
            found = [n for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom))]
            new = [i for node in found for i in imported(node, ref)]
        known |= {(i.name, i.thing) for i in new}
    return heads
