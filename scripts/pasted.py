"""The code of a page as a reader copies it: pasted from top to bottom it runs, as it stands."""

from scripts import cells, definitions, notebook_names, shown
from scripts.imports import import_lines
from scripts.pages import Fence


def codes(fences: list[Fence]) -> dict[int, str]:
    """By line of the fence, the code of each `python` fence of a page; a definition stands under
    the imports that it needs and that the page does not show above."""
    found: dict[int, str] = {}
    known: dict[str, str] = {}
    for fence in fences:
        if fence.language != "python":
            continue
        ref, name = shown.target(fence)
        module = cells.parse(ref)
        if module.is_definitions:
            needed = definitions.imports_of(ref, name)
            head = import_lines([i for i in needed if known.get(i.name) != i.thing])
            code = "\n\n\n".join(filter(None, [head, module.definition(name)]))
        else:
            code = module.cells[name].code
        found[fence.line] = code
        if fence.options.get("show") != "output":
            known |= notebook_names.bound(code, ref)
    return found
