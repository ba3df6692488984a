"""Bare numbers that go on with a count: parts in a row, subjects without a noun, what "it" is brought to."""

from ...language.verbs import verbs
from .number_attributes import Reading
from .number_tokens import Tokens
from .ranges import alike_in_size, lent, may_share

STANDING = frozenset(("have", "has", "had", "were", "are"))
"""Verbs that stand behind a number which is their subject."""

_MODALS = frozenset(("will", "would", "could", "should", "must", "may", "might", "can", "cannot"))
_JOINED = frozenset(("and", "while", "but", "whereas", ","))
_ROWED = _JOINED | {"other", "remaining"}
_PART = 200  # times a part may go into the whole that the sentence before counts
_FAR = 6  # numbers and, from another sentence, two sentences back in which a count is looked for


def _acts(tokens: Tokens, at: int) -> bool:
    """Whether a finite verb stands at token `at`, so that the number before it is a subject: "two preferred"."""
    word = tokens.word(at)
    verb = verbs().get(word)
    if word in STANDING or word in _MODALS:
        return True
    return "p" in verb.forms if verb is not None else word.endswith("ed")


def of_row(tokens: Tokens, before: Reading, reading: Reading) -> Reading:
    """A part in a row of parts, each with a verb: "17 were sores, nine were falls and three involved medicines"."""
    if reading.measured or before.measured or not before.borrowed or before.sentence != reading.sentence:
        return reading
    row = tokens.word(reading.first - 1) in _JOINED and _acts(tokens, before.outer) and reading.unit is not None
    if not row or reading.last - reading.outer < 2 or not _acts(tokens, reading.outer):
        return reading
    return lent(reading.but(last=reading.outer), before)


def of_count(tokens: Tokens, made: list[Reading], index: int, borders: list[int]) -> Reading:
    """A bare number that does something, or to which "it" is brought, counts what was counted last."""
    reading = made[index]
    first, floor = reading.first, borders[reading.sentence]
    within = made[index - 1].sentence == reading.sentence
    subject = _acts(tokens, reading.outer) and (tokens.word(first - 1) in _ROWED if within else True)
    stands_for = not subject and _stands_for_count(tokens, first, floor)
    if not subject and not stands_for:
        return reading
    for back in range(index - 1, max(-1, index - _FAR), -1):
        other = made[back]
        if other.sentence < reading.sentence - 2:
            break
        if _opens_with(tokens, other, reading, floor):
            return lent(reading, other)
        if other.measured or other.unit in (None, "times", "votes"):
            continue
        fits = alike_in_size(reading, other) if stands_for else reading.value <= other.value <= _PART * reading.value
        if fits and may_share(reading, other):
            return lent(reading, other)
    return reading


def _opens_with(tokens: Tokens, whole: Reading, part: Reading, floor: int) -> bool:
    """Whether a sentence opens with a whole that is measured: "Of the 240 kilometres promised, 186 have been built"."""
    if tokens.word(floor) != "of" or not floor < whole.first <= floor + 2 or not whole.measured:
        return False
    return whole.unit not in ("percent", "times") and whole.numeral.currency is None and part.value <= whole.value


_IT = frozenset(("it", "this", "that", "them", "number", "figure", "total"))
_COUNTS = frozenset(("number", "figure", "total", "count"))


def _stands_for_count(tokens: Tokens, first: int, floor: int) -> bool:
    """Whether words stand for what was counted: "bring this down to 180", "the number for last year was 900"."""
    opens = tokens.word(floor) in ("the", "that", "this", "our", "their") and tokens.word(floor + 1) in _COUNTS
    if opens:
        return tokens.word(floor + 2) != "of"
    at = first - 2 if tokens.word(first - 1) == "to" else -1
    return tokens.word(at - 1 if tokens.word(at) in ("down", "up", "back") else at) in _IT
