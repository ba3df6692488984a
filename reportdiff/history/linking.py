"""How the reports of a history follow each other, and how what they say is woven into timelines and threads."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from ..align.pairing import Alignment
from ..changes import CommitmentChange, FigureChange, FigureRelation
from ..diff.commitments.changes import compare_commitments
from ..diff.figures.changes import headline
from ..diff.figures.linking import resume
from ..diff.figures.points import Point, points
from ..facts import Commitment, Figure, Metric
from ..model import Note, Report
from ..source import Span
from ..versions import folded, named, versions
from .timelines import Stage, Thread, Timeline, TimelineLink, TimelinePoint

Node = tuple[int, int]

SILENT = 2
"""How many reports in a row may say nothing of a commitment that is then taken up again."""

NEARLY = 0.8
"""The share of the reports that name a body which name the same, for the others to be of it too."""

LOOK_BACK = 6
"""How many reports back a metric may have been mentioned last to be taken up again."""


@frozen(slots=False, eq=False)
class Step:
    """What changed from one report to the one that follows it. `old` and `new` are their places in the history."""

    old: int
    new: int
    alignment: Alignment
    figures: tuple[FigureChange, ...]
    commitments: tuple[CommitmentChange, ...]


def in_order(given: tuple[Report, ...]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """The reports that count, by date, else by the year in their name or title, and the versions they replace."""
    current: list[Report] = []
    days: dict[date | None, list[int]] = {}
    replaced = []
    for report in given:
        own = days.setdefault(report.date, [])
        at = next((at for at in own if _copy(report, current[at]) or versions(report, current[at])), None)
        if at is None:
            own.append(len(current))
            current.append(report)
        else:
            replaced.append(current[at])
            current[at] = report
    ordered = sorted(current, key=lambda report: (report.date or told_year(report) or date.min, _tie(report)))
    return tuple(ordered), tuple(replaced)


def told_year(report: Report) -> date | None:
    """The end of the last year that the name of a report gives, else its title: 2016 for "report-2015-16.pdf"."""
    for name in (report.source.name, report.title):
        found = [(int(year), int(tail or -1)) for year, tail in _YEARS.findall(name)]
        if found:
            return date(max(year + (tail >= 0 and tail % 100 == (year + 1) % 100) for year, tail in found), 12, 31)
    return None


_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/–_](\d{2}|(?:19|20)\d\d)(?!\d))?(?!\d)")


def _copy(report: Report, other: Report) -> bool:
    """Whether two reports of one day say the very same."""
    return report.source.text == other.source.text and named(report) == named(other)


def _tie(report: Report) -> tuple[str, str, str, str]:
    return report.portfolio or "", report.source.name, report.version, report.source.text


def predecessors(reports: tuple[Report, ...]) -> list[int | None]:
    """For each report the place of the one it follows: the latest earlier one of its portfolio, else of its holder.

    A renamed portfolio with a new holder follows the latest earlier report that nothing else follows up. Reports of
    one day never follow each other, nor do those of different bodies. Where some reports of a body don't say whose they
    are it has no members, and who signed one says nothing.
    """
    whose = bodies(reports)
    nobody = {body for body, report in zip(whose, reports, strict=True) if not (report.portfolio or report.holder)}
    before = [
        [i for i in range(at) if whose[i] == whose[at] and not _one_day(reports[i], reports[at])]
        for at in range(len(reports))
    ]
    found = [_namesake(reports, at, before[at], signed=whose[at] not in nobody) for at in range(len(reports))]
    for at, earlier in enumerate(before):
        if found[at] is None and earlier:
            free = [i for i in earlier if i not in found]
            found[at] = (free or earlier)[-1]
    return found


def bodies(reports: tuple[Report, ...]) -> list[str]:
    """Whose each report is, "" where no name tells: a longer name of a body ("March meeting of ...") holds a shorter.

    A report that names nobody belongs to the body that nearly all the others name.
    """
    names = {report.body: frozenset(folded(report.body).split()) for report in reports if report.body}
    short = {words for words in names.values() if not any(other < words and len(other) > 1 for other in names.values())}
    known: dict[str | None, str] = {}
    for name, words in names.items():
        own = [one for one in short if one == words or (one < words and len(one) > 1)]
        known[name] = " ".join(sorted(own[0])) if len(own) == 1 else folded(name)
    told = Counter(known[report.body] for report in reports if report.body)
    [(main, count)] = told.most_common(1) or [("", 0)]
    known[None] = main if count >= NEARLY * told.total() else ""
    return [known[report.body or None] for report in reports]


def rounds(reports: tuple[Report, ...]) -> list[list[list[int]]]:
    """For each body, in the order of its first report, what it reports day by day: the places of the reports."""
    found: dict[str, list[list[int]]] = {}
    for at, body in enumerate(bodies(reports)):
        own = found.setdefault(body, [])
        if own and _one_day(reports[own[-1][0]], reports[at]):
            own[-1].append(at)
        else:
            own.append([at])
    return list(found.values())


def namesakes(reports: tuple[Report, ...], steps: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Which report surely follows which, later to earlier, among `steps`: nobody else is concerned in either.

    That is the case with one portfolio or holder, and where a body has a single report at both times.
    """
    alone = {members[0] for own in rounds(reports) for members in own if len(members) == 1}
    found: dict[int, int] = {}
    for old, new in sorted(steps, key=lambda step: (not _same(reports, *step), step[1])):
        if old not in found.values() and (_same(reports, old, new) or {old, new} <= alone):
            found[new] = old
    return found


def _same(reports: tuple[Report, ...], old: int, new: int) -> bool:
    """Whether two reports are of one portfolio or, where one of them names none, of one holder."""
    was, now = reports[old], reports[new]
    if was.portfolio and now.portfolio:
        return folded(was.portfolio) == folded(now.portfolio)
    return bool(was.holder) and folded(was.holder) == folded(now.holder)


def _one_day(one: Report, other: Report) -> bool:
    return one.date is not None and one.date == other.date


def _namesake(reports: tuple[Report, ...], at: int, earlier: list[int], *, signed: bool) -> int | None:
    """The latest earlier report of the same portfolio, else, if all are `signed`, of the same holder.

    Where several have one portfolio at a time (several bodies that nobody names) each goes on with its own holder, and
    a new holder with one who reports no more.
    """
    own = reports[at]
    same = [i for i in earlier if own.portfolio and folded(reports[i].portfolio) == folded(own.portfolio)]
    if same and contested([reports[i] for i in (*same, at)]):
        holders = {folded(report.holder) for report in reports[min(same[-1] + 1, at) :] if report is not own}
        theirs = [i for i in same if folded(reports[i].holder) == folded(own.holder)]
        same = theirs or [i for i in same if folded(reports[i].holder) not in holders]
    if not same and signed and own.holder:
        same = [i for i in earlier if folded(reports[i].holder) == folded(own.holder)]
    return same[-1] if same else None


def contested(reports: Sequence[Report]) -> bool:
    """Whether several of these reports are of one day though neither portfolio nor body tells them apart."""
    days = Counter((*named(report)[:2], report.date) for report in reports if report.date)
    return any(count > 1 for count in days.values())


class Weaver:
    """Puts the figures of all reports into timelines. A node is the index of a report and of a figure in it."""

    def __init__(self, reports: tuple[Report, ...], steps: list[Step]) -> None:
        self.reports: tuple[Report, ...] = reports
        self.steps: list[Step] = steps
        self.index: list[dict[Span, int]] = [
            {figure.span: at for at, figure in enumerate(report.figures)} for report in reports
        ]
        self.nodes: list[tuple[int, int]] = [
            (at, index) for at, report in enumerate(reports) for index in range(len(report.figures))
        ]
        self.parent: dict[tuple[int, int], tuple[int, int]] = {node: node for node in self.nodes}
        self.whose: list[str] = bodies(reports)
        self.names: dict[str, str] = {}
        for body, report in zip(self.whose, reports, strict=True):
            self.names[body] = self.names.get(body) or report.body or ""
        self.links: list[tuple[Node, TimelineLink]] = []
        self.notes: list[tuple[Node, Note]] = []

    def root(self, node: Node) -> Node:
        """The earliest node known to be of one timeline with `node`."""
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, nodes: list[Node]) -> None:
        """Make one timeline of these points; it is known by the earliest."""
        roots = sorted(self.root(node) for node in nodes)
        for root in roots[1:]:
            self.parent[root] = roots[0]

    def weave(self) -> tuple[Timeline, ...]:
        """The timelines in the order in which their metrics are first stated."""
        for step in self.steps:
            at, pair = step.old, (self.reports[step.old], self.reports[step.new])
            for change in step.figures:
                old, new = self._side(at, change.old_points), self._side(step.new, change.new_points)
                self.join([*old, *new])
                self.links += [
                    ((at, self.index[at][link.old.span]), TimelineLink(*pair, link)) for link in change.links
                ]
                self.notes += [((*old, *new)[0], note) for note in change.notes]
        sides = [points(report) for report in self.reports]
        self._gather_times(sides)
        self._bridge(sides)
        return tuple(self._timeline(*parts) for parts in self._gathered())

    def _side(self, at: int, figures: tuple[Figure, ...]) -> list[Node]:
        return [(at, self.index[at][figure.span]) for figure in figures]

    def _gather_times(self, sides: list[list[Point]]) -> None:
        """Join what one report says of one metric at several times or in several roles."""
        for at, side in enumerate(sides):
            metrics: dict[int, list[int]] = {}
            for index, point in enumerate(side):
                metrics.setdefault(point.atom, []).append(index)
            for members in metrics.values():
                said = {(side[index].figure.role, side[index].figure.when) for index in members}
                if len(said) == len(members) > 1:
                    self.join([(at, index) for index in members])

    def _bridge(self, sides: list[list[Point]]) -> None:
        """Join what begins in a report to what surely is the same before it, in any report but the one it follows.

        That takes up what was not mentioned for a while, and what has moved to another member's report.
        """
        follows = {step.new: step.old for step in self.steps}
        whose = self.whose
        for late in range(1, len(sides)):
            last: dict[Node, int] = {}
            for node in self.nodes:
                if node[0] <= late:
                    last[self.root(node)] = node[0]
            begun = [(late, i) for i in range(len(sides[late])) if self.root((late, i))[0] == late]
            before = [
                at
                for at in range(max(0, late - LOOK_BACK), late)
                if at != follows.get(late)
                and whose[at] == whose[late]
                and self.reports[at].date != self.reports[late].date
            ]
            ended = [(at, i) for at in before for i in range(len(sides[at])) if last[self.root((at, i))] == at]
            if begun and ended:
                for row, column, _ in resume(self._loose(sides, ended), self._loose(sides, begun)):
                    self.join([ended[row], begun[column]])

    def _loose(self, sides: list[list[Point]], nodes: list[Node]) -> list[Point]:
        """The points at `nodes`, those of one timeline being one metric."""
        numbers: dict[Node, int] = {}
        return [
            evolve(sides[at][index], atom=numbers.setdefault(self.root((at, index)), len(numbers)))
            for at, index in nodes
        ]

    def _gathered(self) -> list[tuple[list[Node], tuple[TimelineLink, ...], tuple[Note, ...]]]:
        members: dict[Node, list[Node]] = {}
        for node in self.nodes:
            members.setdefault(self.root(node), []).append(node)
        links: dict[Node, list[TimelineLink]] = {}
        for node, link in self.links:
            links.setdefault(self.root(node), []).append(link)
        notes: dict[Node, list[Note]] = {}
        for node, note in self.notes:
            notes.setdefault(self.root(node), []).append(note)
        return [(nodes, tuple(links.get(root, ())), tuple(notes.get(root, ()))) for root, nodes in members.items()]

    def _timeline(self, nodes: list[Node], links: tuple[TimelineLink, ...], notes: tuple[Note, ...]) -> Timeline:
        told = [TimelinePoint(self.reports[at], self.reports[at].figures[index]) for at, index in nodes]
        named = [report.metric_of(figure) for report, figure in told]
        quoted = {(id(item.new), item.link.new.span) for item in links if item.link.relation is FigureRelation.QUOTED}
        inside: dict[int, list[Figure]] = {}
        for (at, _), point in zip(nodes, told, strict=True):
            if (id(point.report), point.figure.span) not in quoted:
                inside.setdefault(at, []).append(point.figure)
        heads = tuple(
            (report, headline(tuple(inside.get(at, ())), report.date)) for at, report in enumerate(self.reports)
        )
        metric = Metric(named[0].key, named[-1].label, named[-1].unit, named[-1].per)
        labels = tuple(dict.fromkeys(item.label for item in named))
        own = self.whose[nodes[0][0]]
        others = frozenset(at for at, body in enumerate(self.whose) if body != own)
        return Timeline(metric, labels, tuple(told), heads, links, notes, self.names[own], others)


@frozen(eq=False)
class _Silent:
    """A thread that was stated last in the report at `at` and not in `since`, the stages of the reports after it."""

    stages: list[Stage]
    at: int
    since: tuple[Stage, ...]


class _Threads:
    """Follows the commitments of all reports, also those that come back after silence."""

    def __init__(self, reports: tuple[Report, ...]) -> None:
        self.reports = reports
        self.found: list[list[Stage]] = []
        self.open_at: dict[tuple[int, Span], list[Stage]] = {}
        self.silent: dict[int, list[_Silent]] = {}

    def begin(self, at: int) -> None:
        """Take up the commitments of a report that follows none."""
        for commitment in self.reports[at].commitments:
            self._state(at, [], _stated(self.reports[at], commitment))

    def go_on(self, step: Step) -> None:
        """Take up what became of each commitment of a report in the one that follows it."""
        back = self._back(step)
        for change in step.commitments:
            if change.new is not None and change.old is None and change.new.span in back:
                continue
            stages = self.open_at.get((step.old, change.old.span)) if change.old else None
            stage = _stage(self.reports[step.new], change)
            if change.new is not None:
                self._state(step.new, [] if stages is None else stages, stage)
            elif stages is not None:
                stages.append(stage)
                self._fall_silent(step.new, _Silent(stages, step.old, (stage,)))

    def _state(self, at: int, stages: list[Stage], stage: Stage) -> None:
        if not stages:
            self.found.append(stages)
        stages.append(stage)
        if stage.commitment is not None:
            self.open_at[at, stage.commitment.span] = stages

    def _fall_silent(self, at: int, silent: _Silent) -> None:
        if len(silent.since) <= SILENT and not Thread(tuple(silent.stages)).settled:
            self.silent.setdefault(at, []).append(silent)

    def _back(self, step: Step) -> set[Span]:
        """Continue the threads that were silent and are stated or told of again; the statements that do so."""
        fresh = [change.new for change in step.commitments if change.old is None and change.new is not None]
        waiting = self.silent.get(step.old, [])
        taken: set[Span] = set()
        for last in sorted({silent.at for silent in waiting}, reverse=True):
            asked = {self._last(silent).span: silent for silent in waiting if silent.at == last}
            new = evolve(self.reports[step.new], commitments=tuple(one for one in fresh if one.span not in taken))
            old = evolve(self.reports[last], commitments=tuple(self._last(silent) for silent in asked.values()))
            for change in compare_commitments(old, new, Alignment((), ()), ()):
                if change.old is not None:
                    taken |= self._answer(step.new, asked[change.old.span], change)
        return taken

    def _answer(self, at: int, silent: _Silent, change: CommitmentChange) -> set[Span]:
        """Take what a report says of a silent thread; the statement that takes it up again."""
        stage = _stage(self.reports[at], change)
        if not change.evidence:
            self._fall_silent(at, _Silent(silent.stages, silent.at, (*silent.since, stage)))
            return set()
        silent.stages.extend(silent.since[1:])
        if change.new is None:
            silent.stages.append(stage)
            self._fall_silent(at, _Silent(silent.stages, silent.at, (stage,)))
            return set()
        self._state(at, silent.stages, stage)
        return {change.new.span}

    @staticmethod
    def _last(silent: _Silent) -> Commitment:
        return Thread(tuple(silent.stages)).last


def threads(reports: tuple[Report, ...], steps: list[Step]) -> tuple[Thread, ...]:
    """The commitments of all reports, each followed as long as reports state it, with silences in between."""
    following = _Threads(reports)
    by_new = {step.new: step for step in steps}
    for at in range(len(reports)):
        if at in by_new:
            following.go_on(by_new[at])
        else:
            following.begin(at)
    return tuple(Thread(tuple(stages)) for stages in following.found)


def _stated(report: Report, commitment: Commitment) -> Stage:
    return Stage(report, commitment, (), (commitment.span,), commitment.quote, None)


def _stage(report: Report, change: CommitmentChange) -> Stage:
    quote = change.new.quote if change.new else " ... ".join(report.quote(span) for span in change.evidence)
    return Stage(report, change.new, change.events, change.evidence, quote, change)
