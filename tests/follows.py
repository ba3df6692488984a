"""Cases of what became of a commitment, read from cases/follow.cases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from reportdiff.changes import CommitmentChange
from reportdiff.comparing import compare
from reportdiff.reading import read_text

CASES = Path(__file__).parent / "cases" / "follow.cases"


@frozen
class Side:
    """What one report says, and when."""

    day: date
    text: str


@frozen
class Case:
    """Two statements and the events that connect them; `allowed` ones may be added."""

    name: str
    old: Side
    new: Side
    events: frozenset[str]
    allowed: frozenset[str]


def cases(path: Path = CASES) -> Iterator[Case]:
    """Every case of the file, in its order."""
    for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, old, new, events = block.strip().splitlines()[:4]
        listed = [event.strip() for event in events.split(",")]
        allowed = frozenset(event.removesuffix("?") for event in listed if event.endswith("?"))
        wanted = frozenset(event for event in listed if not event.endswith("?"))
        yield Case(name, _side(old), _side(new), wanted, allowed)


def _side(line: str) -> Side:
    head, text = line.split(" | ", 1)
    return Side(date.fromisoformat(head.split(" ")[1]), "" if text == "-" else text)


def changes(
    old: str, new: str, days: tuple[str | None, str | None] = ("2018-05-10", "2019-05-09")
) -> list[CommitmentChange]:
    """The commitment changes between two texts."""
    first, second = (day and date.fromisoformat(day) for day in days)
    return list(compare(read_text(old, date=first or None), read_text(new, date=second or None)).commitments)


def events(found: list[CommitmentChange]) -> set[str]:
    """All events of some changes."""
    return {event.value for change in found for event in change.events}


def fault(case: Case) -> str:
    """What is wrong with a case's answer, or ""."""
    found = changes(case.old.text, case.new.text, (case.old.day.isoformat(), case.new.day.isoformat()))
    if case.events == {"not_a_match"}:
        tied = [change for change in found if change.old and (change.new or change.evidence)]
        return f"tied: {[change.rules for change in tied]}" if tied else ""
    have = events(found)
    if case.events <= have and have - case.events <= case.allowed:
        return ""
    return f"want {sorted(case.events)}, have {sorted(have)}"
