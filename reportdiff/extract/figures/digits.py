"""Numbers in digits: groups of three, decimals, fractions, scores, signs and scales."""

import re
from decimal import Decimal
from functools import cache

from .notation import CURRENCIES, Form, Numeral, lead, scaled
from .number_tokens import Tokens

# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIGITS = Form.DIGITS

VULGAR = {
    "¼": Decimal("0.25"),
    "½": Decimal("0.5"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅙": Decimal(1) / 6,
    "⅚": Decimal(5) / 6,
    "⅒": Decimal("0.1"),
}
_SLASHES = frozenset("/⁄")
_DENOMINATORS = frozenset(("2", "3", "4", "5", "6", "8", "16", "32"))
_OUT_OF = frozenset(("5", "10", "20", "50", "100"))
_MIXING = frozenset("-‑") | VULGAR.keys()
_LONGEST = 24
_ZERO = Decimal(0)


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


def in_digits(tokens: Tokens, index: int, previous: Numeral | None) -> Numeral:
    """The number written in digits that begins at token `index`, with currency, sign and scale."""
    value, last, form = _digits(tokens, index)
    core = index
    first, currency, sign = lead(tokens, index)
    if value is None:
        return Numeral(first, last, core, _ZERO, _ZERO, Form.CODE, currency)
    if currency and tokens.word(index - 1) == "(" and tokens.word(last) == ")":
        last, sign = last + 1, "-"
    if sign == "-":
        value = -value
    money = currency or (previous is not None and previous.currency and index - previous.last <= 1)
    end = last
    factor, last = scaled(tokens, end, bool(money))
    whole = value if last == end else value * factor
    return Numeral(first, last, core, whole, value, form, currency, last != end, sign)


def _digits(tokens: Tokens, index: int) -> tuple[Decimal | None, int, Form]:
    """The value of the digits at `index`, the token after them, and how they are written; no value for a code."""
    printed = tokens.raw[index]
    if len(printed) > _LONGEST:
        return None, index + 1, Form.CODE
    if "," in printed:
        if _grouped().fullmatch(printed):
            return Decimal(printed.replace(",", "")), index + 1, _DIGITS
        return None, index + 1, Form.CODE
    if printed.count(".") > 1:
        return None, index + 1, Form.CODE
    after = tokens.raw[index + 1]
    over = _over(tokens, index) if after in _SLASHES else None
    if over:
        return over
    joined, last = _spaced(tokens, index) if "0" <= after < ":" else (printed, index + 1)
    value = Decimal(joined)
    if "." not in joined:
        after = tokens.raw[last]
        mixed = _mixed(tokens, last) if "0" <= after < ":" or after in _MIXING else None
        if mixed:
            return value + mixed[0], mixed[1], _DIGITS
    return value, last, _DIGITS


def _spaced(tokens: Tokens, index: int) -> tuple[str, int]:
    """Digits with their groups of three after single blanks: "1 200 000"."""
    printed = tokens.raw[index]
    last = index + 1
    if len(printed) > 3 or "." in printed or printed[0] == "0" or (index and tokens.is_number(index - 1)):
        return printed, last
    if tokens.tight(index) and tokens.raw[index - 1].isalpha() and tokens.raw[index - 1].islower():
        return printed, last  # "at p99 410 ms"
    while (
        last < len(tokens)
        and last - index < 5
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and "." not in printed
        and _group().fullmatch(tokens.raw[last])
    ):
        printed += tokens.raw[last]
        last += 1
    if last > index + 1 and not _counts_on(tokens, index, last):
        return tokens.raw[index], index + 1
    return printed, last


def _counts_on(tokens: Tokens, index: int, last: int) -> bool:
    """Whether groups of three are one number, not cells of a table: a mark of money, a noun or a stop says so."""
    if tokens.printed(index - 1) in CURRENCIES:
        return True
    after = tokens.printed(last)
    return after.islower() or after in ("%", "(") or (after in (".", ",", ";") and tokens.printed(index - 1).islower())


def _over(tokens: Tokens, index: int) -> tuple[Decimal | None, int, Form] | None:
    """A fraction ("3/4") or a score ("7/10") written with a slash; a code for anything else with a slash."""
    if not (tokens.printed(index + 1) in _SLASHES and tokens.tight(index + 1)):
        return None
    if not (tokens.is_number(index + 2) and tokens.tight(index + 2)):
        return None
    top, bottom = tokens.raw[index], tokens.raw[index + 2]
    if bottom in _DENOMINATORS and len(top) <= 2 and top.isdigit() and 0 < int(top) < int(bottom):
        return Decimal(top) / Decimal(bottom), index + 3, Form.FRACTION
    if (
        bottom in _OUT_OF
        and (top != bottom or (len(top) < 3 and top != "50" and top != "20"))
        and top.replace(".", "").isdigit()
        and Decimal(top) <= Decimal(bottom)
    ):
        return Decimal(top), index + 3, Form.SCORE
    return None, index + 3, Form.CODE


def _mixed(tokens: Tokens, at: int) -> tuple[Decimal, int] | None:
    """The fraction that follows whole digits: "½", "-1/2", " 1/2"."""
    if tokens.printed(at) in VULGAR:
        return VULGAR[tokens.raw[at]], at + 1
    if tokens.printed(at) in ("-", "‑") and tokens.tight(at) and tokens.tight(at + 1):
        at += 1
    if tokens.is_number(at):
        over = _over(tokens, at)
        if over and over[2] is Form.FRACTION and over[0] is not None:
            return over[0], over[1]
    return None


def vulgar(tokens: Tokens, index: int) -> Numeral:
    """The fraction in one character ("½") at token `index`."""
    value = VULGAR[tokens.raw[index]]
    first, currency, sign = lead(tokens, index)
    value = -value if sign == "-" else value
    factor, last = scaled(tokens, index + 1, currency is not None)
    return Numeral(first, last, index, value * factor, value, Form.FRACTION, currency, factor != 1, sign)
