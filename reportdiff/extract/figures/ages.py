"""Ages that name people or what is done for them: "aged 16 to 24", "the over-75s", "an 11+ evening"."""

from ...language.vocabulary import words_of
from .counted_nouns import counted, is_plural
from .date_exclusions import DASHES, whole_digits
from .notation import FOLLOWS, Numeral, number_words
from .number_tokens import Tokens
from .units import unit_at

_AGES = words_of("exclusions.tsv", "age")
_PERSONS = words_of("contexts.tsv", "idioms.persons")
AGE_WORDS = _AGES | _PERSONS | {"old", "olds"}
BAND_MARKS = DASHES | {"+"}
_RANGING = frozenset(("to", "-", "–", "and", "between", "over", "under", "from", "of"))
_BANDS = words_of("contexts.tsv", "ages.bands")
_SIZES = words_of("contexts.tsv", "ages.sizes")
_LEADS = frozenset(("a", "an", "the", "our", "its", "their", "this", "new"))
_OLDEST = 100


def is_age(tokens: Tokens, numeral: Numeral) -> bool:
    """Ages and age groups name people: "aged 16 to 24", "18-year-olds", "under-16s", "over 65s"."""
    unit = unit_at(tokens, numeral.last)
    if unit and not unit.time:
        return False
    if tokens.word(numeral.first - 1) in ("over", "under") and tokens.word(numeral.first - 2) in _PERSONS:
        noun = counted(tokens, numeral.last, numeral.last + 4)
        return unit is None and (noun is None or tokens.word(numeral.last) in FOLLOWS)
    return _after_age(tokens, numeral.first - 1) or _before_old(tokens, numeral.last)


def _after_age(tokens: Tokens, at: int) -> bool:
    """Whether "aged" governs a number after token `at`: "aged 16 to 24"."""
    if _AGES.isdisjoint(tokens.low[max(0, at - 5) : at + 1]):
        return False
    start = at
    while (
        start - at < 5
        and (tokens.word(at) in _RANGING or tokens.is_number(at) or tokens.word(at) in number_words())
        and at > start - 4
    ):
        at -= 1
    return tokens.word(at) in _AGES


def _before_old(tokens: Tokens, at: int) -> bool:
    """Whether "years old" follows from token `at` on: "18 to 24-year-olds"."""
    if not {"old", "olds"}.intersection(tokens.low[at : at + 9]):
        return False
    for _ in range(4):
        if tokens.word(at) in ("-", "–", "to", "and") or tokens.is_number(at):
            at += 1
    if tokens.word(at) not in ("year", "years", "month"):
        return False
    return any(tokens.word(place) in ("old", "olds") for place in range(at + 1, at + 4))


def is_band(tokens: Tokens, numeral: Numeral) -> bool:
    """An age or a span of ages before what it names: "an 11+ evening", "the 0-19 service", "the 16-24 age group"."""
    first, last = numeral.first, numeral.last
    if tokens.word(last) not in BAND_MARKS and tokens.word(first - 1) not in DASHES:
        return False
    if not whole_digits(tokens, numeral) or numeral.value >= _OLDEST:
        return False
    title = numeral.last if tokens.word(first - 1) in DASHES else numeral.last + 2
    if tokens.printed(title).istitle() and tokens.printed(title + 1).istitle() and not unit_at(tokens, title):
        return _is_pair(tokens, first - 2) or _is_pair(tokens, first)  # "the 16-19 Interim Minimum Standards"
    if _is_pair(tokens, first - 2):
        first -= 2
    elif _is_pair(tokens, first):
        last += 2
    elif _plus(tokens, last) > last:
        last = _plus(tokens, last)
    else:
        return False
    return _names(tokens, first - 1, last)


def _is_pair(tokens: Tokens, at: int) -> bool:
    """Whether two whole numbers stand at token `at`, joined by a dash, the second one larger."""
    one, other = tokens.printed(at), tokens.printed(at + 2)
    if at < 0 or not (one.isdecimal() and other.isdecimal() and len(one) <= len(other) < 3 and int(one) < int(other)):
        return False
    return tokens.word(at + 1) in DASHES and tokens.tight(at + 1) and tokens.tight(at + 2)


def _plus(tokens: Tokens, at: int) -> int:
    """The token after "+" or "-plus" at token `at`, else `at`."""
    if tokens.word(at) == "+" and tokens.tight(at) and not tokens.tight(at + 1):
        return at + 1
    return at + 2 if tokens.word(at) == "-" and tokens.word(at + 1) == "plus" and tokens.tight(at + 1) else at


def _names(tokens: Tokens, before: int, at: int) -> bool:
    """Whether the numbers between tokens `before` and `at` go with one thing that is named, not with many counted."""
    if tokens.word(at) in _BANDS or (tokens.word(at) == "-" and tokens.word(at + 1) in _BANDS):
        return True
    lead = tokens.word(before)
    at = at + 1 if tokens.word(at) == "-" and tokens.tight(at + 1) else at
    after = tokens.printed(at)
    if lead not in _LEADS or after in _SIZES or unit_at(tokens, at) or unit_at(tokens, at + 1):
        return False
    if after in ("was", "is") and lead == "the":
        return True
    if not after.islower() or after in FOLLOWS:
        return False
    if counted(tokens, at, at + 4) is None or lead in ("a", "an"):
        return True
    beyond = tokens.printed(at + 1)
    return (
        is_plural(after) and beyond.islower() and beyond not in FOLLOWS and tokens.word(at + 2) in ("is", "was", "has")
    )
