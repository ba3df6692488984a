"""Figures as points to be paired: each with its name, its kind, and the sentence that says it."""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary, finalize

from attrs import evolve, field, frozen

from ...facts import Figure, Role
from ...language.tokens import sentences
from ...language.vocabulary import Vocabulary, current, derived_of
from ...matching.evidence import weights
from ...model import Report
from ...patterns import regex
from ...phrases import MONTHS
from .deeds import deed
from .deltas import CURRENCIES, MEASURES, family
from .evidence_words import Said, pale, said, stems
from .relations import same_value

_W = weights("names")
_REACH, _MANY, _AFTER, _FEW = 40, 12, 12, 3
_NEXT = 4  # words and marks that stand right before or behind a number
_BESIDE = 8  # words and marks on either side of a number that are nearer to it than the rest of its sentence
_SOME = ("of them", "of these", "of those")
_OF_WHICH = ("of which", "of whom", *_SOME)
_CHAINED = "chain:from-to"
_OPEN = frozenset(("(", "[", "–", "—", "-", "or"))
_PAST = frozenset(("last", "previous", "before", "ago", "earlier", "prior"))
_COMPARED = frozenset(("compared", "compares", "comparing", "versus"))
_HELD_AGAINST = frozenset(("over", "on", "than", "from", "against", "to", "compared"))
_PARTING = frozenset((",", ";", ")", "(", ":", "and", "from", "by", "of", "in", "to", "for"))
_TIED = frozenset(("this", "that", "these", "those"))
_TURNED = frozenset(("while", "whereas", "but", ";"))
_UP_TO = frozenset(("to", "and", "until", "–", "-"))
_ANAPHORS = ("this", "that", "it", "these", "the", "which", "however")
_MORE = frozenset(("further", "additional", "extra", "another", "more"))


@frozen(eq=False)
class Point:
    """A figure of one report. `paragraph` and `section` are indexes, `atom` the index of its metric.

    `place` is the paragraph and the sentence in it. `words` maps canonical stems to a weight by how they stand to the
    number, `heads` are those among them that name the thing itself, `deed` is the word nearest to the number that says
    what happens; `behind` are the words of the number and next to it, up to another number. `frame` is the sentence
    with its numbers masked and `turn` counts the numbers before this one in it. `nouns` are stems of what it counts.
    `manner` is "more" for what comes on top of something, "fewer" for what is short of it, "part" for some of them,
    "share" and "whole" for the two numbers of "nine of the 17", else "". `family` is the scale that its unit belongs
    to. `beside` leads from a share to its whole and back (1 the next point, -1 the one before, 0 neither), and
    `is_whole` marks the whole, even where it comes on top of something. `was_wanted` marks what a target was before it
    was moved. `host` leads from a difference to the level that it changes (0 for none). `past` marks what is told of an
    earlier time, and `length` is how many months the time said is long.
    """

    figure: Figure
    paragraph: int
    place: tuple[int, int]
    section: int
    atom: int
    words: dict[str, float]
    heads: frozenset[str]
    deed: str
    behind: frozenset[str]
    frame: str
    turn: int
    nouns: tuple[str, ...]
    manner: str
    family: str
    beside: int = 0
    is_whole: bool = False
    was_wanted: bool = False
    host: int = 0
    past: bool = False
    length: int | None = None

    gap: bool = field(init=False)
    """Whether it is a difference and no level: what something fell by, or is to fall by."""

    @gap.default
    def _gap(self) -> bool:
        role = self.figure.role
        return role is Role.CHANGE or (
            role is Role.TARGET and any(rule.startswith("change:") for rule in self.figure.rules)
        )


_known: dict[int, WeakKeyDictionary[Vocabulary, list[Point]]] = {}
"""The points of the reports in use, by identity: to compare reports for equality takes longer than to read them."""


def points(report: Report) -> list[Point]:
    """Every figure of `report` as a point, in the order of the text; read once as long as the report is in use."""
    known = _known.setdefault(id(report), WeakKeyDictionary())
    if not known:
        finalize(report, _known.pop, id(report), None)
    words = current()
    if words not in known:
        known[words] = _apart(_hung(_with_old_targets(_Pointing(report).points()), report)) if report.paragraphs else []
    return list(known[words])


def _apart(side: list[Point]) -> list[Point]:
    """The points with metrics taken apart that can't be one: two values for one time in one role are two metrics.

    Nor is what comes on top of a level, or a part of it, a point of the level. One telling number of one thing, said
    twice, is one metric.
    """
    members: dict[int, list[int]] = {}
    for index, point in enumerate(_said_twice(side)):
        members.setdefault(point.atom, []).append(index)
    found = _said_twice(side)
    following = len(side)
    for indexes in members.values():
        if any(clash(side[one], side[other]) for one, other in combinations(indexes[:_MANY], 2)):
            for index in indexes[1:]:
                found[index] = evolve(side[index], atom=following)
                following += 1
    return found


def _said_twice(side: list[Point]) -> list[Point]:
    """The points, those that give one telling number of one thing under one metric."""
    atoms: dict[tuple[object, ...], int] = {}
    said: dict[tuple[object, ...], list[Point]] = {}
    found = []
    for point in side:
        figure = point.figure
        digits = len(figure.value.normalize().as_tuple().digits)
        if digits > _FEW and not point.gap:
            earlier = said.setdefault((figure.value, figure.high, point.family), [])
            twin = next((one for one in earlier[:_MANY] if not one.heads.isdisjoint(point.heads)), None)
            earlier.append(point := evolve(point, atom=twin.atom) if twin else point)
        elif point.nouns and digits >= _FEW:
            key = (figure.value, figure.high, point.nouns[-1], figure.role, figure.when)
            point = evolve(point, atom=atoms.setdefault(key, point.atom))
        found.append(point)
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


def _hung(side: list[Point], report: Report) -> list[Point]:
    """The points, those that say how something has changed with the way to the level that they change, and its name."""
    found = list(side)
    for at, point in enumerate(side):
        host = _host(side, at, report) if point.gap else 0
        if host:
            level = found[at + host]
            words = {
                **level.words,
                **{word: max(weight, level.words.get(word, 0.0)) for word, weight in point.words.items()},
            }
            found[at] = evolve(point, host=host, words=words, heads=point.heads | level.heads)
    return found


def _host(side: list[Point], at: int, report: Report) -> int:
    """The way from a difference to its level, 0 for none.

    That is the next one in "up 4% to 812", else the one before it in its sentence, that of the sentence before
    where "this" is said to have changed, else the next.
    """
    point, flow = side[at], report.paragraphs[side[at].paragraph].flow
    steps = [step for step in (1, 2, 3, -1, -2, -3) if 0 <= at + step < len(side) and _is_level(side[at + step])]
    after = next((step for step in steps if step > 0 and side[at + step].place == point.place), 0)
    before = next((step for step in steps if step < 0), 0)
    if after and flow.text.endswith((" to ", " at "), 0, flow.place(side[at + after].figure.span)[0]):
        return after
    if before and side[at + before].place == point.place:
        return before
    if point.frame.split(" ", 1)[0] not in _ANAPHORS:
        return after
    paragraph, sentence = side[at + before].place
    this = paragraph == point.paragraph and sentence == point.place[1] - 1
    return before if before and (this or (paragraph == point.paragraph - 1 and not point.place[1])) else 0


def _is_level(point: Point) -> bool:
    return not point.gap and point.figure.role is Role.ACTUAL and not point.figure.minor


def same_manner(one: Point, other: Point) -> bool:
    """Whether both are levels, both parts, or both come on top of one; a share of a whole is a level and a part."""
    was, now = one.manner, other.manner
    return was == now or {was, now} in ({"", "share"}, {"part", "share"})


def said_again(target: Point, whole: Point) -> bool:
    """Whether the whole of a share is a target said again: 600 in "410 of the further 600 homes"."""
    wanted = whole.is_whole and target.figure.role is Role.TARGET and whole.figure.role is not Role.TARGET
    return wanted and same_value(target.figure, whole.figure)


def clash(one: Point, other: Point) -> bool:
    """Whether two figures of one report can't be points of one metric: two values for one time in one role."""
    if one.was_wanted or other.was_wanted:
        return False
    first, second = one.figure, other.figure
    again = (first.value, first.high) == (second.value, second.high) and {one.manner, other.manner} == {"", "whole"}
    if not (again or same_manner(one, other)):
        return True
    same_times = first.period == second.period and (first.when is None) == (second.when is None)
    return first.role is second.role and same_times and (first.value, first.high) != (second.value, second.high)


class _Named(NamedTuple):
    """The words of a point, those that name the thing itself, the deed, and the words right behind."""

    words: dict[str, float]
    heads: frozenset[str]
    deed: str
    behind: frozenset[str]
    past: bool
    length: int | None


class _Pointing:
    """The sentences of one report's figures, each read once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.paragraphs = report.paragraphs
        self.sections = [index for index, section in enumerate(report.sections) for _ in section.paragraphs]
        self.headings = [dict.fromkeys(stems(section.title)[:_REACH], _W["heading"]) for section in report.sections]
        self.borders: dict[int, list[tuple[int, int]]] = {}
        self.sentences: dict[tuple[int, int], Said] = {}
        self.around: dict[tuple[int, int], dict[str, float]] = {}
        starts = [paragraph.span.start for paragraph in self.paragraphs]
        self.places: list[tuple[int, int, int]] = []
        for figure in report.figures:
            at = max(0, bisect_right(starts, figure.span.start) - 1)
            self.places.append((at, *self.paragraphs[at].flow.place(figure.span)))

    def points(self) -> list[Point]:
        """A point for every figure."""
        found: list[Point] = []
        for figure, atom, (at, begin, end) in zip(
            self.report.figures, self.report.membership, self.places, strict=True
        ):
            cuts = self._cuts(at)
            place = at, max(0, bisect_right(cuts, begin, key=lambda cut: cut[0]) - 1)
            nouns = _nouns(figure)
            sentence = self._said(place)
            start = cuts[place[1]][0]
            name = self._name(figure, place, (begin - start, end - start))
            text = self.paragraphs[at].flow.text
            manner = _manner(figure, text[max(0, begin - _AFTER) : begin], text[end : end + _AFTER])
            before = found[-1] if found and found[-1].paragraph == at else None
            if before is not None and self._in_brackets(before, figure, begin):
                shared = {word: max(weight, name.words.get(word, 0.0)) for word, weight in before.words.items()}
                name = name._replace(words={**name.words, **shared}, heads=before.heads or name.heads)
            beside, whole = 0, False
            if before is not None and self._counted_out(before, figure, begin):
                found[-1], manner = evolve(before, manner=manner or "share", beside=1), manner or "whole"
                beside, whole = -1, True
            elif before is not None and before.place == place and self._counted_in(before, figure, begin):
                found[-1], manner = evolve(before, manner="whole", beside=1, is_whole=True), "share"
                beside = -1
            elif manner == "more" and before is not None and before.place == place:
                item = before.figure.unit == figure.unit and figure.role is not Role.CHANGE  # one more of a list
                manner = "" if item else manner
            turn = bisect_left(sentence.numbers, begin - start)
            found.append(
                Point(
                    figure, at, place, self.sections[at], atom, *name[:4], sentence.frame, turn, nouns, manner,
                    family(figure.unit), beside, whole, past=name.past, length=name.length,
                )
            )  # fmt: skip
        return found

    def _in_brackets(self, host: Point, figure: Figure, begin: int) -> bool:
        """Whether the number at `begin` is another measure of what `host` is: "17 (68%)"."""
        flow = self.paragraphs[host.paragraph].flow
        between = flow.text[flow.place(host.figure.span)[1] : begin].strip()
        return between in _OPEN and host.family != family(figure.unit)

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

    def _cuts(self, paragraph: int) -> list[tuple[int, int]]:
        """Where the sentences of a paragraph start and end."""
        if paragraph not in self.borders:
            text = self.paragraphs[paragraph].flow.text
            self.borders[paragraph] = list(sentences(text)) or [(0, len(text))]
        return self.borders[paragraph]

    def _said(self, place: tuple[int, int]) -> Said:
        """The sentence at `place`, read once."""
        if place not in self.sentences:
            start, end = self._cuts(place[0])[place[1]]
            self.sentences[place] = said(self.paragraphs[place[0]].flow.text[start:end])
        return self.sentences[place]

    def _around(self, place: tuple[int, int]) -> dict[str, float]:
        """The words of the heading and of the sentence before the one at `place`."""
        if place not in self.around:
            words = dict(self.headings[self.sections[place[0]]])
            if place[1]:
                before = [word for word in self._said((place[0], place[1] - 1)).stems if word]
                words.update(dict.fromkeys(before[-_REACH:], _W["sentence before"]))
            self.around[place] = words
        return self.around[place]

    def _length(self, figure: Figure, place: tuple[int, int], before: tuple[str, ...]) -> int | None:
        """How long the time is that a figure is about; words that name what it is held against tell nothing of that."""
        if figure.role is Role.TARGET:
            return None
        told = figure.role is Role.CHANGE or held_against(figure)
        found = _length(" ".join(before) if told else figure.when or "")
        if found is None and place[1] and not _TIED.isdisjoint(map(str.lower, before[:_FEW])):
            found = _length(" ".join(self._said((place[0], place[1] - 1)).words[:_REACH]))
        return found

    def _name(self, figure: Figure, place: tuple[int, int], where: tuple[int, int]) -> _Named:
        """What a figure is about: what it counts, what its label says, what stands near it, what stands around."""
        sentence, words, own = self._said(place), dict(self._around(place)), _nouns(figure)
        first, last = (bisect_left(sentence.starts, at) for at in where)
        near, told = _beside(sentence, first, last), sentence.words[max(0, first - _REACH) : first]
        set_before = _set_before(sentence, first)
        named = set_before or stems(" ".join(figure.terms))[:_REACH]
        for some, weight in (
            (sentence.stems[max(0, first - _REACH) : last + _REACH], _W["sentence"]),
            ([] if set_before else [sentence.stems[at] for at in near], _W["beside"]),
            (named, _W["label"]),
            (own[-1:], _W["own"]),
        ):
            for word in some:
                if word and weight > words.get(word, 0.0):
                    words[word] = weight
        if figure.unit is not None and not own:
            for word in stems(figure.unit):  # the unit is compared as such
                words.pop(word, None)
        little = pale()
        heads = {word for word in named if word in words and word not in little}
        heads.update(() if set_before else own[-1:])
        stops, at = sentence.stops, bisect_left(sentence.stops, last)
        before = sentence.stems[max(first - _NEXT, stops[bisect_left(stops, first) - 1] + 1, 0) : first]
        behind = sentence.stems[first : min((last + _NEXT, *stops[at : at + 1]))]
        if not heads and place[1]:  # "The decrease was 8.7%": of what the sentence before said
            earlier = self._said((place[0], place[1] - 1)).stems[:_REACH]
            heads = set([word for word in earlier if word and word not in little][:_MANY])
            words.update(dict.fromkeys(heads, _W["label"]))
        if not heads:
            heads = {word for word in (*named[:_FEW], *before) if word in words}
        return _Named(
            words,
            frozenset(heads),
            deed(sentence.words, near, wanted=figure.role is Role.TARGET),
            frozenset(() if set_before else filter(None, behind)),
            _is_past(figure, told),
            self._length(figure, place, told),
        )


def _set_before(sentence: Said, first: int) -> tuple[str, ...]:
    """What the number at `first` stands behind in brackets: "falls (83)", "from Norway (48) and Italy (31)"."""
    words = sentence.words
    if first < _FEW or words[first - 1] != "(" or not words[first - _FEW + 1][0].isalpha():
        return ()
    near = range(max(0, first - 1 - _NEXT), first - 1)
    start = max([at + 1 for at in near if words[at].lower() in _PARTING], default=near.start)
    return tuple(filter(None, sentence.stems[start : first - 1]))


def held_against(figure: Figure) -> bool:
    """Whether the words for its time name the one that it is held against: "4 million tonnes over a year earlier"."""
    return (figure.when or "").lower().split(" ", 1)[0] in _HELD_AGAINST


def _is_past(figure: Figure, before: tuple[str, ...]) -> bool:
    """Whether a number is dated to a time before or, by the words before it, what another one is compared with."""
    if figure.role is not Role.ACTUAL:
        return figure.role is Role.BASELINE
    words = [word.lower() for word in before]
    behind = words[max((at for at, word in enumerate(words) if word in _COMPARED), default=len(words)) :]
    dated = not held_against(figure) and not _PAST.isdisjoint((figure.when or "").lower().split())
    return dated or (bool(behind) and _TURNED.isdisjoint(behind))


@derived_of(4096)
def _length(words: str) -> int | None:
    """How many months long a time is that words name, 0 for less than one.

    >>> [_length(words) for words in ("in the first quarter", "between May and June", "in 2031", "it may well be now")]
    [3, 2, 12, None]
    """
    said = re.findall("[A-Za-z]+|[–-]", words)
    named = [at for at, month in enumerate(MONTHS) if month in said]
    if len(named) == 2 and "year" not in words.lower() and not _UP_TO.isdisjoint(said):
        return named[1] - named[0] + 1
    return next((months for months, pattern in _lengths() if pattern.search(words)), None)


@cache
def _lengths() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (months, re.compile(rf"\b(?:(?i:{words})|{names})"))
        for months, words, names in (
            (3, r"quarters?\b|(?:three|3) months", "(?!)"),
            (6, r"half\b|(?:six|6) months", "(?!)"),
            (0, "week|fortnight", "(?!)"),
            (12, "(?:[a-z]+|[0-9]+) months|year (?:to|end)|to date|so far", "(?!)"),
            (1, "month", rf"(?:{'|'.join(MONTHS)})\b"),
            (12, r"year|annual|(?:19|20)\d\d", "(?!)"),
        )
    )


def _beside(sentence: Said, first: int, last: int) -> list[int]:
    """Words and marks of a number and beside it, from near to far, up to a semicolon."""
    breaks = sentence.breaks
    around = [at for step in range(1, _BESIDE + 1) for at in (last - 1 + step, first - step)]
    return [
        at
        for at in (*range(first, last), *around)
        if 0 <= at < len(breaks) and breaks[at] == breaks[first if first < len(breaks) else -1]
    ]


def _nouns(figure: Figure) -> tuple[str, ...]:
    """The stems of what a figure counts, its head last."""
    return () if figure.unit is None or figure.unit in MEASURES else stems(figure.unit)[:_REACH]


_out_of = regex(r" (?:out )?of (?:(?:all|the|our|its|their|these|those|further|remaining|other) ){0,3}")
_opening = regex(r"(?i)\b(?:out )?of (?:(?:the|our|its|their|these|those) )?(?:further |remaining |other )?$")


def _manner(figure: Figure, before: str, after: str) -> str:
    """Whether a number comes on top of another ("a further £2m"), is part of one ("of whom nine"), or all there is."""
    if not _MORE.isdisjoint((*before.lower().split()[-1:], *figure.quote.lower().replace("more than", "").split())):
        return "more"
    if after.lower().split()[:1] in (["more"], ["short"], ["fewer"], ["less"]) and figure.unit not in CURRENCIES:
        return "more" if after.lower().split()[0] == "more" else "fewer"
    if figure.quote.lower().startswith(("all ", "both ")):
        return "whole"
    part = after.lower().lstrip().startswith(_SOME) or before.lower().rstrip().endswith(_OF_WHICH)
    return "part" if part else ""
