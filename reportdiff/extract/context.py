"""What extraction may know about the report around a paragraph."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple


class Context(NamedTuple):
    """The report's own date decides what is future; names tell own actors from third parties.

    `minutes`: the report is one of a meeting, so that the past tense in it reports what was said there.
    `until`: the last day of a few months that the report says it covers, where it is dated later.
    `decimal_comma`: the document writes decimals with a comma.
    """

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    minutes: bool = False
    decimal_comma: bool = False
    until: date | None = None


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    """What minutes hold, each kind once: apologies, votes, resolutions, meetings, officers, actions, what was said."""
    agreed = "agreed|noted|reported|suggested|decided|proposed|felt|hoped|confirmed|explained|stated|clarified"
    bodies = "committee|panel|cabinet|executive|board|sub-committee|forum|group|council|councillors|governors|trustees"
    heard = "considered|noted|received|discussed|informed|welcomed|agreed|recommended|asked|heard|advised|thanked"
    return tuple(
        re.compile(f"(?i){pattern}")
        for pattern in (
            r"\bapolog(?:y|ies)\b",
            r"\bseconded\b|\bproposed by\b|\ball (?:were )?in favour\b|\bunanimous",
            rf"\bresolved\b|\bit was (?:\w+ )?(?:{agreed})\b|\bbe (?:noted|approved|received|endorsed)\b",
            r"\bminutes\b|\b(?:last|next|previous|this|the) meeting\b",
            r"\bthe (?:clerk|chair(?:man|person)?|treasurer|secretary|portfolio holder)\b|\bcllrs?\b|\bcouncillors?\b",
            r"\bpresent:|\bin attendance\b|\battended by\b|\bmatters arising\b",
            r"\bactions?(?: points?)?\s?:|(?<![\w.])(?:(?-i:[A-Z]{2,3}|Chair|All)|clerk) to (?-i:[a-z])",
            rf"\bmembers\b|\b(?:{bodies}) (?:(?:had|also|then|was|were) )?(?:{heard}|approved|queried|expressed)\b",
            r"\b(?:introduced|presented) (?:the|a|his|her|their) |\bin (?:response|answer) to\b|\bwas circulated\b",
        )
    )


@cache
def _speech() -> re.Pattern[str]:
    verbs = (
        "said|stated|advised|reported|confirmed|explained|noted|agreed|informed|asked|queried|highlighted|requested"
        "|suggested|commented|outlined|mentioned|proposed"
    )
    return re.compile(rf"(?i)\b(?:{verbs})(?: \w+){{0,3}} (?:that|whether|if|to)\b")


@cache
def _actions() -> re.Pattern[str]:
    """A name, initials or an office that is "to do" something: "Ann to pay the bill"."""
    name = r"(?:[A-Z][a-z]+|[A-Z]{2,3}|The [A-Z][a-z]+)"
    return re.compile(
        rf"(?:^|(?<=[.:;,–)-]) ){name}(?:(?:, | and |/){name}){{0,3}} to (?!the\b|a\b|our\b|my\b|all\b)[a-z]", re.M
    )


@cache
def _shifted() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:would|had)\b")


@cache
def _first_person() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:we|our|i|my|us)\b")


_STRETCH, _STRETCHES = 2500, 8  # characters of a text that are judged together; how many such stretches are looked at
_RARELY = 700  # characters to a "would" or "had", at most, where speech is reported
_SURE = ((3.0, 500), (4.0, 350), (5.5, 200))  # signs a stretch, and characters to a "we" that so many signs outweigh


def are_minutes(text: str) -> bool:
    """Whether a text reads as the minutes of a meeting: what stands in its past tense was said there."""
    found = ours = length = 0
    stretches = [text[at : at + _STRETCH] for at in range(0, max(1, len(text) - 800), _STRETCH)][:_STRETCHES]
    for part in stretches:
        signs = sum(1 for sign in _signs() if sign.search(part))
        spoken = sum(1 for _ in zip(range(3), _speech().finditer(part), strict=False))
        spoken += sum(1 for _ in zip(range(3), _actions().finditer(part), strict=False))
        shifted = "would" in part and len(_shifted().findall(part)) * _RARELY >= len(part)
        found += min(6, signs + spoken + shifted)
        ours += len(_first_person().findall(part))
        length += len(part)
    return any(found >= wanted * len(stretches) and ours <= 1 + length // each for wanted, each in _SURE)
