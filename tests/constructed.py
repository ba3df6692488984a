"""Reports made by hand: text split at blank lines and figures from annotations, so that pairing is tested alone."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportdiff.facts import Bound, Direction, Figure, Metric, Period, Precision, Role
from reportdiff.model import Paragraph, Report, Section
from reportdiff.source import Flow, Source, Span

__all__ = ["annotated", "figure_of", "report_of"]


def report_of(text: str, figures: Iterable[Figure] = (), *, name: str = "", day: date | None = None) -> Report:
    """A report whose paragraphs are what blank lines set apart; a short line without a full stop is a heading."""
    source = Source(name, text)
    sections: list[tuple[Span | None, str, list[Paragraph]]] = [(None, "", [])]
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        block = Span(*match.span())
        if len(match.group()) < 90 and not re.search(r"[.?!]$", match.group()):
            sections.append((block, match.group(), []))
            continue
        label = re.match(r"(\d+)\. ", match.group())
        start = block.start + (label.end() if label else 0)
        flow = Flow.of(source, [Span(start, block.end)])
        sections[-1][2].append(Paragraph(label.group(1) if label else None, block, flow))
    built = tuple(_section(*parts) for parts in sections if parts[0] or parts[2])
    points = tuple(figures)
    metrics = tuple(Metric(f"m{index}", f.label, f.unit, f.per) for index, f in enumerate(points))
    return Report(
        source, name, None, None, None, day, None, "", built, points, metrics, tuple(range(len(points))), (), (), (), ()
    )


def _section(heading: Span | None, title: str, paragraphs: list[Paragraph]) -> Section:
    spans = [*([heading] if heading else []), *(paragraph.span for paragraph in paragraphs)]
    return Section(title, None, 1 if heading else 0, spans[0].to(spans[-1]), heading, tuple(paragraphs))


def figure_of(row: Mapping[str, Any], day: date | None = None) -> Figure:
    """The figure that an annotation describes; a bare year among its time words becomes the period."""
    return Figure(
        Span(row["start"], row["end"]),
        " ".join(row["quote"].split()),
        Decimal(row["value"]),
        Decimal(row["high"]) if row.get("high") else None,
        row.get("unit"),
        Bound(row.get("bound", "exact")),
        row.get("stat"),
        row.get("per"),
        row.get("when"),
        _period(row.get("when")),
        Role(row.get("role", "actual")),
        Direction(row["direction"]) if row.get("direction") else None,
        row.get("label", ""),
        (),
    )


def _period(when: str | None) -> Period | None:
    year = re.search(r"\b(?:19|20)\d\d\b", when or "")
    if year is None:
        return None
    return Period(date(int(year[0]), 1, 1), date(int(year[0]), 12, 31), Precision.YEAR)


def annotated(text: Path, figures: Path, day: date) -> Report:
    """A report of the shared gold with its annotated figures."""
    rows = [json.loads(line) for line in figures.read_text(encoding="utf-8").splitlines()]
    found = sorted((figure_of(row, day) for row in rows), key=lambda figure: figure.span)
    return report_of(text.read_text(encoding="utf-8").replace("\r\n", "\n"), found, name=text.name, day=day)
