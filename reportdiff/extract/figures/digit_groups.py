"""How numbers are grouped: "60 000 EUR", "€85.000", "12'500", and the decimal comma where a document plainly uses it.

Everything here rewrites a text to the English notation of numbers without changing its length, so that all that reads
numbers knows one notation and every offset stays true.
"""

import re
from functools import cache

_CODES = r"(?:[A-Z]{3}\b|[kMGT]Wh?\b|€)"
_GROUP = r"\d{1,3}"


@cache
def _any_group() -> re.Pattern[str]:
    return re.compile(r"\d[.'’ ]\d{3}")


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
