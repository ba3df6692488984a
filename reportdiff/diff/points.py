"""Figures as points to be paired: each with its words, weighted by how near they stand to the number."""

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from math import log

from attrs import frozen

from ..extract.sentences import sentences
from ..extract.terms import terms
from ..extract.vocabulary import rows
from ..facts import Figure
from ..model import Report

LABEL, NEAR, SENTENCE, HEADING = 1.0, 0.6, 0.3, 0.15
"""How much a word counts by where it stands: in the label, beside the number, in its sentence, in the heading."""

ALONE = 0.5
"""How much a word counts that only one of the two reports has."""


@frozen(eq=False)
class Point:
    """A figure of one report. `paragraph` and `section` are indexes (-1: none), `atom` the index of its metric.

    `place` is the paragraph and the sentence in it. `words` maps canonical stems to a weight by nearness. `frame` is the sentence with its numbers masked and `turn`
    counts the figures before this one in it.
    """

    figure: Figure
    paragraph: int
    place: tuple[int, int]
    section: int
    atom: int
    words: dict[str, float]
    label: tuple[str, ...]
    frame: str
    turn: int
    nouns: frozenset[str]


@frozen(eq=False)
class Sentence:
    """A sentence that holds figures: its text, its canonical stems and its frame."""

    text: str
    stems: tuple[str, ...]
    frame: str


@cache
def _synonyms() -> dict[str, str]:
    """Stem -> the name of its class of words that reports use for one thing."""
    found: dict[str, str] = {}
    for row in rows("synonyms.txt"):
        stems = [part for word in row for part in terms(word)[:1]]
        for one in stems:
            found.setdefault(one, stems[0])
    return found


def stems(text: str) -> tuple[str, ...]:
    """Stems of the content words of `text`, words that reports use for one thing made equal."""
    classes = _synonyms()
    return tuple(classes.get(term, term) for term in terms(text))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d[\d,.]*")


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(r"[^\w#]+")


def points(report: Report) -> list[Point]:
    """Every figure of `report` as a point, in the order of the text."""
    paragraphs = report.paragraphs
    starts = [paragraph.span.start for paragraph in paragraphs]
    sections = [index for index, section in enumerate(report.sections) for _ in section.paragraphs]
    headings = [stems(section.title) for section in report.sections]
    cut: dict[int, list[tuple[int, int]]] = {}
    places = []
    for figure in report.figures:
        at = max(0, bisect_right(starts, figure.span.start) - 1)
        if at not in cut:
            cut[at] = list(sentences(paragraphs[at].flow.text)) if paragraphs else []
        begin, _ = paragraphs[at].flow.place(figure.span) if paragraphs else (0, 0)
        turn = max(0, bisect_right([start for start, _ in cut[at]], begin) - 1)
        places.append((at, turn))
    return _build(report, places, cut, sections, headings)


def _build(
    report: Report,
    places: list[tuple[int, int]],
    cut: dict[int, list[tuple[int, int]]],
    sections: list[int],
    headings: list[tuple[str, ...]],
) -> list[Point]:
    read: dict[tuple[int, int], Sentence] = {}
    turns: Counter[tuple[int, int]] = Counter()
    found = []
    for index, (figure, place) in enumerate(zip(report.figures, places, strict=True)):
        if place not in read:
            read[place] = _sentence(report, place, cut)
        section = sections[place[0]] if sections else -1
        before = report.figures[index - 1] if index and places[index - 1] == place else None
        after = report.figures[index + 1] if index + 1 < len(places) and places[index + 1] == place else None
        words = _words(report, figure, before, after, read[place], headings[section] if section >= 0 else ())
        nouns = frozenset(stems(figure.unit or ""))
        atom = report.membership[index]
        found.append(
            Point(
                figure,
                place[0],
                place,
                section,
                atom,
                words,
                _label(figure, nouns),
                read[place].frame,
                turns[place],
                nouns,
            )
        )
        turns[place] += 1
    return found


def _sentence(report: Report, place: tuple[int, int], cut: dict[int, list[tuple[int, int]]]) -> Sentence:
    if not report.paragraphs or not cut[place[0]]:
        return Sentence("", (), "")
    start, end = cut[place[0]][place[1]]
    text = report.paragraphs[place[0]].flow.text[start:end]
    return Sentence(text, stems(text), frame(text))


def frame(text: str) -> str:
    """`text` with its numbers masked, in lower case, without punctuation: the same for a sentence filled in anew."""
    return _noise().sub(" ", _number().sub("#", text.lower()))


def _words(
    report: Report,
    figure: Figure,
    before: Figure | None,
    after: Figure | None,
    sentence: Sentence,
    heading: tuple[str, ...],
) -> dict[str, float]:
    words = dict.fromkeys(heading, HEADING)
    words.update(dict.fromkeys(sentence.stems, SENTENCE))
    if before or after:
        words.update(dict.fromkeys(_near(figure, before, after, sentence), NEAR))
    else:
        words.update(dict.fromkeys(sentence.stems, NEAR))
    words.update(dict.fromkeys(stems(figure.unit or ""), NEAR))
    words.update(dict.fromkeys(stems(figure.label), LABEL))
    return words


def _label(figure: Figure, nouns: frozenset[str]) -> tuple[str, ...]:
    """The stems of the label, each once, what is counted among them."""
    return tuple(dict.fromkeys((*stems(figure.label), *sorted(nouns))))


def _near(figure: Figure, before: Figure | None, after: Figure | None, sentence: Sentence) -> tuple[str, ...]:
    """Stems between the figures on either side, found by their quotes in the sentence."""
    text = sentence.text
    here = text.find(figure.quote)
    start = text.rfind(before.quote, 0, max(0, here)) + len(before.quote) if before and before.quote in text else 0
    end = text.find(after.quote, max(0, here)) if after else -1
    return stems(text[min(start, max(0, here)) : end if end > here else len(text)])


def rarity(old: list[Point], new: list[Point]) -> dict[str, float]:
    """How telling each word is: the fewer figures it goes with, the more. A word of one report alone counts less.

    A wording that was merely changed leaves words without a partner, which say little against a pair.
    """
    sides = (
        Counter(word for point in old for word in point.words),
        Counter(word for point in new for word in point.words),
    )
    total = len(old) + len(new)
    return {
        word: log(1.35 + total / (sides[0][word] + sides[1][word]))
        * (1.0 if sides[0][word] and sides[1][word] else ALONE)
        for word in (*sides[0], *(word for word in sides[1] if word not in sides[0]))
    }
