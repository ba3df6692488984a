"""A number as written: its value with currency mark, sign and scale, and the tables all readers of numbers share."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from operator import add
from typing import NamedTuple

from ...facts import Bound, Direction
from ...language.tokens import pieces
from ...language.vocabulary import derived, rows, table
from ...patterns import regex

_MARGIN = 64


class Hedge(NamedTuple):
    """A bound, the half-open token stretch of the words that set it, and the id of the rule that says so."""

    bound: Bound
    first: int
    last: int
    rule: str


class Tokens:
    """The tokens of a text. Token `i` is `raw[i]` (as printed) and `low[i]` (lower case, straight apostrophes).

    `starts[i]` and `ends[i]` are its half-open offsets; `marked` lists the tokens that are no words between two blanks.
    `count` is their number; `word(i)` and `printed(i)` are `low[i]` and `raw[i]`. Both lists go on with empty strings,
    so that looking a few tokens past either end of the text is no error. `heads` is for whoever steps back over lists
    of numbers to remember where they end, so that a long list costs no more a number. `dated` are half-open offsets of
    words of time, in order and apart.
    """

    __slots__ = (
        "_heard", "count", "dated", "ends", "heads", "hedges", "low", "marked", "printed", "raw", "starts", "text",
        "word",
    )  # fmt: skip

    printed: Callable[[int], str]
    word: Callable[[int], str]

    def __init__(self, text: str, dated: Sequence[tuple[int, int]] = ()) -> None:
        self.text: str = text
        self.dated: Sequence[tuple[int, int]] = dated
        self.raw: list[str]
        self.starts: list[int]
        self.marked: list[int]
        self.raw, self.starts, self.marked = pieces(text)
        self.ends: list[int] = list(map(add, self.starts, map(len, self.raw)))
        self.count: int = len(self.raw)
        self.low: list[str] = list(map(str.lower, self.raw))
        if "’" in text:
            self.low = [word.replace("’", "'") for word in self.low]
        if "→" in text or "->" in text or "=>" in text:
            self._spell_arrows()
        self.raw += [""] * _MARGIN
        self.low += [""] * _MARGIN
        self.heads: dict[int, tuple[int, int]] = {}
        self.hedges: tuple[dict[int, Hedge], dict[int, Hedge]] | None = None
        self._heard: frozenset[str] | None = None
        self.printed: Callable[[int], str] = self.raw.__getitem__
        self.word: Callable[[int], str] = self.low.__getitem__

    def __len__(self) -> int:
        return self.count

    def _spell_arrows(self) -> None:
        """Read an arrow, printed in one sign or in two, as "to": "from £41k -> £52k"."""
        for index, word in enumerate(self.low):
            if word == "→" or (word == ">" and self.low[index - 1] in ("-", "=") and self.tight(index)):
                self.low[index - 1 : index + 1] = ["," if word == ">" else self.low[index - 1], "to"]

    def tight(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a blank."""
        return 0 < index < self.count and self.starts[index] == self.ends[index - 1]

    def code_end(self, index: int) -> int:
        """The token behind a short code that starts at token `index` ("P1", "x86", "4G", "A&E"), else `index`."""
        if not self.tight(index + 1) or self.tight(index):
            return index
        one, other = self.raw[index], self.raw[index + 1]
        if other == "&":
            initials = one.isupper() and self.raw[index + 2].isupper() and self.tight(index + 2)
            return index + 3 if initials else index
        named = (one.isalpha() and other.isdecimal()) or (one.isdecimal() and other.isupper())
        short = len(one) < 5 and len(other) < 4 and not self.tight(index + 2)
        return index + 2 if named and short else index

    def is_dated(self, index: int) -> bool:
        """Whether token `index` is part of words of time."""
        at = bisect_right(self.dated, self.starts[index], key=lambda span: span[0]) - 1
        return at >= 0 and self.starts[index] < self.dated[at][1]

    def words(self, first: int, last: int) -> str:
        """Tokens `first <= i < last` in lower case, joined by single spaces."""
        return " ".join(self.low[max(0, first) : max(0, min(last, self.count))])

    def vocabulary(self) -> frozenset[str]:
        """Every word and mark of the text in lower case, to tell quickly that a rule has nothing to go by."""
        if self._heard is None:
            self._heard = frozenset(self.low)
        return self._heard

    def is_number(self, index: int) -> bool:
        """Whether token `index` is written in digits."""
        return "0" <= self.raw[index] < ":"


_CODES = r"(?:[A-Z]{3}\b|[kMGT]Wh?\b|€)"
_GROUP = r"\d{1,3}"


_any_group = regex(r"\d[.'’ ]\d{3}")


@cache
def _grouped() -> re.Pattern[str]:
    before = r"(?<![\w.,'’])"
    money = r"(?:(?<=[£€$])|(?<=[£€$] )|(?<=EUR )|(?<=USD )|(?<=GBP )|(?<=CHF ))"
    return re.compile(
        rf"(?:{before}|{money}){_GROUP}(?:\.\d{{3}}){{2,5}}(?![\w.,]?\d)"  # 1.400.000
        rf"|{money}{_GROUP}\.000(?![\w.,]?\d)|{before}{_GROUP}\.000(?= ?(?:€|EUR|USD|GBP|CHF|euros?)\b)"  # €85.000
        rf"|(?:{before}|{money}){_GROUP}(?:['’]\d{{3}}){{1,5}}(?![\w'’]|[.,]\d{{3}})"  # 12'500
        rf"|{before}(?<!\d )[1-9]\d{{0,2}}(?: \d{{3}}){{1,5}}(?= ?{_CODES})"  # 60 000 EUR
        rf"|{money}[1-9]\d{{0,2}}(?: \d{{3}}){{1,5}}(?![\w.,]?\d)"  # EUR 60 000
    )


@cache
def _continental() -> re.Pattern[str]:
    grouped = rf"(?<![\w.,]){_GROUP}(?:\.\d{{3}}){{1,5}}(?:,\d{{1,6}})?(?![\w.,]?\d)"
    return re.compile(rf"{grouped}|(?<![\w.,])\d{{1,15}},\d{{1,6}}(?![.,]?\d)")


_ENGLISH = str.maketrans(".'’ ", ",,,,")
_SWAPPED = str.maketrans(".,", ",.")


def english(text: str, decimal_comma: bool) -> str:
    """`text` with the numbers in it as English writes them: same length. `decimal_comma`: the document uses one.

    >>> english("€85.000 and 60 000 EUR", False), english("3,5 % of 1.250 homes", True)
    ('€85,000 and 60,000 EUR', '3.5 % of 1,250 homes')
    """
    if decimal_comma and ("," in text or "." in text):
        text = _continental().sub(lambda match: match.group().translate(_SWAPPED), text)
    if _any_group().search(text) is None:
        return text
    return _grouped().sub(lambda match: match.group().translate(_ENGLISH), text)


@cache
def _comma_decimal() -> re.Pattern[str]:
    number = rf"(?<![\w.,/])(?:(?P<sure>{_GROUP}(?:\.\d{{3}})+,\d{{1,2}})|\d{{1,4}},\d{{1,2}})(?![\d,]|\.\d)"
    return re.compile(rf"{number}(?P<unit> ?(?:%|€|EUR|per cent|million|billion|[kMGT]Wh|km|tonnes|euros?)(?!\w))?")


@cache
def _point_decimal() -> re.Pattern[str]:
    point = r"(?<![\w.,])\d{1,6}\.\d{1,2}(?![\d.,]\d|\d)(?= ?(?:%|per cent|m\b|bn\b|million|[a-z]))"
    return re.compile(rf"{point}|[£$€]\d{{1,6}}\.\d{{1,2}}(?!\d)|(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?!\d|,\d)")


def uses_decimal_comma(text: str) -> bool:
    """Whether a document plainly writes decimals with a comma: numbers of its own say so, and none says otherwise."""
    said = any(match["sure"] or match["unit"] for match in _comma_decimal().finditer(text))
    return said and _point_decimal().search(text) is None


_DOLLARS = (
    ("AUD", "A$ AU$ AUD", "Australia Australian"),
    ("CAD", "C$ CA$ CAD", "Canada Canadian"),
    ("NZD", "NZ$ NZD", "Zealand"),
)
_OFTEN = 5  # times that a document names a country whose dollars its sign means


def dollars_of(text: str) -> str:
    """Whose dollars a document's "$" are: its own marks say so, or the country that it names again and again."""
    if "$" not in text:
        return "USD"
    counts = Counter(_dollar().findall(text))
    american = sum(counts[word] for word in ("US$", "USD", "America", "American", "United States"))
    for code, marks, country in _DOLLARS:
        if sum(counts[mark] for mark in marks.split()) > american:
            return code
        if sum(counts[word] for word in country.split()) > max(_OFTEN, _OFTEN * american) and not counts["£"]:
            return code
    return "USD"


@cache
def _dollar() -> re.Pattern[str]:
    names = "AUD|CAD|NZD|USD|America|American|United States|Australia|Australian|Canada|Canadian|Zealand"
    return re.compile(rf"\b(?:AU?|CA?|NZ|US)\$|\b(?:{names})\b|£")


class Part(StrEnum):
    """The place of a mention in a from-to statement or a comparison that the words around it set up."""

    ALONE = "alone"
    FROM = "from"
    TO = "to"
    DIFFERENCE = "difference"


class Mention(NamedTuple):
    """A number in one flow. All positions are half-open offsets in the flow's text.

    `start`-`end` covers hedge, number, unit and counted noun; `at`-`to` the number alone, with currency sign, scale and
    unit mark. `chain` is the same small integer for the mentions of one from-to chain ("from 71 weeks in 2012 to 34 in
    2013 and to 26 in 2015") or list that shares a unit; `None` for a mention that stands alone. `part` is its place
    there. `borrowed` marks a unit taken from another mention or the sentence's subject.
    """

    start: int
    end: int
    at: int
    to: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: Bound
    stat: str | None
    per: str | None
    part: Part
    chain: int | None
    direction: Direction | None
    borrowed: bool
    rules: tuple[str, ...]


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
    signed = not sign and tokens.tight(at) and tokens.printed(at - 1) in _SIGNS and _opens(tokens, at - 1)
    if signed and ("of" not in tokens.low[index + 2 : index + 4] or tokens.word(at - 2) in _TO_SIGN):
        at -= 1  # not "repairs –98% of them were done"
        sign = tokens.raw[at]
    return at, currency, "-" if sign in _MINUS and sign else sign


_TO_SIGN_WORDS = "is was were be been stood at to by of from about around nearly almost or and"
_TO_SIGN = frozenset(_TO_SIGN_WORDS.split(" "))


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
