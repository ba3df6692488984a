"""Small line drawings of a series, as standalone SVG: a title for those who cannot see it, gaps left open."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from .escape import html

_WIDE, _HIGH, _EDGE = 120, 28, 4


def svg(
    values: Sequence[Decimal | None],
    title: str,
    *,
    targets: Sequence[Decimal | None] = (),
    wide: int = _WIDE,
    high: int = _HIGH,
) -> str:
    """A line through the known values, left to right, with a dot at each; "" where fewer than two are known.

    `targets`, one for each value, are hollow dots on a dashed line of their own: what was aimed at is no value.
    """
    if sum(value is not None and value.is_finite() for value in (*values, *targets)) < 2:
        return ""
    scale = _Scale((*values, *targets), len(values), wide, high)
    real, aimed = list(scale.runs(values)), list(scale.runs(targets))
    lines = "".join(f'<polyline points="{" ".join(run)}"/>' for run in real)
    dashes = "".join(f'<polyline class="aim" stroke-dasharray="3 3" points="{" ".join(run)}"/>' for run in aimed)
    rings = "".join(f'<circle class="aim" cx="{x}" cy="{y}" r="2.5"/>' for run in aimed for x, y in map(_pair, run))
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="2"/>' for run in real for x, y in map(_pair, run))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="spark" role="img" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}"><title>{html(title)}</title>'
        f'<g fill="none" stroke="currentColor" stroke-width="1.5">{lines}{dashes}{rings}</g>'
        f'<g fill="currentColor">{dots}</g></svg>'
    )


def chart(
    labels: Sequence[str],
    values: Sequence[Decimal | None],
    said: Sequence[str],
    title: str,
    targets: Sequence[Decimal | None] = (),
) -> str:
    """A standalone drawing of a series, with a label and a reading at every known point and gaps left open."""
    wide, high, top, foot = max(320, 110 * len(values)), 220, 56, 36
    line = svg(values, title, targets=targets, wide=wide - 80, high=high - top - foot)
    told = "; ".join(f"{label}: {words}" for label, words in zip(labels, said, strict=True))
    step = (wide - 80 - 2 * _EDGE) / max(1, len(values) - 1)
    places = [40 + _EDGE + at * step for at in range(len(values))]
    years = "".join(_word(x, high - 12, label) for x, label in zip(places, labels, strict=True))
    heights = _Scale((*values, *targets), len(values), wide - 80, high - top - foot).heights(values)
    readings = "".join(
        _word(x, top + heights[at] - 8, words)
        for at, (x, words) in enumerate(zip(places, said, strict=True))
        if at in heights
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" font-family="sans-serif" font-size="13" color="#17508f">'
        f"<title>{html(title)}</title><desc>{html(told)}</desc>"
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>'
        f'<text x="40" y="22" font-size="15" font-weight="600" fill="#1c2127">{html(title)}</text>'
        f'<g transform="translate(40 {top})">{line}</g><g fill="#1c2127" text-anchor="middle">{readings}{years}</g>'
        "</svg>\n"
    )


def _word(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}">{html(words)}</text>'


class _Scale:
    """Where values stand in a drawing: all series of one drawing share it."""

    def __init__(self, values: Sequence[Decimal | None], places: int, wide: int, high: int) -> None:
        known = [value for value in values if value is not None and value.is_finite()]
        self.low = min(known, default=Decimal(0))
        self.reach = max(known, default=Decimal(0)) - self.low
        self.high, self.step = high, (wide - 2 * _EDGE) / max(1, places - 1)

    def heights(self, values: Sequence[Decimal | None]) -> dict[int, float]:
        """The index and height of each known value."""
        found = {}
        for at, value in enumerate(values):
            if value is not None and value.is_finite():
                share = float((value - self.low) / self.reach) if self.reach else 0.5
                found[at] = self.high - _EDGE - share * (self.high - 2 * _EDGE)
        return found

    def runs(self, values: Sequence[Decimal | None]) -> Iterator[list[str]]:
        """The points between gaps, as "x,y" with one decimal."""
        heights = self.heights(values)
        run: list[str] = []
        for place in range(len(values)):
            if place in heights:
                run.append(f"{_EDGE + place * self.step:.1f},{heights[place]:.1f}")
            elif run:
                yield run
                run = []
        if run:
            yield run


def _pair(point: str) -> tuple[str, str]:
    x, _, y = point.partition(",")
    return x, y
