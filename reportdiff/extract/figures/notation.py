"""A number as written: its value with currency mark, sign and scale, and the tables all readers of numbers share."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from ...language.vocabulary import derived, rows, table
from .number_tokens import Tokens


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    SCORE = "score"
    TIMES = "times"
    CODE = "code"


class Numeral(NamedTuple):
    """Tokens `first <= i < last` are the number with currency mark, sign and scale; `core` is its first digit token.

    `value` has the scale applied; `plain` has not. `sign` is "+", "-" or "". `currency` is an ISO code or `None`.
    `inside` is the token of a unit that stands inside ("a day and a half"), else -1.
    """

    first: int
    last: int
    core: int
    value: Decimal
    plain: Decimal
    form: Form
    currency: str | None = None
    scaled: bool = False
    sign: str = ""
    inside: int = -1


@derived
def number_words() -> dict[str, tuple[Decimal, str]]:
    """Value and kind of each word of a number."""
    return {word: (Decimal(value), kind) for word, value, kind in rows("numerals.tsv")}


@derived
def scales() -> dict[str, tuple[Decimal, str]]:
    """Factor of each scale and where it may stand."""
    return {form: (Decimal(factor), where) for form, factor, where in rows("scales.tsv")}


def currencies() -> dict[str, str]:
    """The currency of each sign."""
    return table("currencies.tsv")


FOLLOWS = frozenset(row[0] for row in rows("noun_stops.txt"))
_MINUS = frozenset("-−–")
_SIGNS = _MINUS | {"+"}
_LEADING = _SIGNS | {"("}
_ONE = Decimal(1)
_ENDLESS = 25  # digits; no number is printed with so many


def canonical(value: Decimal, as_printed: bool) -> Decimal:
    """The value as it is told: whole without a point, an endless fraction to two places or three digits that matter.

    Zeros after the point stay where the number was printed with them (`as_printed`).

    >>> [str(canonical(value, False)) for value in (Decimal("2390000.00"), Decimal("12.50"), Decimal(100) / 7)]
    ['2390000', '12.5', '14.29']
    >>> str(canonical(Decimal("12.50"), True))
    '12.50'
    """
    whole = value.to_integral_value()
    if value == whole:
        return Decimal(int(whole))
    places = max(2, 2 - value.adjusted())
    _, digits, exponent = value.as_tuple()
    if len(digits) >= _ENDLESS and isinstance(exponent, int) and exponent < -places:
        return canonical(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), False)
    return value if as_printed else value.normalize()


def lead(tokens: Tokens, index: int) -> tuple[int, str | None, str]:
    """First token, currency and sign of the number whose digits are token `index`."""
    at, sign = index, ""
    before = tokens.raw[index - 1]
    if before not in currencies() and before not in _LEADING:
        return index, None, ""
    if tokens.tight(at) and tokens.printed(at - 1) in ("(", "-", "−", "+") and tokens.printed(at - 2) in currencies():
        sign = "" if tokens.raw[at - 1] == "(" else tokens.raw[at - 1]
        at -= 1
    currency = currencies().get(tokens.printed(at - 1))
    if currency:
        at -= 1
        wide = tokens.printed(at - 1) + tokens.printed(at)
        if tokens.tight(at) and wide in currencies():
            at, currency = at - 1, currencies()[wide]
    elif at != index:
        at, sign = index, ""
    if not sign and tokens.tight(at) and tokens.printed(at - 1) in _SIGNS and _opens(tokens, at - 1):
        at -= 1
        sign = tokens.raw[at]
    return at, currency, "-" if sign in _MINUS and sign else sign


def _opens(tokens: Tokens, index: int) -> bool:
    """Whether a sign at `index` begins something: a blank or a bracket stands before it."""
    return not tokens.tight(index) or tokens.printed(index - 1) in ("(", "[", "“", '"')


def scaled(tokens: Tokens, at: int, money: bool) -> tuple[Decimal, int]:
    """Factor and end of the scale at token `at` ("m", "-million", "hundred thousand"); 1 where there is none."""
    factor = _ONE
    if tokens.raw[at] not in scales() and tokens.raw[at] != "-":
        return factor, at
    for _ in range(2):
        step = at + 1 if tokens.printed(at) == "-" and tokens.tight(at) and tokens.tight(at + 1) else at
        scale, where = scales().get(tokens.printed(step), (None, ""))
        if scale is None or not _may_scale(tokens, step, where, money):
            break
        factor *= scale
        at = step + 1
    return factor, at


def _may_scale(tokens: Tokens, at: int, where: str, money: bool) -> bool:
    if where == "any":
        return True
    if where == "tight":
        return tokens.tight(at)
    if money:
        return True
    following = tokens.printed(at + 1)
    return (
        tokens.tight(at) and following.islower() and following.endswith("s") and following not in ("is", "was", "has")
    )
