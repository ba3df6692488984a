"""Figures as points to be paired: each with its words, weighted by how near they stand to the number."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from itertools import combinations
from math import log

from attrs import evolve, frozen

from ..extract.sentences import sentences
from ..extract.terms import STOP, stem, terms
from ..extract.vocabulary import rows
from ..facts import Figure
from ..model import Report
from .deltas import MEASURES

LABEL, LABEL_FAR, LABEL_NEAR = 1.0, 0.45, 0.62
BESIDE, STEP, SENTENCE, BEFORE, HEADING = 0.9, 0.07, 0.25, 0.15, 0.15
"""How much a word counts: in the label (where that takes it from afar less than beside the number), beside the number and
less with every step away from it, at the far end of the sentence, in the sentence before, in the heading."""

ALONE, PALE = 0.5, 0.35
"""How much less a word counts that only one of the two reports has, or that says little in any report."""


_ENDINGS = ("ization", "ation", "ition", "ment", "ance", "ence", "iv", "ion", "ial", "al", "er", "or", "ity")
_NUMERALS = frozenset(
    "m bn k million billion thousand hundred dozen pence pounds dollars euros percent two three four five six seven eight "
    "nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety half third quarter".split()
)
_MORE = frozenset(("further", "additional", "extra", "another", "more"))
_MANY = 12
_BREAKS = frozenset(("and", "but", "while", "on", "with", "against", "where", "which"))


@frozen(eq=False)
class Point:
    """A figure of one report. `paragraph` and `section` are indexes (-1: none), `atom` the index of its metric.

    `place` is the paragraph and the sentence in it. `words` maps canonical stems to a weight by nearness. `frame` is the
    sentence with its numbers masked and `turn` counts the figures before this one in it.
    """

    figure: Figure
    paragraph: int
    place: tuple[int, int]
    section: int
    atom: int
    words: dict[str, float]
    frame: str
    turn: int
    nouns: frozenset[str]
    more: bool


@frozen(eq=False)
class Sentence:
    """A sentence that holds figures: where it starts in its flow, its frame, and its stems by place.

    `steps` are the places of the stems counted in words, with a pause at every comma and number: two stems whose steps
    are far apart have little to do with each other.
    """

    start: int
    frame: str
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    steps: tuple[int, ...]


@cache
def _synonyms() -> dict[str, str]:
    """Stem -> the name of its class of words that reports use for one thing."""
    found: dict[str, str] = {}
    for row in rows("synonyms.txt"):
        classed = [part for word in row for part in terms(word)[:1]]
        for one in classed:
            found.setdefault(one, classed[0])
            found.setdefault(_shorter(one), classed[0])
    return found


@cache
def _silent() -> frozenset[str]:
    """Words that are not counted: stop words and the words that numbers are written with."""
    return STOP | _NUMERALS


@cache
def _pale() -> frozenset[str]:
    return frozenset(part for row in rows("pale_words.txt") for part in terms(row[0])[:1])


@cache
def canonical(word: str) -> str:
    """The stem of a word, the same for words that reports use for one thing."""
    root = stem(word)
    found = _synonyms().get(root)
    if found is None:
        short = _shorter(root)
        found = _synonyms().get(short, short)
    return found


def _shorter(root: str) -> str:
    """A stem without the ending that makes a noun or adjective of it: "adoptiv" and "adoption" are "adopt"."""
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= 4:
            return root[: -len(ending)]
    return root


def stems(text: str) -> tuple[str, ...]:
    """Canonical stems of the content words of `text`."""
    words = (token.group() for token in _token().finditer(text))
    return tuple(canonical(word) for word in words if word[0].isalpha() and word.lower() not in _silent())


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\d[\d,.]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[,;:()]")


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(r"[^\w#]+")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d[\d,.]*")


def frame(text: str) -> str:
    """`text` with its numbers masked, in lower case, without punctuation: the same for a sentence filled in anew."""
    return _noise().sub(" ", _number().sub("#", text.lower())).strip()


def points(report: Report) -> list[Point]:
    """Every figure of `report` as a point, in the order of the text."""
    return _apart(_Pointing(report).points()) if report.paragraphs else []


def _apart(side: list[Point]) -> list[Point]:
    """The points with metrics taken apart that can't be one: two values for one time in one role are two metrics."""
    members: dict[int, list[int]] = {}
    for index, point in enumerate(side):
        members.setdefault(point.atom, []).append(index)
    following = max(members, default=0) + 1
    found = list(side)
    for indexes in members.values():
        if any(_clash(side[one].figure, side[other].figure) for one, other in combinations(indexes[:_MANY], 2)):
            for index in indexes[1:]:
                found[index] = evolve(side[index], atom=following)
                following += 1
    return found


def _clash(one: Figure, other: Figure) -> bool:
    same_times = one.period == other.period and (one.when is None) == (other.when is None)
    return one.role is other.role and same_times and (one.value, one.high) != (other.value, other.high)


class _Pointing:
    """The sentences of one report's figures, each read once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.starts = [paragraph.span.start for paragraph in report.paragraphs]
        self.sections = [index for index, section in enumerate(report.sections) for _ in section.paragraphs]
        self.headings = [dict.fromkeys(stems(section.title), HEADING) for section in report.sections]
        self.cuts: dict[int, tuple[tuple[int, int], ...]] = {}
        self.read: dict[tuple[int, int], Sentence] = {}

    def points(self) -> list[Point]:
        turns: Counter[tuple[int, int]] = Counter()
        found = []
        for figure, atom in zip(self.report.figures, self.report.membership, strict=True):
            at = max(0, bisect_right(self.starts, figure.span.start) - 1)
            begin, end = self.report.paragraphs[at].flow.place(figure.span)
            place = at, self._sentence_at(at, begin)
            sentence = self._sentence(place)
            nouns = frozenset() if figure.unit in MEASURES else frozenset(stems(figure.unit or ""))
            words = self._words(figure, place, sentence, begin - sentence.start, end - sentence.start, nouns)
            turn = turns[place]
            turns[place] += 1
            found.append(
                Point(figure, at, place, self.sections[at], atom, words, sentence.frame, turn, nouns, _adds(figure))
            )
        return found

    def _sentence_at(self, paragraph: int, begin: int) -> int:
        if paragraph not in self.cuts:
            self.cuts[paragraph] = sentences(self.report.paragraphs[paragraph].flow.text) or ((0, 0),)
        return max(0, bisect_right(self.cuts[paragraph], (begin, len(self.report.source.text) + 1)) - 1)

    def _sentence(self, place: tuple[int, int]) -> Sentence:
        if place not in self.read:
            start, end = self.cuts[place[0]][place[1]]
            self.read[place] = _read(start, self.report.paragraphs[place[0]].flow.text[start:end])
        return self.read[place]

    def _words(
        self, figure: Figure, place: tuple[int, int], sentence: Sentence, begin: int, end: int, nouns: frozenset[str]
    ) -> dict[str, float]:
        words = dict(self.headings[self.sections[place[0]]])
        if place[1]:
            words.update(dict.fromkeys(self._sentence((place[0], place[1] - 1)).stems, BEFORE))
        first, last = bisect_left(sentence.starts, begin), bisect_left(sentence.starts, end)
        steps = sentence.steps
        left = steps[first] if first < len(steps) else (steps[-1] + 1 if steps else 0)
        right = steps[last - 1] if last else 0
        for word, step in zip(sentence.stems, steps, strict=True):
            away = left - step if step < left else step - right if step > right else 0
            weight = max(SENTENCE, BESIDE - STEP * away)
            if weight > words.get(word, 0.0):
                words[word] = weight
        for word in stems(figure.label):
            words[word] = max(words.get(word, 0.0), min(LABEL, LABEL_FAR + LABEL_NEAR * words.get(word, 0.0)))
        words.update(dict.fromkeys(sorted(nouns), LABEL))
        return words


def _adds(figure: Figure) -> bool:
    """Whether a number is said to come on top of another ("a further £2m"), so that it is no level of anything."""
    return bool(_MORE & set(figure.quote.lower().replace("more than", "").split()))


def _read(start: int, text: str) -> Sentence:
    stems: list[str] = []
    starts: list[int] = []
    steps: list[int] = []
    step = 0
    for token in _token().finditer(text):
        word = token.group()
        if not word[0].isalpha():
            step += 3 if word[0].isdigit() or word in ";:" else 2
            continue
        if word.lower() in _silent():
            step += 2 * (word.lower() in _BREAKS)
            continue
        step += 1
        stems.append(canonical(word))
        starts.append(token.start())
        steps.append(step)
    return Sentence(start, frame(text), tuple(stems), tuple(starts), tuple(steps))


def rarity(old: list[Point], new: list[Point]) -> dict[str, float]:
    """How telling each word is: the fewer figures it goes with, the more. A word of one report alone counts less.

    A wording that was merely changed leaves words without a partner, which say little against a pair.
    """
    olds = Counter(word for point in old for word in point.words)
    news = Counter(word for point in new for word in point.words)
    total, pale = len(old) + len(new), _pale()
    found = {}
    for word in (*olds, *(word for word in news if word not in olds)):
        weight = log(1.35 + total / (olds[word] + news[word]))
        weight *= 1.0 if olds[word] and news[word] else ALONE
        found[word] = weight * PALE if word in pale else weight
    return found
