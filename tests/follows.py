"""Cases of what became of a commitment, read from cases/follow.cases and cases/follow_classes.cases."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path

from attrs import frozen

from reportdiff.changes import CommitmentChange
from reportdiff.comparing import compare
from reportdiff.reading import read_text

CASES = Path(__file__).parent / "cases" / "follow.cases"
CLASSES = CASES.with_name("follow_classes.cases")
REPORTS = CASES.with_name("follow_reports.cases")


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
        yield Case(name, _side(old), _side(new), *_reading(events))


def traps() -> Iterator[tuple[str, str]]:
    """Pairs of a promise and a sentence that comes near it without telling it as done."""
    for line in CASES.with_name("follow_traps.cases").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            old, new = line.split(" | ")
            yield old, new


@frozen
class Line:
    """One promise of a pair of reports: words of its clause, and the readings that are right.

    Each reading is the events wanted and those that may be added. `new`: a promise of the newer report alone.
    """

    words: str
    new: bool
    readings: tuple[tuple[frozenset[str], frozenset[str]], ...]


@frozen
class Pair:
    """Two whole reports and what became of each promise."""

    name: str
    old: Side
    new: Side
    lines: tuple[Line, ...]


def pairs(path: Path = REPORTS) -> Iterator[Pair]:
    """Every pair of reports of the file, in its order."""
    for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, rest = block.split("\nold ", 1)
        old, rest = rest.split("\nnew ", 1)
        new, rest = rest.split("\nevents\n", 1)
        yield Pair(name, _report(old), _report(new), tuple(map(_line, rest.strip().splitlines())))


def _report(text: str) -> Side:
    day, body = text.split("\n", 1)
    return Side(date.fromisoformat(day), body)


def _line(text: str) -> Line:
    words, readings = text.split(" | ")
    return Line(words.removeprefix("+"), words.startswith("+"), tuple(map(_reading, readings.split(" / "))))


def _reading(text: str) -> tuple[frozenset[str], frozenset[str]]:
    listed = [event.strip() for event in text.split(",")]
    allowed = frozenset(event.removesuffix("?") for event in listed if event.endswith("?"))
    return frozenset(event for event in listed if not event.endswith("?")), allowed


def faults(pair: Pair) -> list[str]:
    """What is wrong with the answers for a pair of reports."""
    old, new = read_text(pair.old.text, date=pair.old.day), read_text(pair.new.text, date=pair.new.day)
    found = compare(old, new).commitments
    wrong = []
    for line in pair.lines:
        if line.new:
            mine = [change for change in found if change.old is None and change.new and line.words in change.new.quote]
        else:
            mine = [change for change in found if change.old and line.words in change.old.quote]
        have = events(mine)
        if not any(_agrees(have, want, allowed) for want, allowed in line.readings):
            wrong.append(f"{line.words}: have {sorted(have)}")
    return wrong


def _side(line: str) -> Side:
    head, text = line.split(" | ", 1)
    return Side(date.fromisoformat(head.split(" ")[1]), "" if text == "-" else text)


def changes(
    old: str, new: str, days: tuple[str | None, str | None] = ("2018-05-10", "2019-05-09")
) -> list[CommitmentChange]:
    """The commitment changes between two texts."""
    first, second = (day and date.fromisoformat(day) for day in days)
    return list(compare(read_text(old, date=first or None), read_text(new, date=second or None)).commitments)


def events(found: Sequence[CommitmentChange]) -> set[str]:
    """All events of some changes."""
    return {event.value for change in found for event in change.events}


def _agrees(have: set[str], want: AbstractSet[str], allowed: AbstractSet[str]) -> bool:
    """Whether the events are those wanted; a passage that is only mentioned may stand where an absence is."""
    if "mentioned" in have:
        want = {event for event in want if not event.startswith("absent_")}
    have = have - {"mentioned"}
    return want <= have and have - want <= allowed


def fault(case: Case) -> str:
    """What is wrong with a case's answer, or ""."""
    found = changes(case.old.text, case.new.text, (case.old.day.isoformat(), case.new.day.isoformat()))
    if case.events == {"not_a_match"}:
        tied = [change for change in found if change.old and (change.new or change.evidence)]
        return f"tied: {[change.rules for change in tied]}" if tied else ""
    have = events(found)
    if _agrees(have, set(case.events), set(case.allowed)):
        return ""
    return f"want {sorted(case.events)}, have {sorted(have)}"
