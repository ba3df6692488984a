"""Numbers that state nothing: dates, years, times of day, references, labels, names, idioms.

Each rule is a function of the tokens and the numeral; the first that holds names itself. The rules are tried in the
order of `_RULES`; a number with a currency mark is never tried. They stand in `moments` (dates and times), `labelled`
and `ages` (numbers that name something), `calls` (telephones, houses), `openings` (what belongs to the page) and
`idioms` (words that count nothing). A rule that rests on certain words is left out
of a text that has none of them, and one that rests on digits is left out for numbers in words.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from . import ages, calls, idioms
from . import date_exclusions as moments
from . import identifiers as labelled
from . import layout_numbers as openings
from .notation import Form, Numeral
from .number_tokens import Tokens

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
    ("not:glued", labelled.is_glued, _DIGITS, None),
    ("not:date", moments.is_date, _DIGITS, moments.DAY_WORDS),
    ("not:year", moments.is_year_alone, _DIGITS, None),
    ("not:years", moments.is_financial_year, _DIGITS, moments.YEAR_MARKS),
    ("not:clock", moments.is_clock, _ANY, moments.CLOCK_WORDS),
    ("not:clock", moments.is_bare_clock, _DIGITS, None),
    ("not:ordinal", idioms.is_ordinal, _ANY, idioms.ORDINALS),
    ("not:age", ages.is_age, _ANY, ages.AGE_WORDS),
    ("not:band", ages.is_band, _DIGITS, ages.BAND_MARKS),
    ("not:label", labelled.is_label, _ANY, None),
    ("not:model", labelled.is_model, _DIGITS, None),
    ("not:version", labelled.is_version, _DIGITS, None),
    ("not:call", calls.is_call, _DIGITS, None),
    ("not:list", openings.is_list_number, _DIGITS, None),
    ("not:file", openings.is_file_size, _DIGITS, openings.FILES),
    ("not:address", calls.is_address, _DIGITS, calls.STREETS),
    ("not:one", idioms.is_mere_one, _WORDS, frozenset(("one",))),
    ("not:result", idioms.is_result, _DIGITS, idioms.GAMES),
    ("not:idiom", idioms.is_idiom, _ANY, None),
    (WHEN, moments.is_time_phrase, _ANY, None),
)
_BITS = tuple(1 << at for at in range(len(_RULES)))
_HEARD_BY: dict[str, int] = {}
for _row, _bit in zip(_RULES, _BITS, strict=True):
    for _word in _row[3] or ():
        _HEARD_BY[_word] = _HEARD_BY.get(_word, 0) | _bit
_HEARD = _HEARD_BY.keys()
