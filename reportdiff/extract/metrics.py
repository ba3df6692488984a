"""Which figures of one report are points of one metric: the same thing measured at several times, or wanted."""

from collections.abc import Sequence

from ..facts import Figure, Metric
from ..model import Paragraph
from .terms import terms


def group_metrics(
    figures: Sequence[Figure], paragraphs: Sequence[Paragraph]
) -> tuple[tuple[Metric, ...], tuple[int, ...]]:
    """The metrics of a report, and for each figure the index of its metric, in the order of the text."""
    metrics: list[Metric] = []
    known: dict[tuple[tuple[str, ...], str | None, str | None], int] = {}
    membership = []
    for figure in figures:
        name = (tuple(sorted(set(terms(figure.label)))), figure.unit, figure.per)
        if name not in known:
            known[name] = len(metrics)
            metrics.append(Metric(_key(*name), figure.label, figure.unit, figure.per))
        membership.append(known[name])
    return tuple(metrics), tuple(membership)


def _key(stems: Sequence[str], unit: str | None, per: str | None) -> str:
    return "/".join(filter(None, (" ".join(stems), unit, per)))
