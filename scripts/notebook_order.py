"""Which definitions of a notebook stand at its top, and which where the page shows them."""

from collections.abc import Iterable, Mapping

from scripts.definitions import Statement


def at_top(
    statements: list[Statement],
    shown: Mapping[Statement, int],
    uses: Iterable[tuple[int, Iterable[str]]],
) -> list[Statement]:
    """The statements that something needs before the page shows them, or that it does not show.

    Places are numbers of cells: where a statement is `shown`, and where which names are used.
    """
    late = dict(shown)
    while True:
        runs = [*uses, *((late.get(s, 0), s.eager) for s in statements)]
        early = {
            s for at, names in runs for s in _reached(names, statements) if late.get(s, 0) > at
        }
        if not early:
            return [s for s in statements if s not in late]
        late = {s: place for s, place in late.items() if s not in early}


def _reached(names: Iterable[str], statements: list[Statement]) -> set[Statement]:
    """What may run when code with these names runs."""
    reached: set[Statement] = set()
    waiting = set(names)
    while found := {s for s in statements if waiting & set(s.names)} - reached:
        reached |= found
        waiting = {name for s in found for name in s.uses}
    return reached
