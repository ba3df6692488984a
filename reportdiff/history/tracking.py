"""`track()`: any number of reports in, a timeline for every metric and a thread for every commitment out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal, overload

from attrs import evolve, field, frozen

from ..align import Alignment, align
from ..changes import Event
from ..codec import Json
from ..comparing import Better, asked, compare
from ..diff.commitments.changes import compare_commitments
from ..diff.figures.changes import compare_figures
from ..door import expect, several
from ..errors import NotFound
from ..files import Path, no_kind, written
from ..language.vocabulary import Vocabulary, using
from ..lookup import Said, said_of, search
from ..model import Note, Report
from ..phrases import due
from ..render.words import short
from ..versions import folded, runs
from .linking import Step, Weaver, contested, in_order, namesakes, predecessors, rounds, threads
from .telling import topics_of
from .timelines import Thread, Timeline
from .topics import Topic, find_topic
from .tracked import who

if TYPE_CHECKING:
    import pandas

    from ..corrections import Correction
    from ..gate import Finding
    from .tables import Kind


def whose(timeline: Timeline) -> str:
    """Whose metric it is: the body, else the portfolio and holder of the last report that states it."""
    return timeline.body or who(timeline.points[-1].report) or "no body named"


def _said_of(named: tuple[Timeline, str]) -> Said:
    """What is said of a timeline by one of its names."""
    timeline, name = named
    return ((name, 1.0), *(told for point in timeline.points for told in said_of(*point)))


@frozen(slots=False, eq=False, repr=False)
class History:
    """Many reports as one: what each metric was, report by report, and what became of each commitment.

    `reports` has the last version of each report, by date; undated ones stand by the year in their name or title, first
    if there is none (the note `order_unsure`). Earlier versions are in `versions`.
    `notes` say which of the corrections given were applied and which found no passage, and where reports of several
    bodies are followed apart (`bodies`) or a body is not known (`body_unknown`).
    """

    reports: tuple[Report, ...]
    versions: tuple[Report, ...]
    metrics: tuple[Timeline, ...]
    commitments: tuple[Thread, ...]
    polarity: Mapping[str, Better]
    vocabulary: Vocabulary | None
    notes: tuple[Note, ...]
    corrections: "tuple[Correction, ...]" = field(repr=False)
    _applied: frozenset[int] = field(repr=False)
    _steps: Mapping[tuple[int, int], Step] = field(repr=False)
    _taken: tuple[Step, ...] = field(repr=False)
    _only: tuple[Topic, ...] | None = field(default=None, repr=False)

    @property
    def alignments(self) -> Mapping[tuple[int, int], Alignment]:
        """Which sections and paragraphs of successive reports belong together, by the two indexes in `reports`."""
        return {(step.old, step.new): step.alignment for step in self._taken}

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The sections of all reports as threads, in the order of the texts; made when first asked for."""
        if self._only is not None:
            return self._only
        with using(self.vocabulary):
            return topics_of(
                self.reports,
                rounds(self.reports),
                namesakes(self.reports, self.alignments),
                self.alignments,
                self.metrics,
                self.commitments,
                {"polarity": self.polarity, "vocabulary": self.vocabulary},
            )

    def topic(self, words: str) -> Topic:
        """The topic that `words` name: its key, a heading it had, else a metric of it, else words of its text.

        `NotFound`, a `LookupError`, names the headings that are nearest.
        """
        with using(self.vocabulary):
            return find_topic(words, self.topics)

    def metric(self, label: str, *, body: str | None = None) -> Timeline:
        """The timeline that best matches some words, of one `body` if you name one; `NotFound` names the nearest ones.

        Its names count most, then the words by which it is found again, its unit, its section and its sentences. Where
        others match nearly as well, or another body has the same metric, the note `several` names them.
        """
        expect(body, (str, type(None)), "body", "Give a text")
        timelines = [line for line in self.metrics if body is None or folded(body) == folded(line.body)]
        if body is not None and not timelines:
            told = "; ".join(dict.fromkeys(filter(None, (line.body for line in self.metrics)))) or "none is named"
            raise NotFound("", f"no metric is of the body {body!r}", f"The bodies are: {told}")
        named = [(timeline, name) for timeline in timelines for name in timeline.labels]
        (found, name), notes = search(label, named, _said_of, lambda item: item[1])
        others = [whose(line) for line, own in named if own == name and line is not found]
        if others:
            told = f"{name!r} of {whose(found)} is taken; it is also of {', '.join(dict.fromkeys(others))}"
            notes = (*notes, Note("several", f"{told}. {'Give body= to choose' if body is None else ''}".rstrip()))
        return evolve(found, notes=(*found.notes, *notes)) if notes else found

    def commitment(self, words: str) -> Thread:
        """The thread of the promise that best matches some words; `NotFound` names the nearest ones.

        As `ReportDiff.commitment` has it, by every statement of it: the note `several` names others that are near.
        """

        def told(thread: Thread) -> Said:
            stages = [(stage.report, stage.commitment) for stage in thread.stages]
            return tuple(said for report, own in stages if own for said in said_of(report, own))

        found, notes = search(words, self.commitments, told, lambda thread: thread.last.quote, 0)
        return evolve(found, notes=notes) if notes else found

    def overdue(self, on: date) -> tuple[Thread, ...]:
        """The threads that are open on a day and whose last deadline lies before it, as `Thread.overdue` has it."""
        return tuple(thread for thread in self.commitments if thread.overdue(on))

    def with_report(self, report: Report) -> "History":
        """The history with one report more, the same as if all had been tracked at once."""
        expect(report, Report, "the report", "Give a Report: reportdiff.read(path) makes one")
        given = (*self.versions, *self.reports, report)
        with using(self.vocabulary):
            return _history(given, self.polarity, self.vocabulary, self.corrections, self._applied, self._steps)

    def findings(self, rule: str) -> "tuple[Finding, ...]":
        """What fits a rule in the latest report of each body and member, compared with the one that it follows.

        As `ReportDiff.findings` has it: `restated, reversed, overdue, figure>10%`. `overdue` finds every promise that
        is (`Thread.overdue`) on the day of its body's latest report, however long ago it was last spoken of.
        """
        latest = {at for days in rounds(self.reports) for at in days[-1]}
        pairs = [(self.reports[step.old], self.reports[step.new]) for step in self._taken if step.new in latest]
        found = [
            finding
            for old, new in pairs
            for finding in compare(
                old, new, polarity=self.polarity, vocabulary=self.vocabulary, corrections=self.corrections
            ).findings(rule)
        ]
        return (*found, *self._long_overdue(rule))

    def _long_overdue(self, rule: str) -> "Iterator[Finding]":
        """The overdue promises that the latest comparisons do not hold, where a rule asks for them."""
        from ..corrections import accepted
        from ..gate import LATE, Finding, parse

        asked = [condition.text for condition in parse(rule) if condition.word == Event.OVERDUE]
        for days in rounds(self.reports) if asked else ():
            last, home = [self.reports[at] for at in days[-1]], {id(self.reports[at]) for at in chain(*days)}
            for thread in self.commitments if last[0].date else ():
                end, own = thread.stages[-1], thread.last
                told = any(end.report is report for report in last) and not LATE.isdisjoint(end.events)
                if id(end.report) in home and not told and last[0].date and thread.overdue(last[0].date):
                    why = accepted(own, end.report, self.corrections, last[0].date)
                    what = f"“{short(own.quote, 110)}” (due {due(own.deadline)}; last said {thread.cite()})"
                    yield Finding(asked[0], "", what, "", why)

    def narrowed(self, topic: Topic) -> "History":
        """The history of one topic: its metrics and commitments alone, with all the exports of a history."""
        expect(topic, Topic, "the topic", "Give a Topic, as history.topic(words) does")
        return evolve(self, metrics=topic.metrics, commitments=topic.commitments, only=(topic,))

    def to_dict(self) -> dict[str, Json]:
        """Plain data, ready for JSON, as `reportdiff/history/schema.json` says; reports are referred to by index."""
        from .document import document

        return document(self)

    def to_json(self, path: Path | None = None, *, indent: int | None = None) -> str:
        """`to_dict` as JSON text, also written to `path` where one is given; compact, unless an `indent` is wanted."""
        apart = (",", ":") if indent is None else None
        return written(json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, separators=apart), path)

    def to_text(self, path: Path | None = None, *, width: int = 120) -> str:
        """What the command line prints, `width` characters wide: topics, timelines, ledger."""
        from .text import report

        expect(width, int, "the width", "Give a number of characters")
        return written(report(self, width=width), path)

    def to_markdown(self, path: Path | None = None) -> str:
        """Markdown for a ticket or minutes: topics, timelines, ledger."""
        from .text import markdown

        return written(markdown(self), path)

    def to_csv(self, path: Path | None = None, kind: "Kind" = "metrics") -> str:
        """One table as CSV: `kind` is years (a column for every report), metrics, commitments or topics."""
        from ..render.tables import csv_of
        from .tables import table

        return written(csv_of(*table(self, kind)), no_kind(path), table=True)

    def to_xlsx(self, path: Path) -> None:
        """A workbook with one sheet per table. `MissingExtra` says what to install."""
        from ..render.xlsx import workbook
        from .tables import KINDS, table

        workbook({kind: table(self, kind) for kind in KINDS}, path)

    @overload
    def to_frame(self, kind: "Kind" = "metrics", *, floats: bool = False) -> "pandas.DataFrame": ...
    @overload
    def to_frame(self, *, floats: bool = False, wide: Literal[True]) -> "pandas.DataFrame": ...
    def to_frame(self, kind: "Kind" = "metrics", *, floats: bool = False, wide: bool = False) -> "pandas.DataFrame":
        """One table as a pandas frame (the kinds of `to_csv`). `MissingExtra` says what to install.

        Numbers are exact decimals, or floats on request. `wide`: a row for every metric, a column for every report.
        """
        from ..render.frames import by_report, framed
        from .tables import by_year, table

        return by_report(*by_year(self), floats=floats) if wide else framed(*table(self, kind), floats=floats)

    def to_html(self, path: Path | None = None) -> str:
        """One self-contained page, also written to `path` where one is given."""
        from .page import page

        return written(page(self), path)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def __rich__(self) -> str:
        """What rich prints: what the command line does, as plain text."""
        return self.to_text().replace("[", "\\[")

    def _repr_html_(self) -> str:
        from .page import fragment

        return fragment(self)

    def __str__(self) -> str:
        longest = [
            timeline for timeline in self.metrics if sum(figure is not None for _, figure in timeline.headlines) > 1
        ]
        lines = [str(timeline) for timeline in longest]
        return "\n".join([_summary(self), *lines])

    def __repr__(self) -> str:
        return f"<History {_summary(self)}>"


def track(
    reports: Iterable[Report],
    *,
    polarity: Mapping[str, Better] | None = None,
    vocabulary: Vocabulary | None = None,
    corrections: "Sequence[Correction]" = (),
) -> History:
    """Follow metrics and commitments through any number of reports, in whatever order they are given.

    Reports of one day whose body, holder and portfolio do not differ are versions of one if their texts share words
    (most of them where neither holder nor portfolio is named): the last given counts. Reports of several bodies are
    followed apart; a note says so, and where the body is not known.
    `polarity` maps labels to "up" or "down", as for `compare`. `vocabulary` is that which the reports were read with,
    if it was not the usual one. `corrections` are an analyst's, from `reportdiff.corrections.load`: each is honoured in
    every report, or pair of them, that holds its passage.
    """
    given = tuple(several(reports, "reports", _WANTED))
    for report in given:
        expect(report, Report, "one of the reports", _WANTED)
    polarity = asked(polarity, corrections, vocabulary)
    with using(vocabulary):
        return _history(given, dict(polarity), vocabulary, tuple(corrections), frozenset(), {})


_WANTED = "Give Reports: [reportdiff.read(path) for path in paths]"


def _summary(history: History) -> str:
    days = [report.date.isoformat() for report in history.reports if report.date]
    span = f"{days[0]} -> {days[-1]}: " if days else ""
    counts = (
        (len(history.reports), "report"),
        (len(history.metrics), "metric"),
        (len(history.commitments), "commitment"),
    )
    return span + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def _history(
    given: tuple[Report, ...],
    polarity: Mapping[str, Better],
    vocabulary: Vocabulary | None,
    corrections: "tuple[Correction, ...]",
    before: frozenset[int],
    known: Mapping[tuple[int, int], Step],
) -> History:
    """The history of `given`; `before` are corrections that earlier reports have used up already."""
    given, applied = _corrected(given, corrections)
    applied |= before
    reports, versions = in_order(given)
    steps: dict[tuple[int, int], Step] = {}
    for at, earlier in enumerate(predecessors(reports)):
        if earlier is not None:
            key = id(reports[earlier]), id(reports[at])
            if key in known:
                step = known[key]
            else:
                step, used = _step(reports[earlier], reports[at], polarity, corrections)
                applied |= used
            steps[key] = evolve(step, old=earlier, new=at)
    taken = list(steps.values())
    timelines = Weaver(reports, taken).weave()
    notes = (*_apart(reports), *_told(corrections, applied))
    return History(
        reports,
        versions,
        timelines,
        threads(reports, taken),
        polarity,
        vocabulary,
        notes,
        corrections,
        applied,
        {**known, **steps},
        tuple(taken),
    )


def _corrected(
    given: tuple[Report, ...], corrections: "tuple[Correction, ...]"
) -> tuple[tuple[Report, ...], frozenset[int]]:
    if not corrections:
        return given, frozenset()
    from ..corrections import correct_anywhere

    made = [correct_anywhere(report, corrections) for report in given]
    return tuple(report for report, _ in made), frozenset(place for _, places in made for place in places)


def _apart(reports: tuple[Report, ...]) -> Iterator[Note]:
    """Notes where reports of several bodies were given, or may have been: those are followed apart, these are not."""
    undated = [report for report in reports if report.date is None]
    if undated and len(reports) > 1:
        told = ", ".join(report.source.name or report.title or "untitled" for report in undated[:_NAMED])
        more = f" and {len(undated) - _NAMED} more" if len(undated) > _NAMED else ""
        yield Note(
            "order_unsure",
            f"{len(undated)} of {len(reports)} reports have no date and stand by the year in their name or title, "
            f"first if there is none: {told}{more}. Give date= when reading them",
        )
    own = rounds(reports)
    names = [next((reports[at].body for at in chain(*days) if reports[at].body), None) for days in own]
    if len(names) > 1:
        told = ", ".join(name or "no body named" for name in names)
        yield Note("bodies", f"Reports of {len(names)} bodies were given and are followed apart: {told}")
    for days, name in zip(own, names, strict=True):
        members = [reports[at] for at in chain(*days)]
        silent = [report for report in members if not report.body]
        if name and silent:
            told = ", ".join(report.source.name or report.title or "untitled" for report in silent[:_NAMED])
            more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
            yield Note(
                "body_unknown",
                f"{len(silent)} of {len(members)} reports name no body and are taken for {name}'s: {told}{more}. "
                "If they are of another, give body= when reading them",
            )
        elif silent and contested(members):
            yield Note(
                "body_unknown",
                "No report names its body, and several are of one day: they are followed as one body's, by holder. "
                "If they are of several, give body= when reading them",
            )
        elif silent and (strangers := _strangers(members)):
            told = " and ".join(report.source.name or report.title or "untitled" for report in strangers)
            yield Note(
                "body_unknown",
                f"No report names its body, and {told} share next to no wording: they are followed as one body's. "
                "If they are of several, give body= when reading them",
            )


def _strangers(reports: Sequence[Report]) -> tuple[Report, Report] | None:
    """The first two reports, one after the other, that one body is unlikely to have written both of."""
    told = [(report, runs(report.source.text, plain=True)) for report in reports]
    for (one, was), (other, now) in pairwise(told):
        least = min(len(was), len(now))
        if least >= _ENOUGH and len(was & now) < _STRANGE * least:
            return one, other
    return None


_ENOUGH = 200  # runs of words: shorter texts may share none by chance
_STRANGE = 0.06
"""The share of the shorter text's runs of words: strangers of one trade share up to 0.05, a body's own 0.09."""

_NAMED = 3  # reports that a note names


def _told(corrections: "tuple[Correction, ...]", applied: frozenset[int]) -> tuple[Note, ...]:
    if not corrections:
        return ()
    from ..corrections import told

    return told(corrections, applied)


def _step(
    old: Report, new: Report, polarity: Mapping[str, Better], corrections: "tuple[Correction, ...]"
) -> tuple[Step, frozenset[int]]:
    alignment = align(old, new)
    figures = compare_figures(old, new, alignment, polarity=polarity)
    commitments = compare_commitments(old, new, alignment, figures)
    if not corrections:
        return Step(0, 1, alignment, figures, commitments), frozenset()
    from ..corrections import correct_step

    figures, commitments, applied = correct_step(old, new, figures, commitments, corrections)
    return Step(0, 1, alignment, figures, commitments), frozenset(applied)
