"""What the headings of a table's cell say: the name of its figure, its time, its role, the unit it counts in.

A heading that is nothing but a time or a role is no part of the name; a time at its end or beginning dates it, a unit
in brackets and a formula ("(a) – (b)") are left out of the name. Units and scales also stand in the name of a row, a
caption, a line above.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from attrs import frozen

from ...facts import Role
from ...language.sentence import Sentence
from ...language.vocabulary import derived, derived_of
from ...patterns import regex
from .notation import Tokens
from .units import named, unit_at

CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}
_WORDS = {"pounds": "GBP", "euros": "EUR", "euro": "EUR", "dollars": "USD", "gbp": "GBP", "eur": "EUR", "usd": "USD"}
_SCALE = r"(?:['’]?000s?|k|thousands?|m|mn|millions?|bn|billions?|lakhs?|crores?)"
_POWERS = {"0": 3, "k": 3, "t": 3, "l": 5, "m": 6, "c": 7, "b": 9}
_RUPEES = re.compile(r"^(?:rs\.?|inr|₹) ?(?:in )?(?=\w)", re.IGNORECASE)
_LINE = 160  # characters of a line that can name the unit of a table below it
_ABOVE, _PIECE = 6, 30  # lines above a table that are looked at; characters of a piece of its headings
_LONGEST = 40  # characters of a unit with its scale


@frozen
class Heading:
    """What a cell of the body stands under: its label, its time, its role, the words that may name its unit.

    A heading that is nothing but a time ("July", "2012/13") or a role ("Target", "Actual 2012/13") is no part of the
    label: a row of them is one series. `units` are the words that may name one: of column and row, the corner above the
    rows, the group of rows, the title. `role` is `None` where no heading names one. `shown` is the label, with the
    title in brackets where it is one word.
    """

    label: str
    when: str
    role: Role | None
    units: tuple[str, ...]
    column: str = ""
    shown: str = ""


@derived
def _time() -> re.Pattern[str]:
    month = (
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
        r"|nov(?:ember)?|dec(?:ember)?)"
    )
    words = (
        r"to|and|end|at|as|of|year|quarter|half|week|ended|ending|fy|ye|q[1-4]|h[12]|[1-4](?:st|nd|rd|th)?|in|by|for"
    )
    part = rf"(?:{month}|{words}|(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?|\d\d)"
    return re.compile(
        rf"(?=.{{0,60}}\b(?:(?:19|20)\d\d|{month}\b|q[1-4]|quarter)){part}(?:[\s./,–-]{{1,3}}{part}){{0,9}}"
    )


@cache
def beside_unit() -> re.Pattern[str]:
    """A unit that stands before or behind the other words of a heading: a sign, or anything short in brackets."""
    sign = r"(?:[£$€] ?(?:['’]?000s?|k|mn?|bn|millions?|billions?|thousands?)?|%)"
    inside = rf"[(\[](?:{sign}|{unit_alone().pattern})[)\]]"
    return re.compile(rf"^(?:{sign}|{inside})(?= )|(?<= )(?:{sign}|{inside})$", re.IGNORECASE)


@cache
def unit_alone() -> re.Pattern[str]:
    """A heading that is a unit and nothing else: "£000s", "number", "per cent"."""
    scale = r"(?:['’]?000s?|k|mn?|millions?|bn|billions?|thousands?)"
    counted = r"number|numbers|no\.?|nos\.?|count|#|rate|score|amount|value"
    named = r"%|per ?cent|percentage|tonnes?|kg|km|miles|hectares|ha|kwh|mwh|gwh|fte"
    times = r"days|weeks|months|years|hours|hrs|minutes|mins"
    return re.compile(
        rf"\(in [^()]{{1,40}}\)|\(?(?:[£$€] ?{scale}?|{scale}|{counted}|{named}|{times})\)?", re.IGNORECASE
    )


def is_time(text: str) -> bool:
    """Whether a cell holds nothing but a time: "2012/13", "July", "31 March 2014", "Q1"."""
    return len(text) <= 60 and (_time().fullmatch(text.lower()) or _date().fullmatch(text)) is not None


_date = regex(r"(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1\d\d")


def heading_of(name: str, above: Sequence[str], title: str, corner: str, whole: str) -> Heading:
    """What a column says of its cells: their name, time, role and unit, from its own heading and those above it."""
    parts: list[str] = []
    times: list[str] = []
    role = None
    for level, part in enumerate((name, *_whole_roles(above))):
        found, rest = role_in(part)
        bare = beside_unit().sub("", part).strip() if found is None else ""
        if bare and bare != part:  # "Planned 2024 £k", "2023/24 (%)"
            unitless, time = role_in(bare)
            if unitless is not None or is_time(time):
                found, rest = unitless, time
        if level and found is None:
            rest, time = _parted(rest)
            times += [time] if time else []
            rest = _dangling().sub("", beside_unit().sub("", rest).strip())
        role = found or role
        if is_time(rest):
            times.append(rest)
        elif rest and (not level or len(above) == 1 or _worded().search(rest)):  # "(a) – (b)" says how it is made
            parts.append(rest)
    plain = [part for part in parts if not unit_alone().fullmatch(part)]
    said = plain or parts or ([title] if title else times or list(above))
    about, shown = _numbered().sub("", title), ""
    if about and len(said) == 1 and _total().fullmatch(said[0]):
        said = [f"{said[0]} ({about})" if "(" not in about else said[0]]
    elif about and len(said) == 1 and _says_little(said[0], about):
        shown = f"{said[0]} ({about})"
    corner = "" if of_times().fullmatch(corner) else corner  # "Year" names what stands below, no unit
    label, column = " ".join(said), " ".join(above)
    when = " ".join(dict.fromkeys(times))
    return Heading(label, when, role, (column, name, corner, about, whole), column, shown or label)


def _whole_roles(above: Sequence[str]) -> list[str]:
    """The headings of a column from above, those joined that name a role together: "Original" over "budget"."""
    joined: list[str] = []
    for part in above:
        if joined and role_in(joined[-1])[0] is None and role_in(part)[0] and role_in(f"{joined[-1]} {part}")[0]:
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _parted(heading: str) -> tuple[str, str]:
    """The heading of a column without the time that it ends or begins with, and that time: "Total for Q3 2031/32"."""
    words = heading.split()
    if any(map(str.isdigit, heading)):
        for at in range(1, len(words)):
            tail, front = " ".join(words[at:]), " ".join(words[:-at])
            if is_time(tail):
                return " ".join(words[:at]), _linking().sub("", tail)
            if is_time(front):
                return " ".join(words[-at:]), front
    return heading, ""


_linking = regex(r"^(?:(?:for|in|at|as|of|by|and|to|the) )+", re.IGNORECASE)
_dangling = regex(r"(?<=\w)(?: (?:for|in|at|as|of|to|on|from|since|by))+$", re.IGNORECASE)
_worded = regex(r"[A-Za-zÀ-ÿ]{2}|\d")


_TITLE_WORDS = 9


def _says_little(name: str, title: str) -> bool:
    """Whether a name of one word needs the title of its table beside it, and the title is short enough for that."""
    known = " " in name.strip() or name.lower() in title.lower()
    return not known and "(" not in title and title.count(" ") < _TITLE_WORDS


_numbered = regex(r"^(?:table|figure|fig\.|chart) ?[\dA-Z][\d.]{0,6} ?[:.–—-]? ?", re.IGNORECASE)


@derived
def _total() -> re.Pattern[str]:
    return re.compile(r"(?:(?:grand|sub|net|gross|overall)[ -]?)?(?:totals?|sum|balance|average|mean)", re.IGNORECASE)


# Words of a heading, and the role that they give where it says nothing else, or nothing but a time.
_KIND = r"(?:(?:revised|original|annual|full[- ]year|approved|current|latest|year[- ]to[- ]date|ytd|our|the) )?"
_ROLES = (
    (_KIND + r"(?:targets?|goals?|plan(?:ned|s)?|budget(?:ed|s)?|forecasts?|project(?:ed|ions?)|estimate[ds]?)"
     r"(?: (?:for|to|value|figures?|amount|spend|out-?turn))?", Role.TARGET),
    (_KIND + r"(?:baseline|(?:previous|last|prior|preceding) (?:year|quarter|month|period))(?:['’]s)?", Role.BASELINE),
    (_KIND + r"(?:actuals?|achieved|out-?turn|results?|performance|this (?:year|quarter|month|period))", Role.ACTUAL),
)  # fmt: skip
_CHANGES = (
    r"(?:(?:%|£|per ?cent|percentage|annual|net|point|year[ -]on[ -]year) ?){0,3}"
    r"(?:increase|decrease|change|variance|difference|growth|reduction|movement|delta|variation)s?"
    r"(?: (?:on|from|since|over|in|between|vs|against) .{1,40})?(?: ?\(?[%£](?: ?points?)?\)?)?"
)


def role_in(part: str) -> tuple[Role | None, str]:
    """The role that a heading names, and the heading without it: its time, or "" ("Target 2014" -> target, "2014")."""
    roles, changes = _role_patterns()
    if changes.fullmatch(part) or part in ("+/-", "±", "Δ"):
        return Role.CHANGE, part
    for pattern, role in roles:
        match = pattern.search(part)
        rest = (part[: match.start()] + part[match.end() :]).strip(" ():,-–") if match else part
        if match and (not rest or is_time(rest)):
            return role, rest
    return None, part


@derived
def _role_patterns() -> tuple[tuple[tuple[re.Pattern[str], Role], ...], re.Pattern[str]]:
    roles = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), role) for words, role in _ROLES)
    return roles, re.compile(_CHANGES, re.IGNORECASE)


of_times = regex(r"(?:\w+ )?(?:dates?|years?|months?|quarters?|weeks?|days?|periods?)", re.IGNORECASE)
"""Headings of a column, or of the first one, that holds times."""


class TableUnit(NamedTuple):
    """What the number of a cell counts, `None` where only a scale is said, and what one of it is worth.

    `only_money`: a letter that is a scale where money stands, and may be metres elsewhere.
    """

    name: str | None
    factor: Decimal = Decimal(1)
    only_money: bool = False


_money = regex(rf"(?:US)?([£€$]) ?({_SCALE})?(?![\w£€$])", re.IGNORECASE)


@cache
def _written() -> re.Pattern[str]:
    currency = "|".join(_WORDS)
    return re.compile(
        rf"(?:all )?(?:in )?(?:(?:US)?([£€$])(?: in)? ?({_SCALE})?|({_SCALE}) (?:of )?({currency})"
        rf"|({currency})(?: in)? ?({_SCALE})?|({_SCALE}))",
        re.IGNORECASE,
    )


_bracketed = regex(r"[(\[]([^()\[\]]{1,40})[)\]]")


@cache
def _said() -> re.Pattern[str]:
    money = rf"{_SCALE} of (?:{'|'.join(_WORDS)})"
    return re.compile(
        rf"(?:,| [–—-]|:)\s*(?:all )?(?:in )?([^,:–—()]{{1,40}})$|\bin ([^,.:;()]{{1,40}})$|^\[?in ({money})\b",
        re.IGNORECASE,
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
    words = _RUPEES.sub("", words.strip(" ."))
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


_number_of = regex(r"(?:total |average )?(?:number|count|no\.?) of (?:the )?(?=[a-z])", re.IGNORECASE)


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


_counted = regex(r"\w \(([A-Za-z]{3,20}s)\)$")


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
