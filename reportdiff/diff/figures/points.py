"""Figures as points to be paired: each with its words, weighted by how near they stand to the number."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from itertools import chain, combinations, pairwise
from math import log
from weakref import WeakKeyDictionary, finalize

from attrs import evolve, frozen

from ...facts import Figure, Role
from ...language.sentences import sentences
from ...language.vocabulary import Vocabulary, current
from ...model import Report
from .deeds import REACH
from .deltas import MEASURES, family
from .evidence_words import Sentence, frame, pale, read, stems

BESIDE, STEP, SENTENCE, BEFORE, HEADING = 0.9, 0.07, 0.25, 0.15, 0.15
"""How much a word counts: beside the number and less with every step away from it, at the far end of the sentence, in
the sentence before, in the heading."""

FAR = 9
"""So many steps from the number a word counts no more than any of its sentence."""

LABEL, LABEL_FAR, LABEL_NEAR = 1.0, 0.45, 0.62
"""How much a word of the label counts: in full beside the number, less where the label takes it from afar."""

ALONE, PALE = 0.5, 0.35
"""How much less a word counts that only one of the two reports has, or that says little in any report."""

_NEARNESS = tuple(BESIDE - STEP * away for away in range(FAR))
_REACH = 40
_MANY = 12
_AFTER = 12
_PARTS = ("of them", "of whom", "of which", "of these", "of those")
_CHAINED = "chain:from-to"
_MORE = frozenset(("further", "additional", "extra", "another", "more"))


@frozen(eq=False)
class Point:
    """A figure of one report. `paragraph` and `section` are indexes, `atom` the index of its metric.

    `place` is the paragraph and the sentence in it. `words` maps canonical stems to a weight by nearness. `frame` is
    the sentence with its numbers masked and `turn` counts the numbers before this one in it. `nouns` are the stems of
    what it counts; `sides` is what its sentence says just before and just behind it. `manner` is "more" for what comes
    on top of something, "part" for some of them, "share" and "whole" for the two numbers of "nine of the 17", else "".
    `family` is the scale that its unit belongs to. `beside` leads from a share to its whole and back (1 the next point,
    -1 the one before, 0 neither), and `is_whole` marks the whole, even where it comes on top of something.
    `was_wanted` marks what a target was before it was moved.
    """

    figure: Figure
    paragraph: int
    place: tuple[int, int]
    section: int
    atom: int
    words: dict[str, float]
    frame: str
    turn: int
    nouns: tuple[str, ...]
    manner: str
    family: str
    sides: tuple[str, str]
    beside: int = 0
    is_whole: bool = False
    was_wanted: bool = False


_known: dict[int, WeakKeyDictionary[Vocabulary, list[Point]]] = {}
"""The points of the reports in use, by identity: to compare reports for equality takes longer than to read them."""


def points(report: Report) -> list[Point]:
    """Every figure of `report` as a point, in the order of the text; read once as long as the report is in use."""
    known = _known.setdefault(id(report), WeakKeyDictionary())
    if not known:
        finalize(report, _known.pop, id(report), None)
    words = current()
    if words not in known:
        known[words] = _apart(_with_old_targets(_Pointing(report).points())) if report.paragraphs else []
    return list(known[words])


def _apart(side: list[Point]) -> list[Point]:
    """The points with metrics taken apart that can't be one: two values for one time in one role are two metrics.

    Nor is what comes on top of a level, or a part of it, a point of the level.
    """
    members: dict[int, list[int]] = {}
    for index, point in enumerate(side):
        members.setdefault(point.atom, []).append(index)
    following = max(members, default=0) + 1
    found = list(side)
    for indexes in members.values():
        levels = [index for index in indexes[:_MANY] if not side[index].was_wanted]
        if any(_clash(side[one], side[other]) for one, other in combinations(levels, 2)):
            for index in indexes[1:]:
                found[index] = evolve(side[index], atom=following)
                following += 1
    return found


def _with_old_targets(side: list[Point]) -> list[Point]:
    """The points, those marked that only say what a target was: "we raised our target from 50% to 55%"."""
    found = list(side)
    for at, (point, after) in enumerate(pairwise(side)):
        then, now = point.figure, after.figure
        chained = point.place == after.place and all(_CHAINED in figure.rules for figure in (then, now))
        if chained and then.role is Role.BASELINE and now.role is Role.TARGET:
            found[at] = evolve(point, was_wanted=True)
    return found


def same_manner(one: Point, other: Point) -> bool:
    """Whether both are levels, both parts, or both come on top of one; a share of a whole is a level and a part."""
    return one.manner == other.manner or {one.manner, other.manner} in ({"", "share"}, {"part", "share"})


def _clash(one: Point, other: Point) -> bool:
    if not same_manner(one, other):
        return True
    first, second = one.figure, other.figure
    same_times = first.period == second.period and (first.when is None) == (second.when is None)
    return first.role is second.role and same_times and (first.value, first.high) != (second.value, second.high)


def twins(old: list[Point], new: list[Point]) -> tuple[list[Point], list[Point]]:
    """Both sides with metrics taken apart that the other side keeps apart.

    Where a sentence stands on both sides but for its numbers, its figures are known to be of one metric. Two sentences
    that look like one metric in one report but are two in the other are two in both.
    """
    first, second = _by_frame(old), _by_frame(new)
    pairs = [(first[key], second[key]) for key in first if key in second]
    met_old = {row: new[column].atom for row, column in pairs}
    met_new = {column: old[row].atom for row, column in pairs}
    return _split(old, met_old), _split(new, met_new)


def _by_frame(side: list[Point]) -> dict[tuple[str, int], int]:
    """The only point with its place in its sentence's frame."""
    found: dict[tuple[str, int], int] = {}
    counts = Counter((point.frame, point.turn) for point in side)
    for index, point in enumerate(side):
        if counts[point.frame, point.turn] == 1:
            found[point.frame, point.turn] = index
    return found


def _split(side: list[Point], met: dict[int, int]) -> list[Point]:
    """The points of each metric that meet different metrics on the other side, as different metrics."""
    known: dict[int, dict[int, int]] = {}
    following = max((point.atom for point in side), default=0) + 1
    found = list(side)
    for index, point in enumerate(side):
        if index not in met:
            continue
        own = known.setdefault(point.atom, {met[index]: point.atom})
        if met[index] not in own:
            own[met[index]] = following
            following += 1
        if own[met[index]] != point.atom:
            found[index] = evolve(point, atom=own[met[index]])
    return found


class _Pointing:
    """The sentences of one report's figures, each read once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.paragraphs = report.paragraphs
        self.starts = [paragraph.span.start for paragraph in self.paragraphs]
        self.sections = [index for index, section in enumerate(report.sections) for _ in section.paragraphs]
        self.headings = [dict.fromkeys(stems(section.title)[:_REACH], HEADING) for section in report.sections]
        self.borders: dict[int, list[int]] = {}
        self.sentences: dict[tuple[int, int], Sentence] = {}
        self.before: dict[tuple[int, int], dict[str, float]] = {}
        self.frames: dict[tuple[int, int], str] = {}

    def points(self) -> list[Point]:
        """A point for every figure."""
        found: list[Point] = []
        for figure, atom in zip(self.report.figures, self.report.membership, strict=True):
            at = max(0, bisect_right(self.starts, figure.span.start) - 1)
            begin, end = self.paragraphs[at].flow.place(figure.span)
            place = at, max(0, bisect_right(self._borders(at), begin) - 1)
            nouns = () if figure.unit is None or figure.unit in MEASURES else stems(figure.unit)
            words = self._words(figure, place, begin, end, nouns)
            sentence = self._sentence(place)
            turn = bisect_left(sentence.numbers, begin - sentence.start)
            shape = self._frame(place)
            text = self.paragraphs[at].flow.text
            manner = _manner(figure, text[max(0, begin - _AFTER) : begin], text[end : end + _AFTER])
            before = found[-1] if found and found[-1].paragraph == at else None
            beside, whole = 0, False
            if before is not None and self._counted_out(before, figure, begin):
                found[-1], manner = evolve(before, manner=manner or "share", beside=1), manner or "whole"
                beside, whole = -1, True
            elif before is not None and before.place == place and self._counted_in(before, figure, begin):
                found[-1], manner = evolve(before, manner="whole", beside=1, is_whole=True), "share"
                beside = -1
            elif (
                manner == "more" and before is not None and before.place == place and before.figure.unit == figure.unit
            ):
                manner = ""  # one more item of a list
            section, kind = self.sections[at], family(figure.unit)
            first, last = sentence.start, sentence.start + len(sentence.text)
            sides = text[max(first, begin - REACH) : begin], text[end : min(last, end + REACH)]
            found.append(
                Point(figure, at, place, section, atom, words, shape, turn, nouns, manner, kind, sides, beside, whole)
            )
        return found

    def _counted_out(self, part: Point, whole: Figure, begin: int) -> bool:
        """Whether `part` is how many of `whole`, whose number is at `begin`: "nine of the 17"."""
        share = part.figure
        if share.unit != "percent" and (share.unit not in (None, whole.unit) or share.value > whole.value):
            return False
        flow = self.paragraphs[part.paragraph].flow
        return _out_of().fullmatch(flow.text, flow.place(share.span)[1], begin) is not None

    def _counted_in(self, whole: Point, part: Figure, begin: int) -> bool:
        """Whether the number at `begin` is how many of `whole`, said before it: "of the 17 wards nine"."""
        bigger = whole.figure
        if bigger.unit in MEASURES or part.unit not in (None, bigger.unit) or part.value > bigger.value:
            return False
        flow = self.paragraphs[whole.paragraph].flow
        first, last = flow.place(bigger.span)
        return (
            last <= begin
            and _opening().search(flow.text, max(0, first - 2 * _AFTER), first) is not None
            and flow.text[last:begin].strip(" ,") in ("", "only", "just", "so far", "some", "as many as", "all but")
        )

    def _borders(self, paragraph: int) -> list[int]:
        """Where the sentences of a paragraph start."""
        if paragraph not in self.borders:
            text = self.paragraphs[paragraph].flow.text
            self.borders[paragraph] = [start for start, _ in sentences(text)] or [0]
        return self.borders[paragraph]

    def _sentence(self, place: tuple[int, int]) -> Sentence:
        if place not in self.sentences:
            borders, text = self.borders[place[0]], self.paragraphs[place[0]].flow.text
            end = borders[place[1] + 1] if place[1] + 1 < len(borders) else len(text)
            self.sentences[place] = read(borders[place[1]], text[borders[place[1]] : end])
        return self.sentences[place]

    def _around(self, place: tuple[int, int]) -> dict[str, float]:
        """The words of the heading and of the sentence before the one at `place`."""
        if place not in self.before:
            words = dict(self.headings[self.sections[place[0]]])
            if place[1]:
                borders, text = self.borders[place[0]], self.paragraphs[place[0]].flow.text
                before = stems(text[borders[place[1] - 1] : borders[place[1]]])
                words.update(dict.fromkeys(before[-_REACH:], BEFORE))
            self.before[place] = words
        return self.before[place]

    def _frame(self, place: tuple[int, int]) -> str:
        if place not in self.frames:
            self.frames[place] = frame(self._sentence(place).text)
        return self.frames[place]

    def _words(
        self, figure: Figure, place: tuple[int, int], begin: int, end: int, nouns: tuple[str, ...]
    ) -> dict[str, float]:
        words = dict(self._around(place))
        _add_nearness(words, self._sentence(place), begin, end)
        for word in stems(" ".join(figure.terms))[:_REACH]:
            near = words.get(word, 0.0)
            words[word] = max(near, min(LABEL, LABEL_FAR + LABEL_NEAR * near))
        words.update(dict.fromkeys(nouns[:_REACH], LABEL))
        if figure.unit is not None and not nouns:
            for word in stems(figure.unit):  # the unit is compared as such
                words.pop(word, None)
        return words


def _add_nearness(words: dict[str, float], sentence: Sentence, begin: int, end: int) -> None:
    """Weigh the words of a sentence by their steps from the number at `begin`-`end` in its flow, within reach."""
    steps = sentence.steps
    if not steps:
        return
    first = bisect_left(sentence.starts, begin - sentence.start)
    last = bisect_left(sentence.starts, end - sentence.start)
    left = steps[first] if first < len(steps) else steps[-1] + 1
    right = steps[last - 1] if last else 0
    window = slice(max(0, first - _REACH), last + _REACH)
    for word, step in zip(sentence.stems[window], steps[window], strict=True):
        away = left - step if step < left else step - right if step > right else 0
        weight = _NEARNESS[away] if away < FAR else SENTENCE
        if weight > words.get(word, 0.0):
            words[word] = weight


@cache
def _out_of() -> re.Pattern[str]:
    return re.compile(r" (?:out )?of (?:(?:all|the|our|its|their|these|those|further|remaining|other) ){0,3}")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:out )?of (?:(?:the|our|its|their|these|those) )?(?:further |remaining |other )?$")


def _manner(figure: Figure, before: str, after: str) -> str:
    """Whether a number comes on top of another ("a further £2m"), is part of one ("of whom nine"), or all there is."""
    if not _MORE.isdisjoint((*before.lower().split()[-1:], *figure.quote.lower().replace("more than", "").split())):
        return "more"
    if figure.quote.lower().startswith(("all ", "both ")):
        return "whole"
    part = after.lower().lstrip().startswith(_PARTS) or before.lower().rstrip().endswith(_PARTS)
    return "part" if part else ""


def rarity(old: list[Point], new: list[Point]) -> dict[str, float]:
    """How telling each word is: the fewer figures it goes with, the more. A word of one report alone counts less.

    A wording that was merely changed leaves words without a partner, which say little against a pair.
    """
    olds = Counter(chain.from_iterable([point.words for point in old]))
    news = Counter(chain.from_iterable([point.words for point in new]))
    said = Counter(chain.from_iterable([point.words for point in (*old, *new)]))
    total, little = len(old) + len(new), pale()
    weights = {count: log(1.35 + total / count) for count in set(said.values())}
    found = {}
    for word, count in said.items():
        weight = weights[count]
        if word not in olds or word not in news:
            weight *= ALONE
        found[word] = weight * PALE if word in little else weight
    return found
