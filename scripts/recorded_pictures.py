"""Pictures of recorded runs, as SVG without a fixed width.

Places are percentages, so that letters and dots keep their size from a phone to a wide window;
colours are classes that the style sheet fills (light and dark). Only figures are drawn here.
"""

from html import escape

from scripts.recorded_scale import Scale

LEFT, RIGHT = 2.5, 97.5  # percent of the width between which dots lie
DOT, LAYER, LAYERS = 3.5, 7, 6  # pixels; how high dots are heaped before they overlap
NEAR = 2.4  # percent: dots of this distance just touch on a phone
ROW, AXIS = 76, 24
AXIS_LEFT, TOP, PLOT, BOTTOM = 15, 8, 220, 26


def strip(
    rows: list[tuple[str, list[tuple[str, float]], float]], scale: Scale, ticks: list[str]
) -> str:
    """A line of dots for each (label, [(title, number)], mean), along one axis."""
    height = ROW * len(rows) + AXIS

    def at(number: float) -> float:
        return LEFT + (RIGHT - LEFT) * scale.share(number)

    parts = []
    for mark, tick in zip(scale.marks, ticks, strict=True):
        x = f"{at(mark):.2f}%"
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="0" y2="{height - AXIS}"/>')
        anchor = "start" if tick == ticks[0] else "end" if tick == ticks[-1] else "middle"
        side = {"start": "0%", "end": "100%"}.get(anchor, x)
        parts.append(_text(side, height - 7, tick, anchor))
    for n, (label, dots, mean) in enumerate(rows):
        base = ROW * (n + 1) - 10
        parts.append(_text("0%", base - ROW + 26, label, "start", "label"))
        x = f"{at(mean):.2f}%"
        parts.append(f'<line class="mean" x1="{x}" x2="{x}" y1="{base - 44}" y2="{base + 6}"/>')
        for (title, number), layer in zip(dots, _layers([at(v) for _, v in dots]), strict=True):
            y = base - layer * LAYER
            parts.append(
                f'<circle class="s{n % 6}" cx="{at(number):.2f}%" cy="{y}" r="{DOT}">'
                f"<title>{escape(title)}</title></circle>"
            )
    return _svg(height, "".join(parts))


def _layers(places: list[float]) -> list[int]:
    """How high each dot is heaped, so that it covers no other one."""
    ends: dict[int, float] = {}
    layers = [0] * len(places)
    for index in sorted(range(len(places)), key=places.__getitem__):
        free = (n for n in range(len(places)) if places[index] - ends.get(n, -NEAR) >= NEAR)
        layer = next(free)
        ends[layer] = places[index]
        layers[index] = layer % LAYERS
    return layers


def lines(
    series: list[tuple[list[list[float]], list[float]]], scale: Scale, ticks: list[str]
) -> str:
    """For each (single lines, their mean): thin lines and a thick one, over 1, 2, 3 …"""
    longest = max(len(mean) for _, mean in series)
    height = TOP + PLOT + BOTTOM

    def x(index: int) -> float:
        return 100 * (index / (longest - 1) if longest > 1 else 0.5)

    def y(number: float) -> float:
        return 100 * (1 - scale.share(number))

    parts = []
    for mark, tick in zip(scale.marks, ticks, strict=True):
        line = TOP + PLOT * y(mark) / 100
        parts.append(
            f'<line class="grid" x1="{AXIS_LEFT}%" x2="100%" y1="{line:.1f}" y2="{line:.1f}"/>'
        )
        parts.append(
            _text(
                f"{AXIS_LEFT - 1}%",
                line + 4,
                tick,
                "end",
            )
        )
    for index in _whole_ticks(longest):
        place = AXIS_LEFT + (100 - AXIS_LEFT) * x(index) / 100
        anchor = "end" if index == longest - 1 and longest > 1 else "middle"
        parts.append(_text(f"{place:.2f}%", height - 6, str(index + 1), anchor))
    drawn = [
        _path(line, x, y, f"s{n % 6} single")
        for n, (singles, _) in enumerate(series)
        for line in singles
    ]
    drawn += [_path(mean, x, y, f"s{n % 6} mean") for n, (_, mean) in enumerate(series)]
    parts.append(
        f'<svg x="{AXIS_LEFT}%" y="{TOP}" width="{100 - AXIS_LEFT}%" height="{PLOT}" '
        f'style="height:{PLOT}px" viewBox="0 0 100 100" preserveAspectRatio="none" '
        f'overflow="visible">{"".join(drawn)}</svg>'
    )
    return _svg(height, "".join(parts))


def _path(line: list, x, y, name: str) -> str:
    points = [(x(i), y(v)) for i, v in enumerate(line) if v is not None]
    if len(points) == 1:  # a line of one point would not be seen
        points = [(points[0][0] - 1, points[0][1]), (points[0][0] + 1, points[0][1])]
    path = " ".join(f"{a:.2f},{b:.2f}" for a, b in points)
    return f'<polyline class="{name}" points="{path}"/>'


def _whole_ticks(longest: int) -> list[int]:
    """Indices of the parts to be numbered: the last, and round steps before it."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if longest / s <= 8)
    return sorted({longest - 1, *range(step - 1, longest - step // 2 - 1, step)} - {-1})


def _text(x: str, y: float, text: str, anchor: str, name: str = "tick") -> str:
    return f'<text class="{name}" x="{x}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(height: float, content: str) -> str:
    # The theme's styles would give it another height than its attribute does.
    return (
        f'<svg width="100%" height="{height}" style="height:{height}px" aria-hidden="true">'
        f"{content}</svg>"
    )
