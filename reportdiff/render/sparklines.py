"""Small line drawings of a series, as standalone SVG: a title for those who cannot see it, gaps left open."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from .escape import html

_WIDE, _HIGH, _EDGE = 120, 28, 4


def svg(values: Sequence[Decimal | None], title: str, *, wide: int = _WIDE, high: int = _HIGH) -> str:
    """A line through the known values, left to right, with a dot at each; "" where fewer than two are known."""
    known = [value for value in values if value is not None and value.is_finite()]
    if len(known) < 2:
        return ""
    lines = "".join(f'<polyline points="{" ".join(run)}"/>' for run in _runs(values, known, wide, high))
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="2"/>' for run in _runs(values, known, wide, high) for x, y in map(_pair, run)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="spark" role="img" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}"><title>{html(title)}</title>'
        f'<g fill="none" stroke="currentColor" stroke-width="1.5">{lines}</g>'
        f'<g fill="currentColor">{dots}</g></svg>'
    )


def _pair(point: str) -> tuple[str, str]:
    x, _, y = point.partition(",")
    return x, y


def _runs(values: Sequence[Decimal | None], known: Sequence[Decimal], wide: int, high: int) -> Iterator[list[str]]:
    """The points between gaps, as "x,y" with one decimal."""
    low, reach = min(known), max(known) - min(known)
    step = (wide - 2 * _EDGE) / max(1, len(values) - 1)
    run: list[str] = []
    for place, value in enumerate(values):
        if value is None or not value.is_finite():
            if run:
                yield run
            run = []
            continue
        share = float((value - low) / reach) if reach else 0.5
        run.append(f"{_EDGE + place * step:.1f},{high - _EDGE - share * (high - 2 * _EDGE):.1f}")
    if run:
        yield run
