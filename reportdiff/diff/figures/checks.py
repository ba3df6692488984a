"""What a reader should look at twice in a metric: jumps, broken series, withdrawn measures, stale sentences."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from ...facts import Figure, Role
from ...language.tokens import sentences
from ...language.vocabulary import derived, rows
from ...model import Note, Report
from ...patterns import regex
from .deltas import common_unit, plain
from .evidence_words import stems
from .points import Point

JUMP = 20
"""How many times larger or smaller a value must be to be called implausible."""

_STALE_WORDS = 5
_ABOUT = 0.5
_SHORT = 2


def odd(
    old: Report,
    new: Report,
    was: list[Point],
    now: list[Point],
    heads: tuple[Figure | None, Figure | None],
    cues: frozenset[str],
) -> tuple[Note, ...]:
    """Notes on a metric that both reports have; their spans are in the new report. `cues` are those of the new one."""
    found: list[Note] = []
    before, after = heads
    if before is not None and after is not None:
        found += _jump(before, after)
        found += _unit(before, after)
    if "definition_changed" in cues:
        found += _breaks(was, now, old, new)
    if old.date != new.date:
        found += _stale(was, now, old, new)
    return tuple(found)


def _jump(old: Figure, new: Figure) -> Iterable[Note]:
    shared = common_unit(old.unit, new.unit) or (None, Decimal(1), Decimal(1))
    was, now = abs(old.value * shared[1]), abs(new.value * shared[2])
    if not was or not now or {old.role, new.role} & {Role.CHANGE}:
        return
    if max(was, now) > JUMP * min(was, now):
        fold = plain((max(was, now) / min(was, now)).quantize(Decimal(1)))
        word = "rise" if now > was else "fall"
        message = f"from {old.quote} to {new.quote} is a {fold}-fold {word}: check unit and scale"
        yield Note("implausible_jump", message, new.span)


def _unit(old: Figure, new: Figure) -> Iterable[Note]:
    if common_unit(old.unit, new.unit) is None and not set(stems(old.unit or "")) & set(stems(new.unit or "")):
        message = f"the unit was {old.unit or 'not said'} and is now {new.unit or 'not said'}"
        yield Note("unit_changed", message, new.span)


@derived
def _cues() -> tuple[tuple[str, str], ...]:
    return tuple((code, words) for code, words in rows("break_cues.tsv"))


@derived
def _by_word() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The cues by a word that many of them share, so that few words are looked for."""
    left, found = list(_cues()), []
    while left:
        counts = Counter(word for _, words in left for word in words.split() if len(word) > _SHORT)
        word = min(counts, key=lambda word: (-counts[word], word))
        found.append((word, tuple(cue for cue in left if word in cue[1].split())))
        left = [cue for cue in left if word not in cue[1].split()]
    return tuple(found)


def cues_of(report: Report) -> frozenset[str]:
    """Which kinds of such words stand anywhere in a report: most reports have none, and need no second look."""
    whole = " ".join([paragraph.flow.text for paragraph in report.paragraphs]).lower()
    return frozenset(code for word, cues in _by_word() if word in whole for code, words in cues if words in whole)


def cue_in(text: str, code: str) -> bool:
    """Whether words of the kind `code` stand in `text`."""
    lower = text.lower()
    return any(words in lower for kind, words in _cues() if kind == code)


def _breaks(was: list[Point], now: list[Point], old: Report, new: Report) -> Iterable[Note]:
    """A sentence at a new point or beside it that speaks of a break, unless the old report said it there too."""
    speaking = {
        at for at in {point.paragraph for point in now} if cue_in(new.paragraphs[at].flow.text, "definition_changed")
    }
    if not speaking:
        return
    known = {old.paragraphs[point.paragraph].flow.text for point in was}
    for point in now:
        if point.paragraph not in speaking:
            continue
        flow = new.paragraphs[point.paragraph].flow
        cuts = sentences(flow.text)
        for at in range(max(0, point.place[1] - 1), min(len(cuts), point.place[1] + 2)):
            start, end = cuts[at]
            said = flow.text[start:end]
            if at != point.place[1] and any(char.isdigit() for char in said):
                continue  # it has figures of its own to speak of
            if cue_in(said, "definition_changed") and not any(said in text for text in known):
                yield Note("definition_changed", said, flow.span(start, end))
                return


def _stale(was: list[Point], now: list[Point], old: Report, new: Report) -> Iterable[Note]:
    said = {(point.frame, point.turn): point for point in was}
    for point in now:
        twin = said.get((point.frame, point.turn))
        same = twin is not None and twin.figure.value == point.figure.value
        if twin and same and len(point.frame.split()) >= _STALE_WORDS and _numbers(old, twin) == _numbers(new, point):
            yield Note("stale", "the sentence is repeated word for word, number included", point.figure.span)
            return


def _numbers(report: Report, point: Point) -> list[str]:
    """Every number in the sentence of a point, years and all."""
    text = report.paragraphs[point.paragraph].flow.text
    start, end = sentences(text)[point.place[1]]
    return _digits().findall(text, start, end)


_digits = regex(r"\d[\d.,]*")


def withdrawals(new: Report) -> tuple[tuple[frozenset[str], Note], ...]:
    """Sentences of the new report that say that something is not measured any more, with their words."""
    found = []
    for paragraph in new.paragraphs:
        text = paragraph.flow.text
        if cue_in(text, "withdrawn"):
            for start, end in sentences(text):
                if cue_in(text[start:end], "withdrawn"):
                    note = Note("withdrawn", text[start:end], paragraph.flow.span(start, end))
                    found.append((frozenset(stems(text[start:end])), note))
    return tuple(found)


def withdrawn(was: list[Point], said: tuple[tuple[frozenset[str], Note], ...]) -> tuple[Note, ...]:
    """The note on a metric that the new report does not give any more, if it says why."""
    words = set(stems(" ".join(was[0].figure.terms)))
    best = max(said, key=lambda item: len(words & item[0]), default=None)
    if best is None or not words or len(words & best[0]) < _ABOUT * len(words):
        return ()
    return (best[1],)
