"""What happens to the things that are counted tells metrics apart that count things of one name."""

from pathlib import Path

import pytest
from linked import linked, wanted
from marked import NEW_DAY, OLD_DAY, Pair, pairs
from scored import keeps_its_floor

from reportdiff.diff.commitments.weighted_lexemes import root
from reportdiff.diff.figures.deeds import apart, contrary, deeds, same
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
    ("before", "quote", "after", "found"),
    [
        ("In May the firm opened a further ", "22 stores", ".", ("open",)),
        ("", "19 stores", " have now been closed", ("close",)),
        ("", "290 nurses", " left the Trust", ("leave",)),
        ("There are ", "18 new stores", ".", ("new",)),
        ("", "£2m", " in grants was paid by the Trust", ("pay",)),
        ("There were ", "1,210 cases", " on the list, and the judge was ill", ()),
        ("", "1,210 cases", " were dealt with", ()),
        ("We resurfaced 124 miles, ", "four", " more than we promised", ("more",)),
    ],
)
def test_a_deed_is_the_verb_that_governs_the_figure(
    before: str, quote: str, after: str, found: tuple[str, ...]
) -> None:
    assert tuple(deeds(before, quote, after)) == tuple(map(root, found))


def test_deeds_are_the_same_contrary_or_other() -> None:
    opened, closed = deeds("opened ", "22 stores", ""), deeds("", "19 stores", " were closed")
    shut, painted = deeds("shut ", "19 stores", ""), deeds("painted ", "19 stores", "")
    assert contrary(opened, closed)
    assert contrary(closed, opened)
    assert same(closed, shut)
    assert not contrary(closed, shut)
    assert apart(opened, painted)
    assert not contrary(opened, painted)
    assert not apart(opened, ())
