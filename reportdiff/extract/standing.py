"""Whether a report is by somebody outside the government: what ministers will do is then nobody's promise in it.

A council or a hospital tells what the Treasury is going to announce; a ministry promises it. The opening of a report
names its author, a minister speaks of "this Government", and a report of government has it as its subject throughout.
"""

import re
from functools import cache

_OPENING = 800  # characters in which a report says whose it is
_LEAST = 800  # characters of a text that is a report and no single statement
_OURS = 3  # times that somebody says "we" or "our"
_SUBJECT = 4  # times that the government is to act: then it is the one that speaks


@cache
def _author() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?<!Local )(?<!LOCAL )(?:Government|GOVERNMENT)|Minist(?:er|ry)|MINIST(?:ER|RY)|Secretary of State"
        r"|SECRETARY OF STATE|Treasury|TREASURY|(?<!Vice-)Chancellor|(?<!VICE-)CHANCELLOR|Department (?:for|of)"
        r"|DEPARTMENT (?:FOR|OF)|Parliament|PARLIAMENT|Congress|Budget [Ss]\w+|BUDGET S\w+|the House)\b"
    )


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Tt]his Government|[Oo]ur Government|[Mm]y (?:Department|Ministry|Government)|(?:Mr|Madam) Speaker"
        r"|[Mm]y [Rr]ight [Hh]on|[Aa]s Minister)\b"
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(r"\b[Tt]he (?:Government|Ministry|Department|Treasury) (?:will|is|plans|intends|aims)\b")


def _heading(text: str) -> int:
    """Where what stands above the first sentence ends: title, author, date."""
    start = 0
    for line in text[:_OPENING].splitlines(keepends=True):
        if line.rstrip().endswith("."):
            return start
        start += len(line)
    return start


def speaks_outside(text: str) -> bool:
    """Whether a whole report is by a body that is no part of the government."""
    if len(text) < _LEAST or _author().search(text, 0, _heading(text)) or _speaker().search(text):
        return False
    if text.count(" we ") + text.count("We ") + text.count(" our ") + text.count("Our ") < _OURS:
        return False
    return len(_acts().findall(text)) < _SUBJECT
