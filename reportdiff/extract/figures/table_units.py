"""Units and scales that stand beside a number's cell: in the names of row and column, a caption, a line above."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ...language.sentence import Sentence
from ...language.vocabulary import derived_of
from .notation import Tokens
from .units import named, unit_at

CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}
_WORDS = {"pounds": "GBP", "euros": "EUR", "euro": "EUR", "dollars": "USD", "gbp": "GBP", "eur": "EUR", "usd": "USD"}
_SCALE = r"(?:['’]?000s?|k|thousands?|m|mn|millions?|bn|billions?)"
_POWERS = {"0": 3, "k": 3, "t": 3, "m": 6, "b": 9}
_LINE = 160  # characters of a line that can name the unit of a table below it
_ABOVE, _PIECE = 6, 30  # lines above a table that are looked at; characters of a piece of its headings
_LONGEST = 40  # characters of a unit with its scale


class TableUnit(NamedTuple):
    """What the number of a cell counts, `None` where only a scale is said, and what one of it is worth.

    `only_money`: a letter that is a scale where money stands, and may be metres elsewhere.
    """

    name: str | None
    factor: Decimal = Decimal(1)
    only_money: bool = False


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?:US)?([£€$]) ?({_SCALE})?(?![\w£€$])", re.IGNORECASE)


@cache
def _written() -> re.Pattern[str]:
    currency = "|".join(_WORDS)
    return re.compile(
        rf"(?:all )?(?:in )?(?:(?:US)?([£€$])(?: in)? ?({_SCALE})?|({_SCALE}) (?:of )?({currency})"
        rf"|({currency})(?: in)? ?({_SCALE})?|({_SCALE}))",
        re.IGNORECASE,
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")


@cache
def _said() -> re.Pattern[str]:
    money = rf"{_SCALE} of (?:{'|'.join(_WORDS)})"
    return re.compile(
        rf"(?:,| [–—-]|:)\s*(?:all )?(?:in )?([^,:–—()]{{1,40}})$|\bin ([^,.:;()]{{1,40}})$|^\[?in ({money})\b",
        re.IGNORECASE,
    )


@cache
def _all() -> re.Pattern[str]:
    return re.compile(
        r"\ball (?:figures|amounts|values|sums|numbers)(?: [a-z]{2,10}){0,4} in ([^,.;:()\n]{1,40})", re.IGNORECASE
    )


def _scaled(words: str | None) -> Decimal:
    if not words:
        return Decimal(1)
    low = words.lower().lstrip("'’")
    return Decimal(10) ** _POWERS[low[0]]


def written_unit(words: str) -> TableUnit | None:
    """What some words name if they are a unit and nothing else: "£000", "thousands of pounds", "days", "%".

    >>> written_unit("£ thousands"), written_unit("new")
    (TableUnit(name='GBP', factor=Decimal('1000'), only_money=False), None)
    """
    words = words.strip(" .")
    if not 0 < len(words) <= _LONGEST:
        return None
    if words.lower() in ("%", "per cent", "percent", "percentage", "percentages"):
        return TableUnit("percent")
    match = _written().fullmatch(words)
    if match is not None:
        sign, one, two, name, named, three, four = match.groups()
        word = (name or named or "").lower()
        scale = one or two or three or four
        return TableUnit(CURRENCIES.get(sign) or _WORDS.get(word), _scaled(scale), four is not None and len(four) == 1)
    tokens = Tokens(words)
    unit = unit_at(tokens, 0)
    if unit is None or unit.last != len(tokens) or unit.name in CURRENCIES.values():
        return None
    return TableUnit(unit.name, unit.factor)


@derived_of(1024)  # a heading is asked about for each of its cells
def heading_unit(words: str) -> TableUnit | None:
    """The unit in a heading of a row or column.

    Money or a share is named anywhere, another unit in brackets, alone, or at the head: "Days lost to sickness",
    "Number of visits".
    """
    found = next((unit for part in _bracketed().findall(words) if (unit := written_unit(part))), None)
    if found is not None:
        return found
    money = _money().search(words)
    if money:
        return TableUnit(CURRENCIES[money[1]], _scaled(money[2]))
    if "%" in words or "per cent" in words.lower():
        return TableUnit("percent")
    said = _said().search(words)
    behind = written_unit(said[1] or said[2] or "") if said else None  # "Energy used, kWh", "Response in minutes"
    return written_unit(words) or leading_unit(words) or (behind if behind and behind.name else None)


def leading_unit(words: str) -> TableUnit | None:
    """The measure at the head of a phrase: "Tonnes of waste", "Percentage of calls answered", "Number of visits"."""
    first, _, rest = words.strip().lower().partition(" ")
    if not rest:
        return None
    if first == "percentage" and rest.startswith("of "):
        return TableUnit("percent")
    name = named(first)
    said = Sentence(words, 0, len(words))
    if name is not None and first.endswith("s"):
        return TableUnit(name) if said.tags[1] in ("IN", "TO", "VBN", "VBD") and first != "minutes" else None
    counting = _number_of().match(words)
    if counting is None:
        return None
    token = min(said.tokens_in(counting.end(), counting.end() + 1), default=-1)
    phrase = next((one for one in said.phrases if one.first <= token < one.last), None)
    counted = phrase is not None and said.tags[phrase.head] == "NNS"
    return TableUnit(said.low[phrase.head]) if phrase is not None and counted else None


@cache
def _number_of() -> re.Pattern[str]:
    return re.compile(r"(?:total |average )?(?:number|count|no\.?) of (?:the )?(?=[a-z])", re.IGNORECASE)


def title_unit(words: str) -> TableUnit | None:
    """The unit that a caption or a line above a table names apart from its words: "Income, £m", "Spend (£000)"."""
    return next((unit for part in _parts(words) if (unit := written_unit(part))), None)


def counted_unit(title: str) -> TableUnit | None:
    """What a title says at its end that all numbers below count: "Most borrowed guides (Loans)"."""
    match = _counted().search(title)
    if match is None:
        return None
    said = Sentence(match[1].lower(), 0, len(match[1]))
    return TableUnit(match[1].lower()) if said.tags == ("NNS",) else None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"\w \(([A-Za-z]{3,20}s)\)$")


def _parts(words: str) -> Iterator[str]:
    yield from _bracketed().findall(words)
    yield words
    if words[:14].lower() == "percentage of ":
        yield "%"
    said = _said().search(words.rstrip(" ."))
    if said:
        yield said[1] or said[2] or said[3]


def line_above(text: str, at: int) -> TableUnit | None:
    """The unit in the lines before a position of the source, as captions have it; a sentence names none.

    Pieces of headings may stand between a caption and its table; a row of another table ends the search.
    """
    for _ in range(_ABOVE):
        end = text.rfind("\n", 0, at)
        if end < 0:
            return None
        before = text.rfind("\n", 0, end)
        words = text[before + 1 : end].strip(" \t#*_")
        at = before + 1
        if len(words) > _LINE or "\t" in words:
            return None
        letter = any(len(part) == 1 and part.isalpha() for part in _bracketed().findall(words))  # "S(t)" is no tonne
        unit = title_unit(words) if words and not letter else None
        if unit is not None and (unit.name is not None or unit.factor > 1):
            return unit
        if len(words) > _PIECE:
            return None
    return None


def standing_unit(text: str) -> tuple[int, TableUnit] | None:
    """Where a document says what all its amounts are in, and what ("All figures are in £000")."""
    for match in _all().finditer(text):
        unit = written_unit(match[1])
        if unit is not None:
            return match.start(), unit
    return None
