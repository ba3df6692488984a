"""Numbers as written: digits, words, fractions, signs, currency marks and scales, before anything is known of units.

A `Numeral` is what a reader would underline as "the number". Whether it states something is decided elsewhere.
"""

import re
from decimal import Decimal
from enum import StrEnum
from functools import cache

from attrs import evolve, frozen

from .tokens import Tokens
from .vocabulary import rows


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    SCORE = "score"
    TIMES = "times"
    CODE = "code"


@frozen
class Numeral:
    """Tokens `first <= i < last` are the number with its currency mark, sign and scale; `core` is its first digit token.

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


WORDS = {word: (Decimal(value), kind) for word, value, kind in rows("numerals.tsv")}
SCALES = {form: (Decimal(factor), where) for form, factor, where in rows("scales.tsv")}
CURRENCIES = {mark: code for mark, code in rows("currencies.tsv")}
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
_MINUS = frozenset("-−–")
_SIGNS = _MINUS | {"+"}
_SLASHES = frozenset("/⁄")
_DENOMINATORS = frozenset(("2", "3", "4", "5", "6", "8", "16", "32"))
_OUT_OF = frozenset(("5", "10", "20", "50", "100"))
_LONGEST = 24
_ZERO = Decimal(0)


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


def numerals(tokens: Tokens) -> list[Numeral]:
    """Every number of the text, in order, not overlapping; references and codes among them (`Form.CODE` or not)."""
    found: list[Numeral] = []
    raw, low = tokens.raw, tokens.low
    index, count = 0, len(tokens)
    while index < count:
        first = raw[index][0]
        numeral = None
        if "0" <= first <= "9":
            numeral = _in_digits(tokens, index, found[-1] if found else None)
        elif low[index] in WORDS:
            numeral = _in_words(tokens, index)
        elif first in VULGAR:
            numeral = _vulgar(tokens, index)
        if numeral is None:
            index += 1
            continue
        found.append(numeral)
        index = numeral.last
    return found


def _in_digits(tokens: Tokens, index: int, previous: Numeral | None) -> Numeral:
    value, last, form = _digits(tokens, index)
    core = index
    first, currency, sign = _lead(tokens, index)
    if value is None:
        return Numeral(first, last, core, _ZERO, _ZERO, Form.CODE, currency)
    if currency and tokens.word(index - 1) == "(" and tokens.word(last) == ")":
        last, sign = last + 1, "-"
    if sign == "-":
        value = -value
    money = currency or (previous is not None and previous.currency and index - previous.last <= 1)
    factor, last = _scale(tokens, last, bool(money))
    return Numeral(first, last, core, value * factor, value, form, currency, factor != 1, sign)


def _digits(tokens: Tokens, index: int) -> tuple[Decimal | None, int, Form]:
    """The value of the digits at `index`, the token after them, and how they are written; no value for a code."""
    printed = tokens.raw[index]
    if len(printed) > _LONGEST:
        return None, index + 1, Form.CODE
    if "," in printed:
        if _grouped().fullmatch(printed):
            return Decimal(printed.replace(",", "")), index + 1, Form.DIGITS
        return None, index + 1, Form.CODE
    if printed.count(".") > 1:
        return None, index + 1, Form.CODE
    over = _over(tokens, index)
    if over:
        return over
    joined, last = _spaced(tokens, index)
    value = Decimal(joined)
    if "." not in joined:
        mixed = _mixed(tokens, last)
        if mixed:
            return value + mixed[0], mixed[1], Form.DIGITS
    return value, last, Form.DIGITS


def _spaced(tokens: Tokens, index: int) -> tuple[str, int]:
    """Digits with their groups of three after single blanks: "1 200 000"."""
    printed = tokens.raw[index]
    last = index + 1
    if len(printed) > 3 or "." in printed or printed[0] == "0" or (index and tokens.is_number(index - 1)):
        return printed, last
    while (
        last < len(tokens)
        and last - index < 5
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and "." not in printed
        and _group().fullmatch(tokens.raw[last])
    ):
        printed += tokens.raw[last]
        last += 1
    if last > index + 1 and tokens.is_number(last) and not tokens.tight(last):
        return tokens.raw[index], index + 1
    return printed, last


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
        and (top != bottom or len(top) < 3 and top != "50" and top != "20")
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


def _lead(tokens: Tokens, index: int) -> tuple[int, str | None, str]:
    """First token, currency and sign of the number whose digits are token `index`."""
    at, sign = index, ""
    if tokens.tight(at) and tokens.printed(at - 1) in ("(", "-", "−", "+") and tokens.printed(at - 2) in CURRENCIES:
        sign = "" if tokens.raw[at - 1] == "(" else tokens.raw[at - 1]
        at -= 1
    currency = CURRENCIES.get(tokens.printed(at - 1))
    if currency:
        at -= 1
        wide = tokens.printed(at - 1) + tokens.printed(at)
        if tokens.tight(at) and wide in CURRENCIES:
            at, currency = at - 1, CURRENCIES[wide]
    elif at != index:
        at, sign = index, ""
    if not sign and tokens.tight(at) and tokens.printed(at - 1) in _SIGNS and _opens(tokens, at - 1):
        at -= 1
        sign = tokens.raw[at]
    return at, currency, "-" if sign in _MINUS and sign else sign


def _opens(tokens: Tokens, index: int) -> bool:
    """Whether a sign at `index` begins something: a blank or a bracket stands before it."""
    return not tokens.tight(index) or tokens.printed(index - 1) in ("(", "[", "“", '"')


def _scale(tokens: Tokens, at: int, money: bool) -> tuple[Decimal, int]:
    """Factor and end of the scale at token `at` ("m", "-million", "hundred thousand"); 1 where there is none."""
    factor = Decimal(1)
    for _ in range(2):
        step = at + 1 if tokens.printed(at) == "-" and tokens.tight(at) and tokens.tight(at + 1) else at
        scale, where = SCALES.get(tokens.printed(step), (None, ""))
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


def _vulgar(tokens: Tokens, index: int) -> Numeral:
    value = VULGAR[tokens.raw[index]]
    first, currency, sign = _lead(tokens, index)
    value = -value if sign == "-" else value
    factor, last = _scale(tokens, index + 1, currency is not None)
    return Numeral(first, last, index, value * factor, value, Form.FRACTION, currency, factor != 1, sign)


def _in_words(tokens: Tokens, index: int) -> Numeral | None:
    word = tokens.low[index]
    value, kind = WORDS[word]
    if kind in ("times", "halved", "twice"):
        return Numeral(index, index + 1, index, value, value, Form.TIMES)
    if kind == "mid":
        mid = tokens.word(index - 2) == "mid" and tokens.word(index - 1) == "-"
        return Numeral(index, index + 1, index, value, value, Form.WORDS) if mid else None
    if kind == "half":
        return _half(tokens, index)
    if kind == "part":
        return _bare_part(tokens, index, value)
    plain = kind in ("hundred", "scale", "dozen")
    if plain and tokens.word(index - 1) not in ("a", "an"):
        return None
    first = index - 1 if plain else index
    whole, last = _whole(tokens, index)
    part = _part(tokens, first, last, whole)
    if part:
        return part
    whole, last = _and_part(tokens, last, whole)
    factor, last = _scale(tokens, last, False)
    return _with_currency(tokens, Numeral(first, last, first, whole * factor, whole, Form.WORDS, None, factor != 1))


def _with_currency(tokens: Tokens, numeral: Numeral) -> Numeral:
    currency = CURRENCIES.get(tokens.printed(numeral.first - 1))
    return evolve(numeral, first=numeral.first - 1, currency=currency) if currency else numeral


def _whole(tokens: Tokens, index: int) -> tuple[Decimal, int]:
    """The whole number in words from token `index`, and the token after it."""
    total = current = Decimal(0)
    at, last_kind = index, ""
    while True:
        step = at
        if at > index and tokens.word(at) in ("-", "‑") and tokens.tight(at) and tokens.tight(at + 1):
            step = at + 1
        elif tokens.word(at) == "and" and last_kind in ("hundred", "scale"):
            step = at + 1
            if WORDS.get(tokens.word(step), (0, ""))[1] not in ("unit", "ten"):
                break
        value, kind = WORDS.get(tokens.word(step), (None, ""))
        if value is None or not _continues(kind, value, last_kind, total):
            break
        if kind in ("unit", "ten"):
            current += value
        elif kind == "scale":
            total, current = total + (current or 1) * value, Decimal(0)
        else:
            current = (current or 1) * value
        at, last_kind = step + 1, kind
    return total + current, at


def _continues(kind: str, value: Decimal, last: str, total: Decimal) -> bool:
    """Whether a number word may follow one of kind `last`."""
    if kind == "unit":
        return last in ("", "hundred", "scale") or (last == "ten" and 0 < value < 10)
    if kind == "ten":
        return last in ("", "hundred", "scale")
    if kind == "hundred":
        return last in ("", "unit", "ten")
    if kind == "dozen":
        return last in ("", "unit", "ten")
    return kind == "scale" and last != "dozen" and (total == 0 or last != "scale")


def _part(tokens: Tokens, first: int, at: int, top: Decimal) -> Numeral | None:
    """A fraction in words whose numerator ends before token `at`: "two-thirds", "three quarters"."""
    step = at + 1 if tokens.word(at) == "-" and tokens.tight(at) else at
    bottom, kind = WORDS.get(tokens.word(step), (None, ""))
    if kind == "half" and tokens.word(first) == "one" and top == 1:
        bottom, kind = Decimal(2), "part"
    if bottom is None or kind != "part" or not 0 < top < bottom:
        return None
    if tokens.low[step].endswith("s") != (top > 1) or (top == 2 and bottom == 4):
        return None
    if top == 1 and not _stands_alone(tokens, step + 1):
        return None
    return _fraction_of(tokens, first, step + 1, top / bottom)


def _fraction_of(tokens: Tokens, first: int, last: int, value: Decimal) -> Numeral:
    """A fraction, taken with the scale it multiplies: "three quarters of a million"."""
    if tokens.word(last) == "of" and tokens.word(last + 1) in ("a", "an"):
        scale, kind = WORDS.get(tokens.word(last + 2), (None, ""))
        if scale is not None and kind in ("scale", "hundred", "dozen"):
            return Numeral(first, last + 3, first, value * scale, value, Form.WORDS, None, True)
    return Numeral(first, last, first, value, value, Form.FRACTION)


def _and_part(tokens: Tokens, at: int, whole: Decimal) -> tuple[Decimal, int]:
    """ "... and a half", "... and three quarters" after a whole number."""
    step = at
    words: list[str] = []
    while len(words) < 3 and step < len(tokens) and step < at + 6:
        if tokens.raw[step] != "-":
            words.append(tokens.low[step])
        step += 1
    if words[:2] in (["and", "a"], ["and", "one"]) and words[2:] and words[2] in ("half", "quarter", "third"):
        return whole + 1 / WORDS[words[2]][0], step
    if words == ["and", "three", "quarters"] or words == ["and", "two", "thirds"]:
        return whole + WORDS[words[1]][0] / WORDS[words[2]][0], step
    return whole, at


_ORDINAL_HALF = frozenset("first second latter last other each this that next final better early later per".split())
_HALF_OF = frozenset("of the our its their his her my all these those this that a an".split())
_BY = frozenset("by about almost nearly over under than around only just roughly to at exactly approximately".split())
_MORE = frozenset(
    "higher lower more less fewer larger smaller cheaper faster longer shorter up down that those".split()
)
_ENDS = frozenset(".,;:)!?")


def _half(tokens: Tokens, index: int) -> Numeral | None:
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if before == "a" and tokens.word(index - 2) == "and" and tokens.word(index - 4) in ("a", "an", "one"):
        value = Decimal("1.5")
        return Numeral(index - 4, index + 1, index - 4, value, value, Form.WORDS, inside=index - 3)
    if before in _ORDINAL_HALF or (before == "the" and after != "of") or after == "past":
        return None
    at = index + 1
    if after == "-" and tokens.word(index + 2) in ("a", "an"):
        at, after = index + 2, tokens.word(index + 2)
    value = Decimal("0.5")
    if after in ("a", "an"):
        step = at + 2 if tokens.word(at + 1) == "-" else at + 1
        scale, kind = WORDS.get(tokens.word(step), (None, ""))
        if scale is not None and kind in ("scale", "hundred", "dozen"):
            return Numeral(index, step + 1, index, value * scale, value, Form.WORDS, None, True)
        return Numeral(index, at + 1, index, value, value, Form.WORDS)
    first = index - 1 if before == "a" else index
    if after in _HALF_OF or (tokens.word(first - 1) in _BY and _stands_alone(tokens, index + 1)):
        return Numeral(first, index + 1, first, value, value, Form.FRACTION)
    return None


def _bare_part(tokens: Tokens, index: int, bottom: Decimal) -> Numeral | None:
    """ "a third", "a quarter": a fraction, unless the word is an ordinal ("a third runway") or a period."""
    if tokens.word(index - 1) != "a" or not _stands_alone(tokens, index + 1):
        return None
    if tokens.low[index] == "quarter" and tokens.word(index + 1) != "of" and tokens.word(index - 2) not in _BY:
        return None
    return _fraction_of(tokens, index - 1, index + 1, 1 / bottom)


def _stands_alone(tokens: Tokens, at: int) -> bool:
    """Whether no noun follows that an ordinal would belong to."""
    word = tokens.word(at)
    return not word or word in _ENDS or word in _MORE or word in FOLLOWS


FOLLOWS = frozenset(row[0] for row in rows("noun_stops.txt"))
