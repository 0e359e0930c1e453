"""The cells of a page run when they are pasted in the order in which the page shows them."""

import dataclasses

import pytest

from scripts import cells, pages, shown
from scripts.cells import Module
from scripts.loader import CellFailure, execute


def as_shown(ref: str) -> Module:
    """The module of a page, set-up first, then its cells in the order of the page."""
    module = cells.parse(ref)
    fences = pages.fences(pages.page_path("zh", ref))
    names = [name for fence in fences for name in _names(fence, ref)]
    order = [name for name in module.cells if module.cells[name].hidden]
    order += [name for name in dict.fromkeys(names) if not module.cells[name].hidden]
    return dataclasses.replace(module, cells={name: module.cells[name] for name in order})


def _names(fence: pages.Fence, ref: str) -> list[str]:
    ours = shown.is_ours(fence) and shown.target(fence)[0] == ref
    return shown.shown_cells(fence) if ours else []


def differ(ref: str) -> bool:
    """Whether page and module disagree on the order; where they agree, the build runs it."""
    module = cells.parse(ref)
    shown_order = [name for name in as_shown(ref).cells if not module.cells[name].hidden]
    own_order = [name for name in module.cells if name in shown_order]
    return shown_order != own_order


PAGES = [ref for ref in pages.page_refs("zh") if ref in cells.refs() and cells.parse(ref).cells]


@pytest.mark.parametrize("ref", [ref for ref in PAGES if differ(ref)])
def test_the_cells_of_a_page_run_in_its_order(ref, tmp_path):
    module = as_shown(ref)
    try:
        execute(module, tmp_path)
    except CellFailure as failure:
        pytest.fail(f"{module.shown_path}:{failure.cell.name} (line {failure.line}): {failure}")
