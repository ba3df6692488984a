"""Numbers that count nothing: "one" as a pronoun, ordinals, ages that name a group, set phrases."""

from .bounds import hedge_before
from .nouns import counted
from .tokens import Tokens
from .units import unit_at
from .vocabulary import words_of
from .written import FOLLOWS, Form, Numeral

_AGES = words_of("exclusions.tsv", "age")
ORDINALS = frozenset(("st", "nd", "rd", "th"))
_DEFINITE = words_of("contexts.tsv", "idioms.definite")
_COMPOUNDS = words_of("contexts.tsv", "idioms.compounds")
_PERSONS = words_of("contexts.tsv", "idioms.persons")
AGE_WORDS = _AGES | _PERSONS | {"old", "olds"}
_RANGING = frozenset(("to", "-", "–", "and", "between", "over", "under", "from", "of"))
_LIMITING = frozenset(["only", "least", "just", "than", "exactly"])


def is_no_multiple(tokens: Tokens, numeral: Numeral) -> bool:
    """ "Double glazing", "twice in May": words of multiplication that multiply nothing."""
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("double", "treble", "triple", "quadruple"):
        verb = tokens.word(numeral.first - 1) in ("to", "will", "would", "could")
        return not (after in _DEFINITE or verb or hedge_before(tokens, numeral.first))
    return word in ("twice", "thrice") and not (after in _DEFINITE or after == "as")


def is_ordinal(tokens: Tokens, numeral: Numeral) -> bool:
    """ "The 21st"."""
    after = tokens.word(numeral.last)
    return after in ORDINALS and (tokens.tight(numeral.last) or after != "st")


def is_age(tokens: Tokens, numeral: Numeral) -> bool:
    """Ages and age groups name people: "aged 16 to 24", "18-year-olds", "under-16s", "over 65s"."""
    unit = unit_at(tokens, numeral.last)
    if unit and not unit.time:
        return False
    if tokens.word(numeral.first - 1) in ("over", "under") and tokens.word(numeral.first - 2) in _PERSONS:
        return unit is None and counted(tokens, numeral.last, numeral.last + 4) is None
    return _after_age(tokens, numeral.first - 1) or _before_old(tokens, numeral.last)


def _after_age(tokens: Tokens, at: int) -> bool:
    """Whether "aged" governs a number after token `at`: "aged 16 to 24"."""
    if _AGES.isdisjoint(tokens.low[max(0, at - 5) : at + 1]):
        return False
    start = at
    while start - at < 5 and (tokens.word(at) in _RANGING or tokens.is_number(at)) and at > start - 4:
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


def is_mere_one(tokens: Tokens, numeral: Numeral) -> bool:
    """ "One" as pronoun or determiner; it counts with a measure, a scale, or after "only", "at least"."""
    if tokens.word(numeral.first) != "one" or numeral.form is not Form.WORDS or numeral.scaled or numeral.value != 1:
        return False
    unit = unit_at(tokens, numeral.last)
    if unit and hedge_before(tokens, numeral.first):
        return False
    vague = tokens.word(numeral.last) in ("day", "time", "second", "minute") or tokens.word(
        unit.last if unit else -1
    ) in (
        "of",
        "in",
    )
    if unit and not vague:
        return False
    after = tokens.word(numeral.last)
    if after in ("against", "abstaining", "abstained", "abstention"):
        return False
    return tokens.word(numeral.first - 1) not in _LIMITING or after in ("of", "another", "or")


def is_idiom(tokens: Tokens, numeral: Numeral) -> bool:
    """Set phrases: "a two-tier area", "zero tolerance", "24-hour care", "50-50", "a five star rating"."""
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("zero", "nil") and _qualifies(tokens, numeral):
        return True
    if numeral.form is Form.WORDS and _in_name(tokens, numeral.first):
        return True
    if tokens.word(numeral.first - 1) in ("per", "=") and numeral.form is Form.DIGITS:
        return True
    if after == "tier" or (after in ("star", "stars") and numeral.value <= 5):
        return True
    if numeral.value == 24 and _hour_long(tokens, numeral.last):
        return True
    if after in ("-", "/") and tokens.printed(numeral.last + 1) == tokens.printed(numeral.core):
        return True
    if tokens.word(numeral.first - 1) in ("-", "/") and tokens.printed(numeral.first - 2) == tokens.printed(
        numeral.core
    ):
        return True
    return _ends_row(tokens, numeral) or (after == "-" and tokens.word(numeral.last + 1) in _COMPOUNDS)


def _ends_row(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number ends "nine-to-five", "two-for-one"."""
    first = numeral.first
    joined = tokens.word(first - 1) == "-" and tokens.tight(first) and tokens.tight(first - 1)
    return joined and numeral.form is Form.WORDS and tokens.word(first - 2) in ("to", "for")


def _in_name(tokens: Tokens, first: int) -> bool:
    """Whether a number word with a capital follows a word with a capital: "Division Two"."""
    one, other = tokens.printed(first - 1), tokens.printed(first)
    return one[:1].isupper() and other[:1].isupper() and not other.isupper()


def _qualifies(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "zero" goes with a noun that is not counted: "zero tolerance", "net zero", "at zero cost"."""
    after = tokens.word(numeral.last)
    if tokens.word(numeral.first - 1) == "net" or after == "-":
        return True
    if not after.isalpha() or after in FOLLOWS or unit_at(tokens, numeral.last):
        return after == "hours"
    return counted(tokens, numeral.last, numeral.last + 4) is None


def _hour_long(tokens: Tokens, at: int) -> bool:
    """ "24-hour care": a name for round the clock."""
    at = at + 1 if tokens.word(at) == "-" else at
    return tokens.word(at) == "hour" and tokens.word(at + 1).isalpha()
