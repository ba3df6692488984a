"""What happens to the things that are counted tells metrics apart that count things of one name."""

from pathlib import Path

import pytest
from linked import linked, wanted
from marked import NEW_DAY, OLD_DAY, Pair, pairs
from scored import keeps_its_floor

from reportdiff.diff.figures.deeds import deed, sense
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May the firm opened a further 22 stores.", "opened"),
        ("The year was hard, and 19 stores have now been closed.", "closed"),
        ("Of our staff 290 nurses left the Trust.", "leave"),
        ("There were 1,210 cases on the list, and the judge was ill.", "ill"),
    ],
)
def test_a_deed_is_the_nearest_word_that_says_what_happens(text: str, found: str) -> None:
    """The last figure of each text."""
    assert points(read_text(text))[-1].deed == deed([found], [0])


def test_deeds_are_the_same_or_contrary_or_neither() -> None:
    opened, closed, shut, planted = (deed([word], [0]) for word in ("open", "close", "shut", "plant"))
    assert sense(opened, closed) < 0
    assert sense(closed, opened) < 0
    assert sense(closed, shut) >= 0
    assert sense(opened, planted) >= 0
    assert sense(opened, deed(["launched"], [0])) > 0
    assert sense(opened, planted) <= 0
    assert sense("", "") <= 0


def test_what_did_not_happen_is_the_contrary() -> None:
    """A target that is wanted and one that is not met are of one thing, targets that were and were not met are two."""
    met, missed = deed(["met"], [0]), deed(["missed"], [0])
    denied = deed(["were", "not", "all", "met"], [3])
    assert sense(met, denied) < 0
    assert sense(missed, denied) > 0
    assert sense(missed, denied) >= 0
    assert deed(["not", "met"], [1], wanted=True) == met
