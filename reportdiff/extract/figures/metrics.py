"""Which figures of one report are points of one metric: the same thing reported, compared with earlier, and wanted.

Figures share a metric if they have the same unit and rate and their labels say the same; a later figure of the same
paragraph that names no more than its counted noun ("we will reach 20,000 premises") or than the nearest earlier one
goes to that. Two facts about the same time with different values are two metrics, whatever their labels say.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import define, evolve

from ...facts import Figure, Metric, Role
from ...language.stems import stem, terms
from ...language.vocabulary import listed
from ...model import Paragraph, Section
from .coreference import under
from .sentence_reader import ITEM
from .units import is_measure

# Members of enums by names of their own: to read one off its class costs as much as a call.
_ACTUAL, _CHANGE = Role.ACTUAL, Role.CHANGE

_ENOUGH = 0.75  # Dice of label stems from which two labels say the same
_NEAR = 40  # metrics that share a stem which are looked at, newest first: keeps the work linear
_LIGHT = frozenset(map(stem, ("reach", "have", "see", "make", "get", "take", "be", "total", "number", "written")))


@define(repr=False, eq=False)
class _Group:
    """A metric in the making."""

    stems: frozenset[str]
    head: Figure
    words: tuple[str, ...]
    said: dict[tuple[Role, str | None], tuple[object, object]]

    def takes(self, figure: Figure) -> bool:
        """Whether a figure can be one more point: no other fact about the same time with another value."""
        value = figure.value, figure.high
        return figure.role is Role.BASELINE or self.said.get((figure.role, figure.when), value) == value

    def add(self, figure: Figure, words: tuple[str, ...]) -> None:
        """Takes a point; the first fact gives the metric its label."""
        self.said.setdefault((figure.role, figure.when), (figure.value, figure.high))
        if figure.role is _ACTUAL and self.head.role is not _ACTUAL:
            self.head, self.words = figure, words


def group_metrics(
    figures: Sequence[Figure], paragraphs: Sequence[Paragraph]
) -> tuple[tuple[Metric, ...], tuple[int, ...]]:
    """The metrics of a report, and for each figure the index of its metric, in the order of the text."""
    groups: list[_Group] = []
    index: dict[_Sort, dict[str, list[int]]] = defaultdict(dict)
    membership: list[int] = []
    starts = sorted([paragraph.span.end for paragraph in paragraphs])
    place, opening = 0, 0
    for at, figure in enumerate(figures):
        while place < len(starts) and figure.span.start >= starts[place]:
            place, opening = place + 1, at
        words = terms(" ".join(figure.terms))
        stems = frozenset(words)
        home = _near(figure, stems, figures, membership, groups, opening, at)
        if home is None:
            named = index[_sort(figure)]
            home = _like(figure, stems, groups, named, exact=_CELL in figure.rules)
            if home is None:
                membership.append(len(groups))
                for name in stems:
                    named.setdefault(name, []).append(len(groups))
                groups.append(_Group(stems, figure, words, {(figure.role, figure.when): (figure.value, figure.high)}))
                continue
        groups[home].add(figure, words)
        membership.append(home)
    return _named(groups), tuple(membership)


def named(
    figures: Sequence[Figure], metrics: Sequence[Metric], membership: Sequence[int], sections: Sequence[Section]
) -> tuple[tuple[Figure, ...], tuple[Metric, ...]]:
    """The figures and metrics, all values of one metric under one name.

    It is that of the metric's head; another value's where that holds no more than one content word, and then the title
    of its section stands behind it in brackets.
    """
    firsts: dict[int, Figure] = {}
    names = [metric.label for metric in metrics]
    for figure, home in zip(figures, membership, strict=True):
        firsts.setdefault(home, figure)
        if len(terms(names[home])) < _SAYING <= len(terms(figure.label)):
            names[home] = figure.label
    starts = [section.span.start for section in sections]

    def told(figure: Figure, name: str) -> str:
        at = bisect_right(starts, figure.span.start) - 1
        thin = len(terms(name)) < _SAYING or (ITEM in figure.rules and "(" not in name)
        says = "" if name == figure.unit and is_measure(name) else name  # "3 mins 40 secs" alone under its heading
        return under(says, sections[at].title) or name if at >= 0 and thin else name

    for home, figure in firsts.items():
        names[home] = told(figure, names[home])
    called = [_called(figure, names[home]) for figure, home in zip(figures, membership, strict=True)]
    return (
        tuple([evolve(f, label=told(f, f.label)) if f.label not in names else f for f in called]),
        tuple([evolve(metric, label=name) for metric, name in zip(metrics, names, strict=True)]),
    )


def _numbers(name: str) -> list[str]:
    """The words of a name with digits in them: what is of "scope 3" is not of "scope 1"."""
    return [word for word in name.split() if any(map(str.isdigit, word))]


_ALIKE = 0.4  # Dice of the words of two names below which they are of two things
_CLOSE = 0.7  # the same where one has several words that the other has not
_SAYING = 2  # content words of a name that stands by itself


def _called(figure: Figure, name: str) -> Figure:
    """A figure under the name of its metric; a difference and what has other numbers in its name keep their own."""
    if _CELL in figure.rules:
        return figure
    own, told = set(terms(figure.label)), set(terms(name))
    alike = 2 * len(own & told) / (len(own) + len(told) or 1)
    apart = alike < _ALIKE or (alike < _CLOSE and len(own - told) > 1)  # "visits made", "visits paid by technicians"
    up, down = (set(map(stem, listed(way))) for way in ("up", "down"))
    apart = apart or bool((own & up and told & down) or (own & down and told & up))  # "18 rose, 7 fell"
    other = figure.label == name or figure.role is _CHANGE or apart or _numbers(figure.label) != _numbers(name)
    says = len(own) >= _SAYING or (own and own.isdisjoint(told))
    return figure if other and says else evolve(figure, label=name)


def _digits(figure: Figure) -> list[str]:
    return [word for word in figure.terms if word.isdecimal()]


_CELL = "label.cell"  # the rule of what is named by its row and column
_Sort = tuple[str | None, str | None, bool, bool]


@lru_cache(maxsize=512)
def _bare(unit: str | None) -> frozenset[str]:
    """Stems that say no more than the unit does."""
    return frozenset(terms(unit or "")) | _LIGHT


def _sort(figure: Figure) -> _Sort:
    """What must agree before labels are looked at.

    Neither a difference nor what comes on top of a level ("a further £2m") is ever a point of that level.
    """
    on_top = not listed("on_top").isdisjoint(figure.quote.lower().split())
    return figure.unit, figure.per, figure.role is _CHANGE, on_top


def _near(
    figure: Figure,
    stems: frozenset[str],
    figures: Sequence[Figure],
    membership: Sequence[int],
    groups: Sequence[_Group],
    opening: int,
    at: int,
) -> int | None:
    """The metric of an earlier figure of the paragraph that one with no words but the other's goes on with."""
    bare = _bare(figure.unit)
    for other in range(at - 1, max(opening, at - 6) - 1, -1) if stems else ():
        earlier = figures[other]
        if _sort(earlier) == _sort(figure) and earlier.role is not figure.role:
            if not stems <= bare.union(terms(earlier.label), groups[membership[other]].stems):
                return None
            group = groups[membership[other]]
            return membership[other] if group.takes(figure) else None
    return None


def _like(
    figure: Figure,
    stems: frozenset[str],
    groups: Sequence[_Group],
    named: Mapping[str, Sequence[int]],
    *,
    exact: bool,
) -> int | None:
    """The metric whose label says most nearly the same, if one says nearly enough the same.

    `named` holds the metrics of the figure's own sort by the stems of their labels. Two cells of tables (`exact`) are
    one metric only under the same names: those of two rows differ in a word.
    """
    best, found = _ENOUGH, None
    seen: set[int] = set()
    for name in sorted(named.keys() & stems):
        for number in named[name][-_NEAR:]:
            if number in seen:
                continue
            seen.add(number)
            other = groups[number].stems
            alike = 2 * len(stems & other) / (len(stems) + len(other))
            head = groups[number].head
            if exact and _CELL in head.rules and (other != stems or _digits(head) != _digits(figure)):
                continue
            if alike >= best and groups[number].takes(figure):
                best, found = alike, number
    return found


def _named(groups: Sequence[_Group]) -> tuple[Metric, ...]:
    """The metrics with keys that no two share."""
    taken: dict[str, int] = {}
    found = []
    for group in groups:
        head = group.head
        key = _key(head, group.words)
        taken[key] = taken.get(key, 0) + 1
        if taken[key] > 1:
            key = f"{key} ({taken[key]})"
            taken[key] = taken.get(key, 0) + 1
        found.append(Metric(key, head.label, head.unit, head.per))
    return tuple(found)


def _key(figure: Figure, words: tuple[str, ...]) -> str:
    key = " ".join(dict.fromkeys(words))
    if figure.role is _CHANGE:
        key += " change"
    if figure.unit:
        key += f" [{figure.unit}]"
    if figure.per:
        key += f" per {figure.per}"
    return key if words else key[1:]
