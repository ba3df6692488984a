"""Marks that belong to no word and no number: those of notes, and the blanks that a converter left inside an amount.

A flow leaves them out, so that "412³ lamps", "80* trees" and "£426. 46" read 412 lamps, 80 trees and £426.46. A raised
figure that is a power (10⁶, m²) stays where it is.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..patterns import regex
from ..source import Span

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_POWERS = ("³", "⁶", "⁹", "¹²")


_any_mark = regex(rf"[{_DIGITS}{_LETTERS}*†‡§]|[£$€]\d[\d,]*\. \d\d(?!\d)")
_sign = regex(rf"[{_DIGITS}{_LETTERS}*†‡§]|\. \d\d")
"""What every mark begins with: quicker to look for than the marks themselves."""


@cache
def _mark() -> re.Pattern[str]:
    digits, letter = f"[{_DIGITS}]{{1,3}}", f"[{_LETTERS}](?![{_LETTERS}\\w])"
    raised = rf"(?:{digits}|{letter})(?:[,;–-](?:{digits}|{letter})){{0,9}}"
    stars = r"(?<=[\w%)\].,;’”\"'])(?:\*{1,3}|†{1,2}|‡{1,2}|§)(?=[\s.,;:)\]|]|$)"
    return re.compile(
        rf"(?P<raised>\[?(?<![{_LETTERS}]){raised}\]?)|(?P<stars>{stars})"
        r"|(?<=\d\.)(?P<blank> )(?=\d\d(?:[.,;:)\]]|$| (?:[£$€(]|(?:and|was|is|were|for|to|in|on|of|from|at|by)\b)))"
    )


_unit = regex(r"(?<![^\W\d_])(?:[kcdmnµ]?m|ft|yds?|mi|in|miles?|metres?|meters?)$")
_money = regex(r"[£$€] ?\d[\d.,]{0,20} ?m$")
_ten = regex(r"(?<![\d.,])10$")
_amount = regex(r"[£$€] ?\d[\d,]{0,20}\.$")


def has_marks(text: str) -> bool:
    """Whether there can be marks anywhere in a text: most have none."""
    return _any_mark().search(text) is not None


def marks_in(text: str, span: Span) -> Iterator[Span]:
    """The marks of notes inside `span`, and the blanks inside amounts, in order."""
    if _sign().search(text, span.start, span.end) is None:
        return
    for match in _mark().finditer(text, span.start, span.end):
        place = Span(*match.span())
        before = text[max(span.start, place.start - 24) : place.start]
        kind = match.lastgroup
        if kind == "raised":
            wanted = not _is_power(before, match.group(), text[place.end : min(place.end + 1, span.end)])
        elif kind == "stars":
            wanted = not _closes_emphasis(text, span, place)
        else:
            wanted = _amount().search(before) is not None
        if wanted:
            yield place


def _is_power(before: str, mark: str, after: str) -> bool:
    """Whether a raised figure belongs to what it stands behind: "10⁶", "m²", a fraction, a single letter."""
    if (after in ("⁄", "/") and after) or before.endswith(("⁄", "⁻", "⁺")):
        return True
    if _ten().search(before):
        return mark in _POWERS or before[:-2].rstrip()[-1:] in ("×", "x", "*")
    if mark not in ("²", "³"):
        return False
    if _unit().search(before):
        return not _money().search(before)
    return before[-1:].isalpha() and not before[-2:-1].isalnum()


def _closes_emphasis(text: str, span: Span, place: Span) -> bool:
    """Whether stars end what others began: "*words*"."""
    if text[place.start] != "*":
        return False
    opened = text.rfind("*", max(span.start, place.start - 200), place.start)
    if opened < 0:
        return False
    before, after = text[opened - 1 : opened] if opened > span.start else " ", text[opened + 1 : opened + 2]
    return (not before or before in " \n\t*(") and not after.isspace()
