"""Numbers that state nothing: dates, years, times of day, references, labels, names, idioms.

Each rule is a function of the tokens and the numeral; the first that holds names itself. The rules are tried in the
order of `_RULES`; a number with a currency mark is never tried. They stand in `moments` (dates and times), `labelled`
(numbers that name something) and `idioms` (words that count nothing).
"""

from collections.abc import Callable

from . import idioms, labelled, moments
from .tokens import Tokens
from .written import Form, Numeral

WHEN = "not:when"


def excluded(tokens: Tokens, numeral: Numeral) -> str | None:
    """The id of the rule by which a number is no figure, or `None`."""
    if numeral.form is Form.CODE:
        return "not:code"
    if numeral.form is Form.TIMES:
        return "not:multiple" if idioms.is_no_multiple(tokens, numeral) else None
    if numeral.currency:
        return None
    for name, rule in _RULES:
        if rule(tokens, numeral):
            return name
    return None


_RULES: tuple[tuple[str, Callable[[Tokens, Numeral], bool]], ...] = (
    ("not:glued", labelled.is_glued),
    ("not:date", moments.is_date),
    ("not:year", moments.is_year_alone),
    ("not:years", moments.is_financial_year),
    ("not:clock", moments.is_clock),
    ("not:ordinal", idioms.is_ordinal),
    ("not:age", idioms.is_age),
    ("not:label", labelled.is_label),
    ("not:version", labelled.is_version),
    ("not:call", labelled.is_call),
    ("not:list", labelled.is_list_number),
    ("not:address", labelled.is_address),
    ("not:one", idioms.is_mere_one),
    ("not:idiom", idioms.is_idiom),
    (WHEN, moments.is_time_phrase),
)
