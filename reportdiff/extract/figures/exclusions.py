"""Numbers that state nothing: dates, years, times of day, references, labels, names, idioms.

Each rule is a function of the tokens and the numeral; the first that holds names itself. The rules are tried in the
order of `_RULES`; a number with a currency mark is never tried. They stand in `date_exclusions`,
`identifiers` and `ages` (numbers that name something), `layout_numbers` (what belongs to the page), `idioms` (words
that count nothing), and here (telephones, houses). A rule that rests on certain words is left out
of a text that has none of them, and one that rests on digits is left out for numbers in words.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ...language.vocabulary import words_of
from . import ages, date_exclusions, identifiers, idioms, layout_numbers
from .counted_nouns import counted
from .date_exclusions import DASHES, whole_digits
from .notation import FOLLOWS, Form, Numeral
from .number_tokens import Tokens

# Members of enums by names of their own: to read one off its class costs as much as a call.
_IN_DIGITS = Form.DIGITS

STREETS = words_of("exclusions.tsv", "street")
_CALLS = words_of("exclusions.tsv", "call")
_EMERGENCY = frozenset(map(Decimal, (101, 105, 111, 112, 119, 911, 999)))
_TEXTED = words_of("contexts.tsv", "identifiers.texted")
_SHORT_CODE = 5  # digits of the number that a text is sent to
_DIALLED = frozenset(("calls to", "call to", "rang the"))
_LINES = words_of("contexts.tsv", "identifiers.lines")


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
    if numeral.form is not _IN_DIGITS:
        return False
    if len(printed) > 1 and printed[0] == "0" and printed.isdigit():
        return len(printed) > 2 or tokens.word(numeral.last) not in _SMALL_TIMES  # "2 mins 06 secs"
    before = tokens.word(numeral.first - 1)
    if numeral.value in _EMERGENCY and printed.isdigit() and _is_emergency(tokens, numeral):
        return True
    dialled = before in ("to", "the") and tokens.words(numeral.first - 2, numeral.first) in _DIALLED
    if (dialled or tokens.word(numeral.last) in _LINES) and numeral.value in _EMERGENCY:
        return True
    if before == "to" and len(printed) == _SHORT_CODE and printed.isdigit():
        texted = not _TEXTED.isdisjoint(tokens.low[max(0, numeral.first - 5) : numeral.first - 1])
        return texted and counted(tokens, numeral.last, numeral.last + 4) is None
    if before in _CALLS:
        return counted(tokens, numeral.last, numeral.last + 4) is None
    return _after_prefix(tokens, numeral)


def _is_emergency(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number that everybody can ring is that: "call 101 or 999", "the 101 review", "101 and 999 calls"."""
    near = tokens.low[max(0, numeral.first - 4) : numeral.first] + tokens.low[numeral.last : numeral.last + 4]
    if tokens.word(numeral.first - 1) in ("call", "calling", "to", "on", "via") and (
        tokens.word(numeral.last) in FOLLOWS or tokens.word(numeral.last) in ("", ".", ",")
    ):
        return tokens.word(numeral.first - 1) == "call" or "call" in near or "calls" in near
    others = sum(word.isdigit() and Decimal(word) in _EMERGENCY for word in near)
    if others or not _CALLS.isdisjoint(near) or "emergency" in near:
        return counted(tokens, numeral.last, numeral.last + 4) is None or not _LINES.isdisjoint(near)
    named = tokens.word(numeral.first - 1) == "the" and tokens.word(numeral.last).isalpha()
    return named and counted(tokens, numeral.last, numeral.last + 4) is None


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


# Members of enums by names of their own: to read one off its class costs as much as a call.
_CODE, _TIMES, _FORM_WORDS = Form.CODE, Form.TIMES, Form.WORDS

WHEN = "not:when"
Rule = tuple[str, Callable[[Tokens, Numeral], bool]]


class Exclusions(NamedTuple):
    """The rules that can hold in one text: for numbers in digits, and for numbers in words."""

    tokens: Tokens
    digits: tuple[Rule, ...]
    words: tuple[Rule, ...]

    def rule(self, numeral: Numeral) -> str | None:
        """The id of the rule by which a number is no figure, or `None`."""
        form = numeral.form
        if form is _CODE:
            return "not:code"
        if form is _TIMES:
            return "not:multiple" if idioms.is_no_multiple(self.tokens, numeral) else None
        if numeral.currency:
            return None
        for name, holds in self.words if form is _FORM_WORDS else self.digits:
            if holds(self.tokens, numeral):
                return name
        return None


def exclusions(tokens: Tokens) -> Exclusions:
    """The rules for the numbers of one text."""
    able = 0
    for word in tokens.vocabulary() & _HEARD:
        able |= _HEARD_BY[word]
    return Exclusions(tokens, *_able(able))


@cache
def _able(heard: int) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules for digits and those for words; one with words of its own only where its bit is set in `heard`."""
    able = [row for row, bit in zip(_RULES, _BITS, strict=True) if row[3] is None or heard & bit]
    return (
        tuple((name, holds) for name, holds, forms, _ in able if forms != _WORDS),
        tuple((name, holds) for name, holds, forms, _ in able if forms != _DIGITS),
    )


_ANY, _DIGITS, _WORDS = "any", "digits", "words"
_RULES: tuple[tuple[str, Callable[[Tokens, Numeral], bool], str, frozenset[str] | None], ...] = (
    ("not:glued", identifiers.is_glued, _DIGITS, None),
    ("not:date", date_exclusions.is_in_time, _DIGITS, None),
    ("not:year", date_exclusions.is_year_alone, _DIGITS, None),
    ("not:clock", date_exclusions.is_clock, _ANY, date_exclusions.CLOCK_WORDS),
    ("not:clock", date_exclusions.is_bare_clock, _DIGITS, None),
    ("not:ordinal", idioms.is_ordinal, _ANY, idioms.ORDINALS),
    ("not:age", ages.is_age, _ANY, ages.AGE_WORDS),
    ("not:band", ages.is_band, _DIGITS, ages.BAND_MARKS),
    ("not:label", identifiers.is_label, _ANY, None),
    ("not:model", identifiers.is_model, _DIGITS, None),
    ("not:version", identifiers.is_version, _DIGITS, None),
    ("not:call", is_call, _DIGITS, None),
    ("not:list", layout_numbers.is_list_number, _DIGITS, None),
    ("not:file", layout_numbers.is_file_size, _DIGITS, layout_numbers.FILES),
    ("not:address", is_address, _DIGITS, STREETS),
    ("not:one", idioms.is_mere_one, _WORDS, frozenset(("one",))),
    ("not:result", idioms.is_result, _DIGITS, idioms.GAMES),
    ("not:idiom", idioms.is_idiom, _ANY, None),
    (WHEN, date_exclusions.is_time_phrase, _ANY, None),
)
_BITS = tuple(1 << at for at in range(len(_RULES)))
_HEARD_BY: dict[str, int] = {}
for _row, _bit in zip(_RULES, _BITS, strict=True):
    for _word in _row[3] or ():
        _HEARD_BY[_word] = _HEARD_BY.get(_word, 0) | _bit
_HEARD = _HEARD_BY.keys()
