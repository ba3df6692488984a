"""`explain()`: why the library reads a figure or a commitment, or pairs two things, as it does."""

from collections.abc import Iterator

from .changes import CommitmentChange, FigureChange, ParagraphChange, SectionChange
from .diff.commitments.changes import because
from .facts import Commitment, Figure
from .model import Report

Explained = Figure | Commitment | SectionChange | ParagraphChange | FigureChange | CommitmentChange


def explain(item: Explained, new: Report | None = None) -> str:
    """Some lines of plain text: what was read or decided, by which rules, how sure, and on what evidence.

    Give the `new` report to have the evidence of a commitment change quoted as well. Rule ids are those of the data
    files in `reportdiff/extract/data`.
    """
    return "\n".join(_lines(item, new))


def _lines(item: Explained, new: Report | None) -> Iterator[str]:
    if isinstance(item, Figure):
        yield from _figure(item)
    elif isinstance(item, Commitment):
        yield from _commitment(item)
    elif isinstance(item, FigureChange):
        yield from _figure_change(item)
    elif isinstance(item, CommitmentChange):
        yield from _commitment_change(item, new)
    else:
        yield f"{item.relation.value}{', moved' if item.moved else ''}: score {item.score:.2f}"
        yield from (f"  speaks for it: {reason}" for reason in item.reasons)


def _figure(figure: Figure) -> Iterator[str]:
    unit = figure.unit or "no unit"
    read = f"{figure.value:f} ({unit}), {figure.bound.value}, {figure.role.value}"
    yield f"“{figure.quote}” reads as {read}: {figure.label}"
    yield from (f"  by rule {rule}" for rule in figure.rules)


def _commitment(made: Commitment) -> Iterator[str]:
    due = f", due {made.deadline}" if made.deadline else ", no deadline"
    actor = f"{made.actor or 'nobody named'} ({made.actor_kind.value})"
    yield f"“{made.quote}” is a {made.kind.value} of {actor}, force {made.force.value}{due}, tier {made.tier.value}"
    yield from (f"  by rule {rule}" for rule in made.rules)


def _figure_change(change: FigureChange) -> Iterator[str]:
    yield f"{change.metric.label}: {change.relation.value} ({change.cite()}), score {change.score:.2f}"
    yield from (f"  speaks for it: {reason}" for reason in change.reasons)
    for link in change.links:
        yield f"  “{link.old.quote}” -> “{link.new.quote}”: {link.relation.value}"
    yield from (f"  note: {note.message}" for note in change.notes)


def _commitment_change(change: CommitmentChange, new: Report | None) -> Iterator[str]:
    made = change.old or change.new
    assert made is not None  # a change has at least one side
    told = ", ".join(event.words for event in change.events)
    yield f"“{made.quote}”: {told} ({change.cite()}), score {change.score:.2f}"
    yield from (f"  by rule {line}" for line in because(change))
    if new is not None:
        yield from (f"  evidence: “{new.quote(span)}” ({new.cite(span)})" for span in change.evidence)
    if change.candidate is not None:
        near = change.candidate
        yield f"  the nearest passage speaks of something else ({near.score:.2f}): “{near.quote}”"
