"""What number detection reads: the case files, and the laws that hold on any text."""

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.extract.mention import Mention
from reportdiff.extract.numbers import find_excluded, find_mentions

CASES = Path(__file__).parent / "cases"
DEFAULTS = {"bound": "exact", "per": None, "stat": None}


class Case(NamedTuple):
    """A sentence and the figures a careful reader finds in it."""

    sentence: str
    wanted: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file: a sentence, then an indented line for each figure."""
    found: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith(("#", "==")):
            continue
        if line.startswith("  "):
            found[-1] = found[-1]._replace(wanted=(*found[-1].wanted, line.strip()))
        else:
            found.append(Case(line, ()))
    return found


ALL = [
    pytest.param(case, id=case.sentence[:60])
    for path in sorted(CASES.glob("numbers*.cases"))
    for case in read_cases(path)
]


class Wanted(NamedTuple):
    """One expected figure, taken from its line."""

    value: Decimal
    high: Decimal | None
    unit: str | None
    rest: dict[str, str]


def parse(line: str) -> Wanted:
    """The expected figure: "2..3 percent per=year part=difference"."""
    fields = dict(re.findall(r"(\w+)=(.+?)(?= \w+=|$)", line))
    head = re.split(r" \w+=", line)[0]
    number, _, unit = head.partition(" ")
    low, _, high = number.partition("..")
    return Wanted(Decimal(low), Decimal(high) if high else None, None if unit in ("-", "") else unit, fields)


def same_unit(wanted: str | None, found: str | None) -> bool:
    """Whether two units agree, a compound by its head word too."""
    if wanted is None or found is None:
        return wanted is found
    return wanted == found or wanted.split()[-1] == found.split()[-1]


def differs(line: str, found: Mention) -> str:
    """How a mention differs from its line, or "" if it does not."""
    wanted = parse(line)
    if abs(found.value - wanted.value) > abs(wanted.value) * Decimal("0.0005") or found.high != wanted.high:
        return f"value {found.value}..{found.high}"
    if not same_unit(wanted.unit, found.unit):
        return f"unit {found.unit}"
    for name in ("bound", "per", "stat"):
        have = getattr(found, name)
        if have != wanted.rest.get(name, DEFAULTS[name]):
            return f"{name} {have}"
    for name in ("part", "direction"):
        if name in wanted.rest and getattr(found, name) != wanted.rest[name]:
            return f"{name} {getattr(found, name)}"
    return ""


@pytest.mark.parametrize("case", ALL)
def test_a_sentence_is_read_as_its_case_says(case: Case) -> None:
    found = find_mentions(case.sentence)
    have = [f"{case.sentence[m.start : m.end]!r} {m.value}..{m.high} {m.unit} {m.rules}" for m in found]
    assert len(found) == len(case.wanted), have
    assert [differs(line, mention) for line, mention in zip(case.wanted, found, strict=True)] == [""] * len(found), have
