"""What happens to the things that are counted tells metrics apart that count things of one name."""

from pathlib import Path

import pytest
from linked import linked, wanted
from marked import NEW_DAY, OLD_DAY, Pair, pairs
from scored import keeps_its_floor

from reportdiff.diff.figures.deeds import apart, contrary, deed, same
from reportdiff.diff.figures.points import points
from reportdiff.reading import read_text

CASES = tuple(pairs(Path(__file__).parents[2] / "cases" / "deeds.cases"))


def fault(pair: Pair) -> str:
    """How the links of a pair differ from its marks, or ""."""
    have = linked(pair, read_text(pair.old.text, date=OLD_DAY), read_text(pair.new.text, date=NEW_DAY))
    return "" if have == wanted(pair) else f"linked {sorted(have)}"


def test_one_event_is_linked_and_two_are_not() -> None:
    """Cases are linked exactly as they are marked."""
    keeps_its_floor("deeds.cases", [(pair.name, fault(pair)) for pair in CASES])


def test_reports_given_the_other_way_round_are_linked_alike() -> None:
    """Law 5: what is linked does not depend on which report is the older one."""
    keeps_its_floor("deeds.cases", [(pair.name, fault(Pair(pair.name, pair.new, pair.old))) for pair in CASES])


def verb(text: str) -> str:
    """The deed of the last figure of a text."""
    return points(read_text(text))[-1].deed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May the firm opened a further 22 stores.", "open"),
        ("The year was hard, and 19 stores have now been closed.", "close"),
        ("Of our staff 290 nurses left the Trust.", "leave"),
        ("There were 1,210 cases on the list, and the judge was ill.", ""),
    ],
)
def test_a_deed_is_the_verb_of_the_clause_that_holds_the_figure(text: str, found: str) -> None:
    assert verb(text) == deed(found)


def test_deeds_are_the_same_contrary_or_other() -> None:
    opened, closed, shut, painted = map(deed, ("open", "close", "shut", "paint"))
    assert contrary(opened, closed)
    assert contrary(closed, opened)
    assert same(closed, shut)
    assert not contrary(closed, shut)
    assert apart(opened, painted)
    assert not contrary(opened, painted)
    assert not apart(opened, "")
