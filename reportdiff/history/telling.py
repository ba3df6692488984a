"""The strands of sections told as topics: with their stages, silences, splits and mergers, metrics and commitments."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count, pairwise
from typing import Any

from ..align import Alignment
from ..align.kinship import headings
from ..model import Report, Section
from ..source import Span
from .succession import Strand, Succession
from .timelines import Thread, Timeline
from .topics import Topic, TopicEdge, TopicMove, TopicPlace, TopicRelation, TopicStage


def topics_of(
    reports: Sequence[Report],
    rounds: Iterable[Sequence[Sequence[int]]],
    follows: Mapping[int, int],
    alignments: Mapping[tuple[int, int], Alignment],
    metrics: Sequence[Timeline],
    commitments: Sequence[Thread],
    settings: Mapping[str, Any],
) -> tuple[Topic, ...]:
    """The topics of some reports, body by body, in the order of the texts. `settings` are those to compare with.

    `rounds` are the places of each body's reports, day by day; `follows` says which report follows which, later to
    earlier, with the alignment of each such pair in `alignments`.
    """
    found: list[Topic] = []
    used: set[str] = set()
    for own in rounds:
        made = Succession(reports, own, follows, alignments)
        made.build()
        found += _Telling(made, used, metrics, commitments, settings).topics()
    return tuple(found)


class _Telling:
    """The threads of one body told as topics."""

    def __init__(
        self,
        made: Succession,
        used: set[str],
        metrics: Sequence[Timeline],
        commitments: Sequence[Thread],
        settings: Mapping[str, Any],
    ) -> None:
        self.made, self.reports, self.settings = made, made.reports, settings
        self.keys = {thread: self._key(thread, used) for thread in made.threads}
        self.round_of = {at: number for number, members in enumerate(made.rounds) for at in members}
        self.lines: dict[str, list[tuple[int, int, int]]] = {}
        for at, number in self.round_of.items():
            for line, places in made.names.lines(at).items():
                self.lines.setdefault(line, []).append((number, at, places[0]))
        self.inside = {thread: self._held(thread) for thread in made.threads}
        self.stages = {thread: self._told(thread) for thread in made.threads}
        self.index = {id(report): at for at, report in enumerate(self.reports)}
        self.starts = {at: {s.span: i for i, s in enumerate(self.reports[at].sections)} for at in self.round_of}
        self.edges = [
            TopicEdge(
                edge.relation,
                self.keys[edge.old],
                self._title(edge.old, edge.old_at),
                self.reports[edge.old_at],
                self.keys[edge.new],
                self._title(edge.new, edge.new_at),
                self.reports[edge.new_at],
                edge.score,
                edge.reasons,
            )
            for edge in made.edges
        ]
        self.metrics: dict[str, list[Timeline]] = {}
        self.commitments: dict[str, list[Thread]] = {}
        self.moves: dict[str, list[TopicMove]] = {}
        for timeline in metrics:
            told = {id(report): (report, figure.span) for report, figure in reversed(timeline.points)}
            self._settle(timeline, told.values(), self.metrics)
        for thread in commitments:
            said = [(stage.report, stage.commitment.span) for stage in thread.stages if stage.commitment]
            self._settle(thread, said, self.commitments)

    def topics(self) -> Iterable[Topic]:
        """The topics, in the order of the threads."""
        for thread in self.made.threads:
            key, inside = self.keys[thread], self.inside[thread]
            last = max((thread.stages[-1].at, *inside), key=self.round_of.__getitem__)
            yield Topic(
                key,
                self.stages[thread],
                tuple(self.reports[at] for at in self._gaps(thread)),
                tuple(TopicPlace(self.reports[at], section) for at, section in sorted(inside.items())),
                self.reports[last] if self.round_of[last] < len(self.made.rounds) - 1 else None,
                tuple(edge for edge in self.edges if key in (edge.old, edge.new)),
                tuple(self.metrics.get(key, ())),
                tuple(self.commitments.get(key, ())),
                tuple(self.moves.get(key, ())),
                self._lineage(thread),
                self.settings,
            )

    def _key(self, thread: Strand, used: set[str]) -> str:
        stage = thread.stages[0]
        name = self.reports[stage.at].sections[stage.sections[0]].key
        key = next(key for key in chain((name,), (f"{name}-{more}" for more in count(2))) if key not in used)
        used.add(key)
        return key

    def _title(self, thread: Strand, at: int) -> str:
        """The heading that a thread has in a report."""
        stage = next(stage for stage in thread.stages if stage.at == at)
        return self.reports[at].sections[stage.sections[0]].title

    def _told(self, thread: Strand) -> tuple[TopicStage, ...]:
        """The stages of a thread; a topic returns only where a report was silent in between."""
        silent, told = self._gaps(thread), []
        for before, stage in pairwise((None, *thread.stages)):
            assert stage is not None
            relation = stage.relation
            if relation is TopicRelation.RETURNED and before and not any(before.at < at < stage.at for at in silent):
                same = self.made.names.same(*((one.at, one.sections[0]) for one in (before, stage)))
                relation = TopicRelation.KEPT if same else TopicRelation.RENAMED
            report = self.reports[stage.at]
            sections = tuple(report.sections[index] for index in stage.sections)
            told.append(TopicStage(report, sections, relation, stage.moved, stage.score, stage.reasons))
        return tuple(told)

    def _held(self, thread: Strand) -> dict[int, Section]:
        """The reports after the first stage that have a heading of the topic in the text of another section."""
        stages = {self.round_of[stage.at] for stage in thread.stages}
        held: dict[int, tuple[str, int, int]] = {}
        for stage in thread.stages:
            first = self.round_of[stage.at]
            for line in headings(self.reports[stage.at].sections[stage.sections[0]].title):
                for number, at, place in self.lines.get(line, ()):
                    if number > first and number not in stages:
                        held[number] = min((line, at, place), held.get(number, (line, at, place)))
        return {at: self.reports[at].sections[place] for _, at, place in held.values()}

    def _gaps(self, thread: Strand) -> list[int]:
        """The reports between two stages: of a round, those that follow the last one that had it, else all."""
        found: list[int] = []
        for before, after in pairwise(thread.stages):
            line = before.at
            for members in self.made.rounds[self.round_of[before.at] + 1 : self.round_of[after.at]]:
                own = [at for at in members if self.made.follows.get(at) == line] or list(members)
                line = own[0]
                found += [] if any(at in self.inside[thread] for at in members) else own
        return found

    def _lineage(self, thread: Strand) -> tuple[TopicStage, ...]:
        """Its stages, before them those of what it was split from, after them those of what it was merged into."""
        found = list(self.stages[thread])
        edges = {
            (edge.relation, edge.new if edge.relation is TopicRelation.SPLIT else edge.old): edge
            for edge in self.made.edges
        }
        first = last = thread
        seen = {thread}
        while (edge := edges.get((TopicRelation.SPLIT, first))) and edge.old not in seen:
            if first.stages[0].relation is not TopicRelation.SPLIT:
                break
            first = edge.old
            seen.add(first)
            found[:0] = [
                told for stage, told in zip(first.stages, self.stages[first], strict=True) if stage.at <= edge.old_at
            ]
        while (edge := edges.get((TopicRelation.MERGED, last))) and edge.new not in seen:
            if last.stages[-1].at != edge.old_at:
                break
            last = edge.new
            seen.add(last)
            found += [
                told for stage, told in zip(last.stages, self.stages[last], strict=True) if stage.at >= edge.new_at
            ]
        return tuple(found)

    def _settle(
        self, item: Timeline | Thread, places: Iterable[tuple[Report, Span]], into: dict[str, list[Any]]
    ) -> None:
        """Put a metric or a commitment into the topic that has it last, and note where it moved on its way."""
        told = sorted((self.index[id(report)], span) for report, span in places)
        homes = [(at, self._home(at, span)) for at, span in told if at in self.round_of]
        homes = [(at, key) for at, key in homes if key]
        if homes:
            into.setdefault(homes[-1][1], []).append(item)
        for (_, old), (at, new) in pairwise(homes):
            if old != new:
                move = TopicMove(item, self.reports[at], old, new)
                self.moves.setdefault(old, []).append(move)
                self.moves.setdefault(new, []).append(move)

    def _home(self, at: int, span: Span) -> str:
        """The key of the topic in whose section something stands; "" where it stands in none."""
        section = self.reports[at].section_at(span)
        return self.keys[self.made.home[at, self.starts[at][section.span]]] if section else ""
