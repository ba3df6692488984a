"""Numbers by which someone is reached: telephones, short codes, houses of a street."""

from decimal import Decimal

from ...language.vocabulary import words_of
from .counted_nouns import counted
from .date_exclusions import DASHES, whole_digits
from .notation import Form, Numeral
from .number_tokens import Tokens

# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIGITS = Form.DIGITS

STREETS = words_of("exclusions.tsv", "street")
_CALLS = words_of("exclusions.tsv", "call")
_EMERGENCY = frozenset(map(Decimal, (101, 105, 111, 112, 119, 911, 999)))
_TEXTED = words_of("contexts.tsv", "labelled.texted")
_SHORT_CODE = 5  # digits of the number that a text is sent to
_DIALLED = frozenset(("calls to", "call to", "rang the"))
_LINES = words_of("contexts.tsv", "labelled.lines")


def is_address(tokens: Tokens, numeral: Numeral) -> bool:
    """A house number: "12 High Street"."""
    if not whole_digits(tokens, numeral):
        return False
    start = numeral.last
    if tokens.word(start) in DASHES and tokens.is_number(start + 1):
        start += 2
    for index in range(start, start + 4):
        if not tokens.printed(index)[:1].isupper():
            return False
        if index > start and tokens.word(index) in STREETS:
            return True
    return False


_SMALL_TIMES = frozenset(("min", "mins", "minutes", "sec", "secs", "seconds"))


def is_call(tokens: Tokens, numeral: Numeral) -> bool:
    """Telephone numbers: after "ring", with a leading zero, or in groups."""
    printed = tokens.printed(numeral.core)
    if numeral.form is not _DIGITS:
        return False
    if len(printed) > 1 and printed[0] == "0" and printed.isdigit():
        return len(printed) > 2 or tokens.word(numeral.last) not in _SMALL_TIMES  # "2 mins 06 secs"
    before = tokens.word(numeral.first - 1)
    dialled = before in ("to", "the") and tokens.words(numeral.first - 2, numeral.first) in _DIALLED
    if (dialled or tokens.word(numeral.last) in _LINES) and numeral.value in _EMERGENCY:
        return True
    if before == "to" and len(printed) == _SHORT_CODE and printed.isdigit():
        texted = not _TEXTED.isdisjoint(tokens.low[max(0, numeral.first - 5) : numeral.first - 1])
        return texted and counted(tokens, numeral.last, numeral.last + 4) is None
    if before in _CALLS:
        return counted(tokens, numeral.last, numeral.last + 4) is None
    return _after_prefix(tokens, numeral)


def _after_prefix(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a group of digits follows a dialling code: "01632 960 447", "(01632) 960447", "+44 1632 960447"."""
    for index in range(numeral.first - 1, max(-1, numeral.first - 5), -1):
        printed = tokens.raw[index]
        if tokens.is_number(index):
            if len(printed) > 2 and printed[0] == "0" and printed.isdigit():
                return True
            if tokens.word(index - 1) == "+" and tokens.tight(index):
                return True
        elif printed not in "()-–":
            return False
    return False
