"""An analyst's corrections: a JSON file that `compare` honours, shown wherever it applies.

Each correction names its passage by its own words, and by its place where the words stand more than once. One that no
longer finds its passage becomes a note, never an error: reports are read again, files are kept.

| what | needs | does |
|---|---|---|
| `not_a_figure` | `report`, `quote` | takes the figure out |
| `label` | `report`, `quote`, `label` | calls the figure's metric so |
| `same` | `old`, `new` | pairs two figures as one metric |
| `different` | `old`, `new` | parts two figures that were paired |
| `became` | `quote`, `event` | says what became of a commitment of the old report |
| `not_a_commitment` | `report`, `quote` | takes the commitment out |
| `waive` | `quote`, `until` | accepts whatever is found of a figure or commitment, up to that day |

Every one may have `place` ("¶30") and `because`, which is shown. A waiver hides nothing: it is shown beside what it
accepts, and a gate (`reportdiff.gate`) passes it over. It holds for reports dated up to the day `until` (ISO), and for
undated ones.
"""

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from os import PathLike
from typing import Any

from attrs import evolve, frozen

from .changes import CommitmentChange, Event, FigureChange, FigureLink, FigureRelation
from .diff.figures.deltas import delta, percent
from .door import expect
from .errors import InvalidDocument
from .facts import Commitment, Figure, terms_of
from .model import Note, Report
from .phrases import day


class What(StrEnum):
    """What a correction does."""

    NOT_A_FIGURE = "not_a_figure"
    LABEL = "label"
    SAME = "same"
    DIFFERENT = "different"
    BECAME = "became"
    NOT_A_COMMITMENT = "not_a_commitment"
    WAIVE = "waive"


_NEEDS = {
    What.NOT_A_FIGURE: ("report", "quote"),
    What.LABEL: ("report", "quote", "label"),
    What.SAME: ("old", "new"),
    What.DIFFERENT: ("old", "new"),
    What.BECAME: ("quote", "event"),
    What.NOT_A_COMMITMENT: ("report", "quote"),
    What.WAIVE: ("quote", "until"),
}


@frozen
class Correction:
    """One correction; what it does not need is ""."""

    what: What
    report: str = ""
    quote: str = ""
    place: str = ""
    label: str = ""
    old: str = ""
    new: str = ""
    event: str = ""
    because: str = ""
    until: str = ""

    def __str__(self) -> str:
        """What it says of which words: "“9,300” is no figure (counted twice)"."""
        said = {
            What.NOT_A_FIGURE: f"“{self.quote}” is no figure",
            What.LABEL: f"“{self.quote}” is “{self.label}”",
            What.SAME: f"“{self.old}” and “{self.new}” are one metric",
            What.DIFFERENT: f"“{self.old}” and “{self.new}” are two metrics",
            What.BECAME: f"“{self.quote}”: {self.event.replace('_', ' ')}",
            What.NOT_A_COMMITMENT: f"“{self.quote}” is no commitment",
            What.WAIVE: f"“{self.quote}” is accepted until {self.until}",
        }[self.what]
        return f"{said} ({self.because})" if self.because else said


def load(path: str | PathLike[str]) -> tuple[Correction, ...]:
    """The corrections in a JSON file; `InvalidDocument` names the entry that does not fit."""
    expect(path, (str, PathLike), "the path", "Give the path of a JSON file")
    try:
        with open(path, encoding="utf-8") as file:
            plain = json.load(file)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(str(path), f"not JSON ({error})") from error
    return parse(plain, str(path))


def parse(plain: object, name: str = "") -> tuple[Correction, ...]:
    """The corrections in plain data: a list, or a mapping that has it under `corrections`."""
    entries = plain.get("corrections") if isinstance(plain, Mapping) else plain
    if not isinstance(entries, list):
        raise InvalidDocument(name, "not a list of corrections", 'Write {"corrections": [...]}')
    return tuple(_parse(entry, f"correction {place}", name) for place, entry in enumerate(entries, 1))


def _parse(entry: Any, where: str, name: str) -> Correction:
    if not isinstance(entry, Mapping) or not all(isinstance(value, str) for value in entry.values()):
        raise InvalidDocument(name, f"{where} is not a set of names and texts")
    known = [item.value for item in What]
    if entry.get("what") not in known:
        raise InvalidDocument(name, f"{where}: {entry.get('what')!r} is unknown", f"Choose one of: {', '.join(known)}")
    try:
        made = Correction(**{**entry, "what": What(entry["what"])})
    except TypeError as error:
        raise InvalidDocument(name, f"{where} has an unknown name ({error})") from error
    missing = [field for field in _NEEDS[made.what] if not getattr(made, field)]
    if missing:
        raise InvalidDocument(name, f"{where} lacks {', '.join(missing)}")
    if made.report not in ("", "old", "new"):
        raise InvalidDocument(name, f"{where}: {made.report!r} is no report", "Write old or new")
    if made.event:
        words = {event.words: event.value for event in Event}
        made = evolve(made, event=words.get(made.event.casefold(), made.event.casefold().replace(" ", "_")))
        if made.event not in list(Event):
            events = ", ".join(event.value for event in Event)
            raise InvalidDocument(name, f"{where}: {made.event!r} is no event", f"Choose one of: {events}")
    if made.until and not _is_day(made.until):
        raise InvalidDocument(name, f"{where}: {made.until!r} is no day", "Write it like 2025-03-31")
    return made


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def correct_report(report: Report, side: str, corrections: Iterable[Correction]) -> tuple[Report, tuple[Note, ...]]:
    """The report without what is no figure and with better labels, and a note for each correction of this side."""
    notes = []
    for item in corrections:
        if item.report != side or item.what not in _OF_A_REPORT:
            continue
        if item.what is What.NOT_A_COMMITMENT:
            kept = tuple(own for own in report.commitments if not _says(own, item, report))
            notes.append(_unused(item) if len(kept) == len(report.commitments) else _applied(item))
            report = evolve(report, commitments=kept)
            continue
        at = next((at for at, f in enumerate(report.figures) if _is(f, item.quote, item.place, report)), None)
        if at is None:
            notes.append(_unused(item))
            continue
        notes.append(_applied(item, report.figures[at].span))
        report = _without(report, at) if item.what is What.NOT_A_FIGURE else _renamed(report, at, item.label)
    return report, tuple(notes)


_OF_A_REPORT = (What.NOT_A_FIGURE, What.LABEL, What.NOT_A_COMMITMENT)


def correct_anywhere(report: Report, corrections: Sequence[Correction]) -> tuple[Report, set[int]]:
    """The report with every correction of single figures whose passage stands in it, and the places of those."""
    applied = set()
    for place, item in enumerate(corrections):
        if item.what in _OF_A_REPORT:
            side = evolve(item, report="old")
            report, notes = correct_report(report, "old", (side,))
            if notes[0].code == "corrected":
                applied.add(place)
    return report, applied


def correct_step(
    old: Report,
    new: Report,
    figures: tuple[FigureChange, ...],
    commitments: tuple[CommitmentChange, ...],
    corrections: Sequence[Correction],
) -> tuple[tuple[FigureChange, ...], tuple[CommitmentChange, ...], set[int]]:
    """What changed between two reports of a history, with every correction that finds its passages there."""
    applied = set()
    for place, item in enumerate(corrections):
        figures, of_figures = correct_figures(old, new, figures, (item,))
        commitments, of_commitments = correct_commitments(old, commitments, (item,))
        figures, commitments, of_waivers = waive(old, new, figures, commitments, (item,))
        if any(note.code in ("corrected", "waived") for note in (*of_figures, *of_commitments, *of_waivers)):
            applied.add(place)
    return figures, commitments, applied


def told(corrections: Sequence[Correction], applied: Container[int]) -> tuple[Note, ...]:
    """A note for each correction: applied, or without a passage."""
    return tuple(_applied(item) if place in applied else _unused(item) for place, item in enumerate(corrections))


def _is(figure: Figure, quote: str, place: str, report: Report) -> bool:
    """Whether a figure has these words; a bare number will do where no figure of the report is written so."""
    said, wanted = _even(figure.quote), _even(quote)
    if said != wanted and not (
        wanted[-1:].isdigit()
        and re.search(rf"(?<![\d.,]){re.escape(wanted)}(?![.,]?\d)", said)
        and all(_even(other.quote) != wanted for other in report.figures)
    ):
        return False
    return not place or report.cite(figure.span).startswith(place)


def _even(text: str) -> str:
    return " ".join(text.casefold().split())


def _applied(item: Correction, span: Any = None) -> Note:
    return Note("corrected", f"corrected by hand: {item}", span)


def _unused(item: Correction) -> Note:
    return Note("correction_unused", f"a correction finds no passage: {item}")


def _without(report: Report, at: int) -> Report:
    gone = report.figures[at]
    commitments = tuple(
        evolve(item, figures=tuple(figure for figure in item.figures if figure.span != gone.span))
        for item in report.commitments
    )
    figures = report.figures[:at] + report.figures[at + 1 :]
    membership = report.membership[:at] + report.membership[at + 1 :]
    kept = sorted(set(membership))
    order = {index: place for place, index in enumerate(kept)}
    return evolve(
        report,
        figures=figures,
        metrics=tuple(report.metrics[index] for index in kept),
        membership=tuple(order[index] for index in membership),
        commitments=commitments,
    )


def _renamed(report: Report, at: int, label: str) -> Report:
    home = report.membership[at]
    figures = tuple(
        evolve(figure, label=label, terms=terms_of(label)) if report.membership[index] == home else figure
        for index, figure in enumerate(report.figures)
    )
    metrics = tuple(
        evolve(metric, label=label) if index == home else metric for index, metric in enumerate(report.metrics)
    )
    return evolve(report, figures=figures, metrics=metrics)


def correct_figures(
    old: Report, new: Report, changes: Sequence[FigureChange], corrections: Iterable[Correction]
) -> tuple[tuple[FigureChange, ...], tuple[Note, ...]]:
    """The changes with figures paired and parted as corrected, and a note for each correction."""
    made, notes = list(changes), []
    for item in corrections:
        if item.what not in (What.SAME, What.DIFFERENT):
            continue
        joined = item.what is What.SAME
        pair = _pair(made, item, old, new)
        if pair is None:
            notes.append(_unused(item))
            continue
        was, now = pair
        notes.append(_applied(item, now[1].span))
        found = (
            _join(made[was[0]], made[now[0]], was[1], now[1], item) if joined else _part(made[now[0]], item, old, new)
        )
        spots = sorted({was[0], now[0]})
        made = [change for place, change in enumerate(made) if place not in spots]
        made[spots[0] : spots[0]] = found
    return tuple(made), tuple(notes)


_Found = tuple[int, Figure]


def _pair(changes: Sequence[FigureChange], item: Correction, old: Report, new: Report) -> tuple[_Found, _Found] | None:
    """The first two figures with the words of a correction that it can pair or part; its place is that of either."""
    sides = []
    for points, quote, report in (("old_points", item.old, old), ("new_points", item.new, new)):
        there = [(at, one) for at, change in enumerate(changes) for one in getattr(change, points)]
        sides.append([(at, one) for at, one in there if _is(one, quote, "", report)])
    for was in sides[0]:
        for now in sides[1]:
            cites = (old.cite(was[1].span), new.cite(now[1].span))
            fits = not item.place or any(cite.startswith(item.place) for cite in cites)
            if fits and (was[0] == now[0]) != (item.what is What.SAME):
                return was, now
    return None


def _join(was: FigureChange, now: FigureChange, old: Figure, new: Figure, item: Correction) -> list[FigureChange]:
    """The two points as one metric; what else the two changes held stays with its own."""
    gap = delta(old, new, alike=True)
    link = FigureLink(old, new, FigureRelation.UPDATED)
    joined = evolve(
        now,
        old=old,
        new=new,
        old_points=was.old_points,
        new_points=now.new_points,
        links=(link,),
        relation=FigureRelation.UPDATED,
        delta=gap,
        percent=percent(old, new, gap),
        better=None,
        notes=(*now.notes, _applied(item, new.span)),
        certain=True,
        reasons=("corrected",),
        old_cite=was.old_cite,
        new_cite=now.new_cite,
    )
    rest = []
    if was.new_points:
        rest.append(_alone(was, item, old=False))
    if now.old_points:
        rest.append(_alone(now, item, old=True))
    return [joined, *rest]


def _part(change: FigureChange, item: Correction, old: Report, new: Report) -> list[FigureChange]:
    """A metric's old points as dropped and its new ones as added."""
    gone = evolve(_alone(change, item, old=True), metric=old.metric_of(change.old_points[0]))
    return [evolve(_alone(change, item, old=False), metric=new.metric_of(change.new_points[0])), gone]


def _alone(change: FigureChange, item: Correction, *, old: bool) -> FigureChange:
    return evolve(
        change,
        old=change.old if old else None,
        new=None if old else change.new,
        old_points=change.old_points if old else (),
        new_points=() if old else change.new_points,
        links=(),
        relation=FigureRelation.DROPPED if old else FigureRelation.ADDED,
        delta=None,
        percent=None,
        better=None,
        notes=(_applied(item),),
        reasons=("corrected",),
        old_cite=change.old_cite if old else "",
        new_cite="" if old else change.new_cite,
    )


def correct_commitments(
    old: Report, changes: Sequence[CommitmentChange], corrections: Iterable[Correction]
) -> tuple[tuple[CommitmentChange, ...], tuple[Note, ...]]:
    """The changes with what became of commitments as corrected, and a note for each correction."""
    made, notes = list(changes), []
    for item in corrections:
        if item.what is not What.BECAME:
            continue
        at = next((at for at, change in enumerate(made) if _promised(change, item, old)), None)
        if at is None:
            notes.append(_unused(item))
            continue
        notes.append(_applied(item))
        why = f"corrected: {item.because or 'by hand'}"
        made[at] = evolve(made[at], events=(Event(item.event),), candidate=None, rules=(why,))
    return tuple(made), tuple(notes)


def _promised(change: CommitmentChange, item: Correction, old: Report) -> bool:
    return change.old is not None and _says(change.old, item, old)


def _says(own: Commitment, item: Correction, report: Report) -> bool:
    """Whether a commitment of a report is the one that a correction names."""
    if _even(item.quote) not in _even(own.quote):
        return False
    return not item.place or report.cite(own.span).startswith(item.place)


def accepted(own: Commitment, report: Report, corrections: Iterable[Correction], on: date) -> str:
    """Until when and why a commitment is accepted on a day; "" where it is not."""
    waivers = (item for item in corrections if item.what is What.WAIVE and item.until >= on.isoformat())
    return next((_until(item) for item in waivers if _says(own, item, report)), "")


def _until(item: Correction) -> str:
    return f"until {day(date.fromisoformat(item.until))}" + (f": {item.because}" if item.because else "")


def waive(
    old: Report,
    new: Report,
    figures: Sequence[FigureChange],
    commitments: Sequence[CommitmentChange],
    corrections: Iterable[Correction],
) -> tuple[tuple[FigureChange, ...], tuple[CommitmentChange, ...], tuple[Note, ...]]:
    """The changes with what is accepted marked so, and a note for each waiver: applied, over, or without a passage."""
    metrics, promises, notes = list(figures), list(commitments), []
    for item in corrections:
        if item.what is not What.WAIVE:
            continue
        if new.date and item.until < new.date.isoformat():
            notes.append(Note("waiver_over", f"a waiver is over: {item}"))
            continue
        told = _until(item)
        found = False
        for at, change in enumerate(metrics):
            sides = ((old, change.old_points), (new, change.new_points))
            if any(_is(figure, item.quote, item.place, side) for side, points in sides for figure in points):
                metrics[at] = evolve(change, notes=(*change.notes, Note("waived", f"accepted {told}")))
                found = True
        for at, promise in enumerate(promises):
            if any(own and _says(own, item, side) for side, own in ((old, promise.old), (new, promise.new))):
                promises[at] = evolve(promise, rules=(*promise.rules, f"waived: {told}"))
                found = True
        notes.append(Note("waived", f"accepted by hand: {item}") if found else _unused(item))
    return tuple(metrics), tuple(promises), tuple(notes)
