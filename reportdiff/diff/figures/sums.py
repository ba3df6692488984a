"""Arithmetic that a report does in words: parts that are said to make a total, checked.

Only what the words claim is checked, within the rounding of the numbers as printed; everything else is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...facts import Bound, Figure, Role
from ...language.vocabulary import derived, rows
from ...model import Note, Paragraph, Report
from ...source import Span
from .deltas import plain

CODE = "parts_do_not_add_up"
_FEWEST, _MOST = 2, 8
_REST = ("remaining", "the rest", "the other")


def check_sums(report: Report) -> tuple[Note, ...]:
    """A note for every total whose parts, as the report states them, do not add up. Its span is the total's."""
    found: list[Note] = []
    starts = [figure.span.start for figure in report.figures]
    at = 0
    for paragraph in report.paragraphs:
        first = at
        while at < len(starts) and starts[at] < paragraph.span.end:
            at += 1
        if at - first > _FEWEST:
            found += _of_paragraph(paragraph, report.figures[first:at])
    return tuple(found)


def _of_paragraph(paragraph: Paragraph, figures: tuple[Figure, ...]) -> Iterator[Note]:
    text = paragraph.flow.text.lower()
    if not any(words in text for words in _words()):
        return
    places = [paragraph.flow.place(figure.span) for figure in figures]
    for cue in _cues().finditer(text):
        before = [index for index, (_, end) in enumerate(places) if end <= cue.start()]
        if before:
            total = figures[before[-1]]
            parts = list(_parts(figures, places, before[-1] + 1, cue.end(), text))
            yield from _verdict(total, parts, _KINDS[_kind(cue.group())])
    yield from _rests(figures, places, text)


@derived
def _cues() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(words)}\b" for _, words in rows("sum_cues.tsv")))


@derived
def _words() -> tuple[str, ...]:
    """Words without one of which nothing is said of parts."""
    return (*_REST, *dict.fromkeys(words.split()[0] for _, words in rows("sum_cues.tsv")))


def _kind(words: str) -> str:
    return next(kind for kind, cue in rows("sum_cues.tsv") if cue == words)


_KINDS = {"whole": True, "some": False}


def _parts(
    figures: tuple[Figure, ...], places: list[tuple[int, int]], first: int, start: int, text: str
) -> Iterator[Figure]:
    """The figures from `first` on after `start`, up to the end of the sentence, of the unit of the first of them."""
    unit: str | None = None
    for index in range(first, min(len(figures), first + _MOST)):
        if ". " in text[start : places[index][0]]:
            return
        if places[index][0] >= start:
            unit = unit or figures[index].unit
            if figures[index].unit != unit:
                return
            yield figures[index]


def _verdict(total: Figure, parts: list[Figure], whole: bool) -> Iterator[Note]:
    """A note where the parts, all of them if `whole`, can't make the total."""
    countable = [*parts, total]
    if len(parts) < _FEWEST or len({figure.unit for figure in countable}) > 1:
        return
    if any(figure.bound is not Bound.EXACT or figure.high is not None for figure in countable):
        return
    if any(figure.role in (Role.CHANGE, Role.LIMIT, Role.BASELINE) for figure in countable):
        return
    made = sum((part.value for part in parts), Decimal())
    slack = sum((rounding(figure) for figure in countable), Decimal())
    if made - total.value > slack or (whole and total.value - made > slack):
        terms = " + ".join(part.quote for part in parts)
        yield Note(CODE, f"{terms} make {plain(made):,f}, not {total.quote}", total.span)


def rounding(figure: Figure) -> Decimal:
    """Half a step of the last digit printed: 0.005 million for £2.39m; nothing for a whole count."""
    digits = re.search(r"\d[\d,]*(\.\d+)?", figure.quote)
    if digits is None or not figure.value:
        return Decimal()
    printed = Decimal(digits.group().replace(",", ""))
    scale = abs(figure.value / printed) if printed else Decimal(1)
    if scale == 1 and digits.group(1) is None:
        return Decimal()
    return scale * Decimal(1).scaleb(-len((digits.group(1) or ".")[1:])) / 2


def _rests(figures: tuple[Figure, ...], places: list[tuple[int, int]], text: str) -> Iterator[Note]:
    """ "Nine of the 17 departments complied and the other seven did not": the two parts against the whole."""
    for index in range(len(figures) - 2):
        part, total, rest = figures[index : index + 3]
        between = text[places[index][1] : places[index + 1][0]].strip()
        lead = text[places[index + 1][1] : places[index + 2][1]]
        if between in ("of", "of the", "of our", "of its", "out of", "out of the") and any(
            words in lead and ". " not in lead for words in _REST
        ):
            counts = [figure for figure in (part, total, rest) if figure.unit not in ("percent", None)]
            if len({figure.unit for figure in counts}) <= 1:
                yield from _difference(part, total, rest)


def _difference(part: Figure, total: Figure, rest: Figure) -> Iterator[Note]:
    exact = all(figure.bound is Bound.EXACT and figure.high is None for figure in (part, total, rest))
    if exact and part.value + rest.value != total.value:
        made = plain(part.value + rest.value)
        yield Note(CODE, f"{part.quote} + {rest.quote} make {made:,f}, not {total.quote}", total.span)


def notes_at(notes: Iterable[Note], spans: Iterable[Span]) -> tuple[Note, ...]:
    """The notes whose span is one of `spans`."""
    wanted = set(spans)
    return tuple(note for note in notes if note.span in wanted)
